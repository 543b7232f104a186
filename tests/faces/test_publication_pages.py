"""Publication over real pages: her yes on the follow page, the desk's readers, the shelf for everybody, and her no."""

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.people import COUNTY, NOW, TOWN, Told, hire, signed_in, tell
from tests.houses import unlike
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.rate import rate
from xiangli.parties.models import Deed
from xiangli.parties.reads.actor import Actor, Hat, reporter
from xiangli.proof.ids import uuid7
from xiangli.publication.models import Publication, PublicationStep
from xiangli.publication.text import kept
from xiangli.site.install import guard

pytestmark = pytest.mark.usefixtures("house")
WORKER = Actor(
    kind="post", name="示例经手", person=uuid4(), person_name="示例经手",
    hats=(Hat(post=uuid4(), name="经办", organisation="示例单位", office=f"desk@{TOWN}", places=(TOWN,), lines=("desk",),
              acts=("handle", "sort")),),
)  # fmt: skip
ANSWERED = "李师傅已去修好，电话19900000002。"


@pytest.fixture(autouse=True)
def readers(house: None) -> Iterator[None]:
    """Two more clerks who may read, one administrator; the guards of the tables."""
    guard()
    hire("second", line="health", place=COUNTY, acts=["handle"], name="示例二")
    hire("admin", line="personnel_organization", place=COUNTY, acts=["administer"], name="示例管")
    yield


def open_county(yes: bool = True) -> None:
    """By the administrator, on her page."""
    said = {"request_id": uuid7(), **({"open": "on"} if yes else {})}
    assert signed_in("admin").post("/staff/publication/", said).status_code == 302


def done(text: str = "我叫张示例，电话19900000001，村口的灯不亮") -> Told:
    """Told and ended by acts; its clerk signs in nowhere here."""
    told = tell(f"{text}。{unlike()}")
    at = NOW + timedelta(hours=1)
    accept(matter=told.matter, by=WORKER, at=at, request=uuid4())
    answer(matter=told.matter, by=WORKER, at=at, request=uuid4(), answer=ANSWERED)
    rate(matter=told.matter, by=reporter(told.report), at=at, request=uuid4(), solved=True)
    return told


def hidden(page: str, name: str, form: str) -> str:
    """A hidden value of the form that leads to ``form``."""
    inside = next(one for one in re.findall(r"<form.*?</form>", page, re.S) if form in one)
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', inside) or re.search(
        rf'value="([^"]*)"[^>]*name="{name}"', inside
    )
    assert found, (name, inside)
    return found[1]


def says(told: Told, yes: bool) -> int:
    """She says yes to what the page shows, or no; the status of the answer."""
    page = Client().get(f"/follow/{told.code}/").content.decode()
    form = f"/follow/{told.code}/publish/"
    said = {"request_id": uuid7(), "publish": "no"}
    if yes:
        said |= {"publish": "yes", "text": hidden(page, "text", form)}
    return Client().post(form, said).status_code


def row_of(told: Told) -> Publication:
    return Publication.objects.get(report=told.report)


def reads(user: str, told: Told) -> int:
    """One reading over the page; the status of the answer."""
    client, address = signed_in(user), f"/desk/publication/{row_of(told).id}/"
    page = client.get(address).content.decode()
    return client.post(f"{address}review/", {"request_id": uuid7(), "text": hidden(page, "text", "review")}).status_code


def published() -> Told:
    told = done()
    assert says(told, True) == 302
    assert [reads(user, told) for user in ("desk", "second")] == [302, 302]
    return told


def test_where_the_county_has_not_opened_nobody_is_asked_and_nothing_is_shown() -> None:
    told = done()
    assert "公开给大家看吗" not in Client().get(f"/follow/{told.code}/").content.decode()
    assert "还没有公开的答复" in Client().get("/published/").content.decode()
    assert "/published/" not in Client().get("/").content.decode()
    wrong = Client().post(f"/follow/{told.code}/publish/", {"request_id": uuid7(), "publish": "yes", "text": "x"})
    assert (wrong.status_code, Publication.objects.count()) == (422, 0)


