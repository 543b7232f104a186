"""Pages of the roles: the coordinator's board, quarrels and extensions, the county line, the leader's day, who handles what."""

import io
from datetime import timedelta
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from tests.faces.people import COUNTY, TOWN, Told, hire, signed_in, tell
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.dispute import dispute
from xiangli.matters.acts.extend_ask import extend_ask
from xiangli.matters.acts.rate import rate
from xiangli.matters.acts.share import share
from xiangli.matters.acts.transfer import transfer
from xiangli.matters.acts.undo import undo
from xiangli.matters.models import Entry, Matter
from xiangli.matters.reads.month import month
from xiangli.parties.models import Organisation, User
from xiangli.parties.reads.actor import Actor, reporter, staff
from xiangli.proof.ids import uuid7

pytestmark = pytest.mark.usefixtures("house")
POTHOLE = "镇政府门口的水泥路塌了一块，电动车都摔了两次。"
LAMP = "村部后面的路灯从上个月起就不亮，老人晚上不敢出门。"
WELL = "后山水井的水发黄，烧开了还有一层铁锈，全组都不敢喝。"
ROADS = f"transport@{COUNTY}"


@pytest.fixture(autouse=True)
def people(house: None) -> None:
    hire("board", line="desk", place=COUNTY, acts=["sort", "handle"], lines=["*"], name="示例统")
    hire("lead", line="finance", place=COUNTY, acts=["instruct"], name="示例领")
    hire("water", line="water_resources", place=COUNTY, acts=["handle"], name="示例水")


def who(username: str) -> Actor:
    return staff(User.objects.get(username=username), on=timezone.localdate(), at=timezone.now())


def roads_matter(text: str = POTHOLE, **more: object) -> Told:
    return tell(text, at=more.pop("at", timezone.now()), owner=ROADS, item="示例-1", **more)


def disputed(text: str = POTHOLE) -> Told:
    told = roads_matter(text)
    dispute(
        matter=told.matter,
        ground="村里的路按清单归乡镇管养",
        item="X-1",
        by=who("roads"),
        at=timezone.now(),
        request=uuid4(),
    )
    return told


def in_hand(text: str = POTHOLE) -> Told:
    told = roads_matter(text)
    accept(matter=told.matter, by=who("roads"), at=timezone.now(), request=uuid4())
    return told


@pytest.mark.parametrize(
    ("user", "home"),
    [
        ("board", "/desk/board/"),
        ("desk", "/desk/"),
        ("roads", "/desk/line/"),
        ("lead", "/leader/"),
        ("watch", "/oversight/"),
    ],
)
def test_each_role_begins_on_the_page_that_is_its_work(user: str, home: str) -> None:
    from xiangli.faces.access import home as begins  # the page decides, not the sign-in form

    assert begins(who(user)) == home
    assert signed_in(user).get(home).status_code == 200


def test_a_quarrel_shows_both_grounds_the_list_and_earlier_rulings_and_the_ruling_stands() -> None:
    first, client = disputed(), signed_in("board")
    page = client.get("/desk/quarrels/").content.decode()
    assert "村里的路按清单归乡镇管养" in page
    assert "职责清单上这类事归谁" in page or "清单上没有这类事" in page
    value = next(part.split('"')[0] for part in page.split('<option value="') if part.startswith(f"{ROADS} "))
    data = {"request_id": str(uuid7()), "seen": str(first.row.seq), "office": value, "ground": "县道编号内的路段归县交通运输局",
            "back": "/desk/quarrels/"}  # fmt: skip
    done = client.post(f"/desk/matter/{first.matter}/rule/", data)
    assert (done.status_code, done.headers.get("Location")) == (302, "/desk/quarrels/"), done.content.decode()[:2000]
    assert first.row.step == "assigned"
    assert "没有争着归谁的事" in client.get("/desk/quarrels/").content.decode()


def test_an_extension_is_granted_by_a_person_beside_its_ground_and_clock() -> None:
    told, client = in_hand(), signed_in("board")
    extend_ask(
        matter=told.matter, ground="材料要从省里调，多要几天", by=who("roads"), at=timezone.now(), request=uuid4()
    )
    page = client.get("/desk/extensions/").content.decode()
    assert "材料要从省里调，多要几天" in page
    before = told.row.due_at
    data = {"request_id": str(uuid7()), "seen": str(told.row.seq), "back": "/desk/extensions/"}
    assert client.post(f"/desk/matter/{told.matter}/extend_grant/", data).headers["Location"] == "/desk/extensions/"
    assert before is not None and told.row.due_at is not None
    assert told.row.due_at > before
    assert "没有等着的延期申请" in client.get("/desk/extensions/").content.decode()


