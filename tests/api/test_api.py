"""The HTTP API: tokens, idempotent writes, problems in plain words (RFC 9457), OpenAPI 3.1."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.houses import AT, COUNTY, TOWN
from xiangli.api import token as tokens
from xiangli.matters.models import Matter, Report
from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.acts.make_token import make_token
from xiangli.parties.models import Token

pytestmark = pytest.mark.usefixtures("ready")


@pytest.fixture
def client() -> Client:
    """A program with a token: it sorts, imports and handles for one township's offices."""
    cache.clear()
    tokens._actor.cache_clear()
    person = sign_in_for(username="program", password="not-used-here", name="示例程序")
    organisation = found_organisation(name="示例单位", line="desk", place=TOWN)
    post = appoint(person=person, organisation=organisation, name="接口", acts=["sort", "import", "handle"],
                   since=date(2020, 1, 1), lines=["*"])  # fmt: skip
    token = make_token(post=post.id, name="示例", at=AT)
    return Client(headers={"authorization": f"Bearer {token}"})


def sent(client: Client, **body: Any) -> Any:
    """POST one report."""
    whole = {"id": str(uuid4()), "text": "村口的桥栏杆断了", "place": TOWN, **body}
    return client.post("/api/v1/reports", whole, content_type="application/json")


def problem(response: Any, status: int) -> Any:
    """The problem, after checking its form."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    said = response.json()
    assert set(said) >= {"type", "title", "status", "detail"}
    assert said["status"] == status
    return said


def test_a_report_is_new_once_and_the_same_ever_after(client: Client) -> None:
    one = str(uuid4())
    first, again = sent(client, id=one), sent(client, id=one)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["follow"] == again.json()["follow"]
    assert Report.objects.count() == 1


def test_the_same_id_with_another_body_is_a_conflict(client: Client) -> None:
    one = str(uuid4())
    sent(client, id=one)
    assert problem(sent(client, id=one, text="完全是另一件事"), 409)["title"] == "IdReused"


def test_bad_fields_are_named(client: Client) -> None:
    assert problem(sent(client, text=""), 422)["errors"][0]["field"] == "text"
    assert "id" in problem(sent(client, id="not-a-uuid"), 422)["errors"][0]["field"]
    assert problem(sent(client, place="439999"), 403)
    assert problem(sent(client, text="长" * 100_000), 422)["errors"][0]["field"] == "text"


def test_without_a_token_or_with_an_ended_one_nothing_is_taken(client: Client) -> None:
    assert problem(sent(Client()), 401)
    Token.objects.update(ended_at=timezone.now())
    tokens._actor.cache_clear()
    assert problem(sent(client), 401)


def test_a_matter_is_listed_shown_and_acted_on(client: Client) -> None:
    matter = sent(client).json()["matter"]
    Matter.objects.filter(id=matter).exists()
    listed = client.get("/api/v1/matters").json()
    assert [m["id"] for m in listed["matters"]] == [matter]
    shown = client.get(f"/api/v1/matters/{matter}").json()
    assert shown["sum"]
    verb = "assign" if shown["step"] == "sort" else "transfer"
    data = {"owner": f"transport@{COUNTY}", "item": "路-1"} | (
        {"ground": "桥归交通部门管"} if verb == "transfer" else {}
    )
    body = {"request": str(uuid4()), "expected": shown["seq"], "data": data}
    url = f"/api/v1/matters/{matter}/acts/{verb}"
    done = client.post(url, body, content_type="application/json")
    assert done.json()["owner"] == f"transport@{COUNTY}", done.content
    assert client.post(url, body, content_type="application/json").json()["repeated"]
    late = problem(client.post(url, {**body, "request": str(uuid4())}, content_type="application/json"), 409)
    assert late["first"]
    assert problem(client.post(f"/api/v1/matters/{matter}/acts/late", body, content_type="application/json"), 404)
    assert problem(client.get(f"/api/v1/matters/{uuid4()}"), 404)


def test_anyone_may_follow_by_code_and_guessing_is_slowed(client: Client) -> None:
    code = sent(client).json()["follow"]
    seen = Client().get(f"/api/v1/reports/{code}")
    assert seen.json()["number"].startswith(COUNTY)
    answers = [Client().get(f"/api/v1/reports/AAAA-{n:04d}-AAAA-AAAA").status_code for n in range(25)]
    assert set(answers) == {404, 429}


def test_the_open_questions_answer_without_a_token(client: Client) -> None:
    found = Client().get("/api/v1/locate", {"text": "浏阳市大瑶镇南川村"}).json()["candidates"]
    assert found[0]["code"].startswith(TOWN)
    assert Client().get("/api/v1/who", {"text": "路灯不亮", "place": TOWN}).json()["office"]
    assert problem(Client().get("/api/v1/who", {"text": "路灯不亮", "place": "439999"}), 422)
    assert problem(Client().get(f"/api/v1/ledger/{COUNTY}/checkpoint"), 404)


def test_the_description_is_openapi_3_1_and_every_write_needs_a_token(client: Client) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], path
            if method != "get":
                assert operation["security"], path