def test_from_her_yes_over_two_readers_to_everybody_and_gone_at_her_no() -> None:
    open_county()
    told = published()
    address = f"/published/{row_of(told).id}/"
    for page in ("/published/", address):
        shown = Client().get(page)
        text = shown.content.decode()
        assert "村口的灯不亮" in text
        assert not any(
            word in text for word in ("张示例", "1990000", "李师傅", told.code, told.row.number, str(told.matter))
        )
        assert (shown.headers["X-Robots-Tag"], "no-store" in shown.headers["Cache-Control"]) == ("noarchive", True)
    assert "/published/" in Client().get("/").content.decode()
    assert address in Client().get(f"/follow/{told.code}/").content.decode()
    assert says(told, False) == 302
    gone = Client().get(address)
    assert gone.status_code == 410
    assert "已经撤下" in gone.content.decode()
    assert "灯" not in gone.content.decode() + Client().get("/published/").content.decode()


def test_the_page_shows_her_the_very_text_she_agrees_to() -> None:
    open_county()
    told = done()
    page = Client().get(f"/follow/{told.code}/").content.decode()
    panel = page[page.index('id="publish"') :]
    assert "我叫■■，电话■■，村口的灯不亮" in panel
    assert "■■师傅已去修好" in panel
    form = f"/follow/{told.code}/publish/"
    digest = hidden(page, "text", form)
    assert Client().post(form, {"request_id": uuid7(), "publish": "yes", "text": digest[:-1] + "?"}).status_code == 422
    assert Client().post(form, {"request_id": "?", "publish": "yes", "text": digest}).status_code == 404
    assert Client().get(form).status_code == 405
    assert Client().post("/follow/AAAA-BBBB-CCCC-DDDD/publish/", {"request_id": uuid7()}).status_code == 404
    assert says(told, True) == 302
    assert PublicationStep.objects.get().data["text"] == digest


def test_whoever_handled_it_is_told_why_she_may_not_read_it() -> None:
    open_county()
    told = tell(f"路灯不亮。{unlike()}")
    desk = signed_in("desk")
    for verb, more in (("accept", {}), ("answer", {"answer": "已经修好了，请放心。"})):
        said = {"request_id": uuid7(), "expected": told.row.seq, **more}
        assert desk.post(f"/desk/matter/{told.matter}/{verb}/", said).status_code == 302
    rate(matter=told.matter, by=reporter(told.report), at=timezone.now(), request=uuid4(), solved=True)
    says(told, True)
    address = f"/desk/publication/{row_of(told).id}/"
    page = desk.get(address).content.decode()
    assert "您经手过" in page
    assert "可以公开" not in page
    wrong = desk.post(f"{address}review/", {"request_id": uuid7(), "text": kept(row_of(told)).digest})
    assert wrong.status_code == 422
    assert "要由没有经手的人来审" in wrong.content.decode()
    assert row_of(told).reviewers == []


def test_a_reader_sees_what_was_struck_and_why_and_the_words_only_if_she_may_see_the_matter() -> None:
    open_county()
    told = done()
    says(told, True)
    address = f"/desk/publication/{row_of(told).id}/"
    desk, second = (signed_in(user).get(address).content.decode() for user in ("desk", "second"))
    for page in (desk, second):
        assert "能直接找到这个人" in page
        assert "/law/source/I1/" in page
    assert "19900000001" in desk
    assert not any(word in second for word in ("19900000001", "张示例", "李师傅"))
    assert "（11 个字）" in second


def test_more_struck_asks_her_anew_and_readers_too() -> None:
    open_county()
    told = done()
    says(told, True)
    reads("desk", told)
    address, row = f"/desk/publication/{row_of(told).id}/", row_of(told)
    second = signed_in("second")
    bad = second.post(
        f"{address}prepare/", {"request_id": uuid7(), "question": row.question + "！", "answer": row.answer}
    )
    assert bad.status_code == 422
    assert "不能添字" in bad.content.decode()
    good = {
        "request_id": uuid7(),
        "question": row.question.replace("村口", "■■").replace("\n", "\r\n"),
        "answer": row.answer,
    }
    assert second.post(f"{address}prepare/", good).status_code == 302
    assert (row_of(told).state, row_of(told).reviewers) == ("asked", [])
    page = Client().get(f"/follow/{told.code}/").content.decode()
    assert "又遮了几处" in page
    assert "■■的灯不亮" in page
    assert says(told, True) == 302
    assert "您遮的" in second.get(address).content.decode()