def test_the_board_counts_what_waits_and_each_figure_is_a_door() -> None:
    disputed()
    page = signed_in("board").get("/desk/board/").content.decode()
    assert '<a href="/desk/quarrels/"><b>1</b> <span>归属有异议</span></a>' in page
    assert "不排名" not in page or "排名次" in page


def test_the_line_shows_its_own_by_nearest_clock_and_what_it_is_asked_to_assist_with() -> None:
    late, mine, other = (
        roads_matter(POTHOLE),
        roads_matter(LAMP),
        tell(WELL, owner=f"water_resources@{COUNTY}", item="示例-2"),
    )
    Matter.objects.filter(id=late.matter).update(outer_due=timezone.now() - timedelta(hours=1))
    share(matter=other.matter, assist=ROADS, by=who("water"), at=timezone.now(), request=uuid4())
    page = signed_in("roads").get("/desk/line/").content.decode()
    assert page.index(str(late.matter)) < page.index(str(mine.matter)) < page.index(str(other.matter))
    assert page.index("请本单位协办") < page.index(str(other.matter))
    assert "上级系统时限" in page
    sheet = load_workbook(io.BytesIO(signed_in("roads").get("/desk/line/?as=xlsx").content)).active
    assert sheet is not None and sheet.max_row == 4


def test_the_day_has_five_figures_each_leading_to_the_real_matters() -> None:
    told = roads_matter()
    Matter.objects.filter(id=told.matter).update(due_at=timezone.now() - timedelta(days=3))
    client = signed_in("lead")
    page = client.get("/leader/").content.decode()
    for name, count in (("new", 1), ("ended", 0), ("open", 1), ("late", 1), ("near", 0)):
        assert f'<a href="/leader/{name}/"><b>{count}</b>' in page, name
        listed = client.get(f"/leader/{name}/").content.decode()
        assert (str(told.matter) in listed) == bool(count), name
    assert "超期最久" in page
    assert client.get("/leader/best/").status_code == 404
    assert client.get(f"/desk/matter/{told.matter}/").status_code == 200
    assert client.get("/leader/late/?as=xlsx").content[:2] == b"PK"


def test_a_leaders_line_hangs_on_the_matter_and_an_empty_one_is_refused_beside_it() -> None:
    told = roads_matter()
    Matter.objects.filter(id=told.matter).update(due_at=timezone.now() - timedelta(days=3))
    client, once = signed_in("lead"), str(uuid7())
    refused = client.post(f"/leader/{told.matter}/instruct/", {"request_id": str(uuid7()), "line": " "})
    assert (refused.status_code, "请写一句话" in refused.content.decode()) == (422, True)
    for _ in range(2):
        data = {"request_id": once, "line": "本周内修好，当面告诉反映人。"}
        assert client.post(f"/leader/{told.matter}/instruct/", data).headers["Location"] == "/leader/"
    assert [e.data["line"] for e in Entry.objects.filter(verb="instruct")] == ["本周内修好，当面告诉反映人。"]
    assert signed_in("roads").post(f"/leader/{told.matter}/instruct/", data).status_code == 403
    assert client.post(f"/leader/{uuid4()}/instruct/", {**data, "request_id": str(uuid7())}).status_code == 404


def test_a_leader_photographs_her_line_on_her_first_page_and_what_is_no_picture_is_told_beside_it() -> None:
    told, client = roads_matter(), signed_in("lead")
    Matter.objects.filter(id=told.matter).update(due_at=timezone.now() - timedelta(days=3))
    sent = {"request_id": str(uuid7()), "photo": SimpleUploadedFile("批示.jpg", b"PK\x03\x04 no picture", "image/jpeg")}
    refused = client.post(f"/leader/{told.matter}/instruct/", sent)
    assert refused.status_code == 422 and "这不是能看的照片" in refused.content.decode()
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(kept, "PNG")
    sent |= {"photo": SimpleUploadedFile("批示.png", kept.getvalue(), "image/png")}
    assert client.post(f"/leader/{told.matter}/instruct/", sent).status_code == 302
    assert "photo" in Entry.objects.get(verb="instruct").data
    sent = {"request_id": str(uuid7()), "photo": SimpleUploadedFile("批示.png", kept.getvalue(), "image/png")}
    assert client.post(f"/leader/{uuid4()}/instruct/", sent).status_code == 404


