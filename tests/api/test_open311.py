"""Open311 GeoReport v2: reports come in by the standard; out goes what anybody may know and nothing else."""

from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.api.programs import program_token
from tests.houses import COUNTY, TOWN
from xiangli.lists.edition import topics
from xiangli.matters.models import Report
from xiangli.vault.models import Sealed

pytestmark = pytest.mark.usefixtures("ready")
AT_OFFICE = {"lat": "28.16", "long": "113.64"}


@pytest.fixture
def key() -> str:
    return program_token()


def sent(key: str, ending: str = "json", **fields: str) -> Any:
    said = {"api_key": key, "jurisdiction_id": TOWN, "service_code": "road_damage", "description": "村口的水泥路塌了一块",
            "address_string": "大瑶镇南川村口", "first_name": "示例", "phone": "19900000007", **fields}  # fmt: skip
    return Client().post(f"/api/open311/v2/requests.{ending}", {k: v for k, v in said.items() if v})


def got(path: str, **query: str) -> Any:
    return Client().get(f"/api/open311/v2/{path}", query)


def test_services_are_the_topics_in_both_forms() -> None:
    rows = got("services.json").json()
    assert {one["service_code"] for one in rows} == set(topics())
    top = ElementTree.fromstring(got("services.xml").content)
    assert (top.tag, top[0].tag, len(top)) == ("services", "service", len(rows))
    assert got("services/road_damage.json").json() == {"service_code": "road_damage", "attributes": []}
    assert got("services/nothing.json").status_code == 404


def test_the_discovery_names_the_endpoint() -> None:
    assert got("discovery.json").json()["endpoints"][0]["url"].endswith("/api/open311/v2")
    assert ElementTree.fromstring(got("discovery.xml").content).tag == "discovery"


def test_a_request_comes_in_once_and_its_person_is_sealed(key: str) -> None:
    first, again = sent(key), sent(key)
    assert (first.status_code, again.status_code) == (200, 200), first.content
    assert first.json()[0]["service_request_id"] == again.json()[0]["service_request_id"]
    told = Report.objects.get()
    assert told.channel == "open311"
    assert "南川村口" in told.text
    assert "19900000007" not in told.text
    assert Sealed.objects.count() == 1


def test_anybody_sees_open_or_closed_by_the_id_and_never_words_spot_or_person(key: str) -> None:
    one = sent(key).json()[0]["service_request_id"]
    said = got(f"requests/{one}.json")
    row = said.json()[0]
    assert (row["status"], row["description"], row["lat"], row["media_url"]) == ("open", None, None, None)
    assert row["expected_datetime"].endswith("+08:00")
    for hidden in ("塌了一块", "南川", "示例", "19900000007"):
        assert hidden not in said.content.decode()
    assert got("requests.json", service_request_id=f"{one},{uuid4()}").json() == [row]
    top = ElementTree.fromstring(got(f"requests/{one}.xml").content)
    assert (top.tag, top[0].tag, top[0].findtext("status")) == ("service_requests", "request", "open")
    assert got(f"tokens/{one}.json").json()[0]["service_request_id"] == one
    assert got(f"requests/{uuid4()}.json").status_code == 404
    assert got("tokens/nonsense.xml").status_code == 404


def test_a_list_needs_a_key_and_holds_only_what_that_program_sent(key: str) -> None:
    one = sent(key).json()[0]["service_request_id"]
    assert got("requests.json").status_code == 403
    assert [row["service_request_id"] for row in got("requests.json", api_key=key).json()] == [one]
    assert got("requests.json", api_key=key, status="closed").json() == []
    assert got("requests.json", api_key=key, end_date="2020-01-01T00:00:00+08:00").json() == []
    assert got("requests.json", api_key=key, start_date="yesterday").status_code == 400
    other = program_token("other", line="civil_affairs")
    assert got("requests.json", api_key=other).json() == []


def test_a_request_id_sent_again_with_other_words_is_refused(key: str) -> None:
    mine = str(uuid4())
    assert sent(key, request_id=mine).json()[0]["service_request_id"] == mine
    assert sent(key, request_id=mine, description="完全是另一件事").status_code == 409
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"api_key": "wrong"}, 403, "api_key"), ({"service_code": "nothing"}, 400, "service_code"),
        ({"description": ""}, 400, "description"), ({"description": "长" * 100_000}, 400, "text"),
        ({"address_string": ""}, 400, "lat"), ({"lat": "28.1"}, 400, "lat"), ({"lat": "x", "long": "y"}, 400, "lat"),
        ({"lat": "39.9", "long": "116.4"}, 400, "境内"), ({"jurisdiction_id": "430281"}, 403, "jurisdiction_id"),
        ({"request_id": "12"}, 400, "UUID"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ending", ["json", "xml"])
def test_what_cannot_be_taken_is_refused_in_the_standards_form(
    wrong: dict[str, str], status: int, said: str, ending: str, key: str
) -> None:
    answer = sent(key, ending, **wrong)
    assert answer.status_code == status, answer.content
    text = (
        answer.json()[0]["description"]
        if ending == "json"
        else ElementTree.fromstring(answer.content)[0].findtext("description")
    )
    assert said in text
    assert Report.objects.count() == 0


def test_a_point_within_the_county_is_taken(key: str) -> None:
    assert sent(key, jurisdiction_id=TOWN, address_string="", **AT_OFFICE).status_code == 200, COUNTY