def test_staff_take_off_and_she_reads_why() -> None:
    open_county()
    told = published()
    row = row_of(told)
    address = f"/desk/publication/{row.id}/take_off/"
    assert signed_in("second").post(address, {"request_id": uuid7(), "why": ""}).status_code == 422
    assert signed_in("second").post(address, {"request_id": uuid7(), "why": "认得出是谁家"}).status_code == 302
    assert Client().get(f"/published/{row.id}/").status_code == 410
    assert "认得出是谁家" in Client().get(f"/follow/{told.code}/").content.decode()
    assert signed_in("second").get(f"/desk/publication/{row.id}/").status_code == 200


def test_said_not_solved_it_leaves_the_page_until_ended_agreed_and_read_again() -> None:
    open_county()
    told = published()
    address = f"/published/{row_of(told).id}/"
    said = {"request_id": uuid7(), "solved": "no", "new_facts": "灯修好一天又灭了，还是老样子"}
    assert Client().post(f"/follow/{told.code}/reopen/", said).status_code == 302
    assert Client().get(address).status_code == 410
    assert "公开先停下了" in Client().get(f"/follow/{told.code}/").content.decode()
    assert signed_in("desk").get("/desk/publication/").content.decode().count(f"{row_of(told).id}") == 0


def test_others_find_no_such_page() -> None:
    open_county()
    told = done()
    says(told, True)
    row = row_of(told)
    hire("far", line="desk", place="430102", acts=["sort"])
    far = signed_in("far")
    assert far.get(f"/desk/publication/{row.id}/").status_code == 404
    assert str(row.id) not in far.get("/desk/publication/").content.decode()
    assert signed_in("watch").get("/desk/publication/").status_code == 403
    assert signed_in("desk").get("/staff/publication/").status_code == 403
    assert Client().get(f"/published/{row.id}/").status_code == 404  # never published: nobody is told that it exists
    assert Client().get(f"/published/{UUID(int=1)}/").status_code == 404
    assert signed_in("desk").post(f"/desk/publication/{row.id}/burn/", {}).status_code == 404


def test_the_switch_is_a_county_administrators_and_goes_on_record() -> None:
    open_county()
    request = str(uuid7())
    admin = signed_in("admin")
    for _ in range(2):
        assert admin.post("/staff/publication/", {"request_id": request}).status_code == 302
    assert admin.post("/staff/publication/", {"request_id": request, "open": "on"}).status_code == 422
    assert Deed.objects.filter(verb="switch_publication").count() == 2
    hire("province", line="personnel_organization", place="43", acts=["administer"])
    assert signed_in("province").get("/staff/publication/").status_code == 403


@pytest.mark.parametrize(
    "address", ["/published/?page=x", "/published/?page=-1", "/published/?page=99", "/published/?county=1"]
)
def test_a_strange_page_or_county_is_the_first_or_an_empty_one(address: str) -> None:
    open_county()
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("address", ["/published/", "/desk/publication/"])
def test_a_list_asks_as_often_with_three_rows_as_with_one(address: str) -> None:
    open_county()
    published()
    client = signed_in("desk")
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address).content.decode()
        counts.append((len(asked), page.count("村口的灯不亮")))
        published()
        published()
    assert counts[0][1] >= 1
    assert counts[1][1] >= 3 * counts[0][1]
    assert counts[0][0] == counts[1][0]


def test_the_shelf_goes_on_to_the_next_page() -> None:
    open_county()
    one = row_of(published())
    rows = [
        Publication(id=uuid7(), county=COUNTY, matter=one.matter, report=one.report, place=TOWN, state="published", seq=3,
                    question=f"第 {n} 问", answer="答", ended_at=one.ended_at, published_at=NOW)
        for n in range(20)
    ]  # fmt: skip
    Publication.objects.filter(id=one.id).update(question="最早的一问", published_at=NOW - timedelta(days=9))
    for n, row in enumerate(rows):
        other = tell(f"另一件{n}{unlike()}")
        type(other.row).objects.filter(id=other.matter).update(ended_at=one.ended_at)
        row.report, row.matter = other.report, other.matter
    Publication.objects.bulk_create(rows)
    first = Client().get("/published/").content.decode()
    assert "最早的一问" not in first
    assert "page=2" in first
    assert "最早的一问" in Client().get(f"/published/?county={COUNTY}&page=2").content.decode()