def test_the_bulletin_counts_by_office_in_the_lists_order_and_tells_only_chosen_cases() -> None:
    told, quiet = in_hand(POTHOLE), in_hand(LAMP)
    for one in (told, quiet):
        answer(matter=one.matter, answer="已经修好了，请看一看。", by=who("roads"), at=timezone.now(), request=uuid4())
    rate(matter=told.matter, solved=False, by=reporter(told.report), at=timezone.now(), request=uuid4())
    month = f"{timezone.localdate():%Y-%m}"
    client = signed_in("board")
    page = client.get("/desk/bulletin/").content.decode()
    assert str(told.matter) in page
    assert "不排名次" in page
    got = client.get("/desk/bulletin/", {"month": month, "as": "docx", "case": [str(told.matter), "nonsense"]})
    document = docx.Document(io.BytesIO(got.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "案例1" in text and "没解决" in text and "案例2" not in text
    heads, row = ([cell.text for cell in line.cells] for line in document.tables[1].rows[:2])
    assert dict(zip(heads, row, strict=True)) == {
        "单位": f"示例transport单位{COUNTY}", "交办": "2", "答复": "2", "按期": "2", "超期": "0", "重办": "1", "解决 / 剔除": "0 / 0",
    }  # fmt: skip
    assert "这个月还没有记录" in client.get("/desk/bulletin/?month=2001-01").content.decode()
    assert client.get("/desk/bulletin/?month=2001-99&as=xlsx").content[:2] == b"PK"


def test_what_was_taken_back_and_what_ended_before_is_not_in_the_month() -> None:
    told, old = roads_matter(POTHOLE), in_hand(LAMP)
    accept(matter=told.matter, by=who("roads"), at=timezone.now(), request=uuid4())
    transfer(matter=told.matter, owner=f"water_resources@{COUNTY}", item="示例-2", ground="归水利管", by=who("roads"),
             at=timezone.now(), request=uuid4())  # fmt: skip
    undo(matter=told.matter, by=who("roads"), at=timezone.now(), request=uuid4())
    Matter.objects.filter(id=old.matter).update(ended_at=timezone.now() - timedelta(days=80))
    found = month(actor=who("board"), place=COUNTY, first=timezone.localdate().replace(day=1))
    assert [(one.office, len(one.given)) for one in found.offices] == [(ROADS, 1)]
    assert month(actor=who("roads"), place=COUNTY, first=found.first).offices == []
    assert len(month(actor=who("desk"), place=TOWN, first=found.first).offices) == 1


def test_who_handles_it_ends_with_an_office_and_a_number() -> None:
    signed_in("desk").post("/desk/phone/", {"phone": "0000-00001111"})
    page = Client().get("/who/", {"q": "永和镇的路灯坏了找谁"}).content.decode()
    assert 'href="tel:0000-00001111"' in page
    assert "职责清单" in page
    assert "至少写两个字" in Client().get("/who/", {"q": "灯"}).content.decode()
    assert Client().get("/who/").status_code == 200


def test_a_number_that_is_none_is_refused_and_kept_in_the_box() -> None:
    refused = signed_in("desk").post("/desk/phone/", {"phone": "问老王"})
    assert (refused.status_code, "问老王" in refused.content.decode()) == (422, True)
    assert Organisation.objects.exclude(phone="").count() == 0


@pytest.mark.parametrize(
    ("user", "address", "make"),
    [
        ("board", "/desk/board/", disputed), ("board", "/desk/quarrels/", disputed), ("roads", "/desk/line/", roads_matter),
        ("lead", "/leader/", roads_matter), ("lead", "/leader/new/", roads_matter), ("board", "/desk/bulletin/", in_hand),
    ],
)  # fmt: skip
def test_a_page_asks_as_often_with_three_matters_as_with_one(user: str, address: str, make: object) -> None:
    client = signed_in(user)
    make(POTHOLE)  # type: ignore[operator]
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        assert client.get(address).status_code == 200
    make(LAMP)  # type: ignore[operator]
    make(WELL)  # type: ignore[operator]
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one) <= 20, [q["sql"][:90] for q in three.captured_queries]


def test_nobody_opens_anothers_page() -> None:
    for user, address in (
        ("roads", "/desk/board/"),
        ("desk", "/leader/"),
        ("watch", "/desk/line/"),
        ("roads", "/desk/bulletin/"),
    ):
        assert signed_in(user).get(address).status_code == 403, (user, address)
    assert TOWN
