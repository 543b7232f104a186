"""A matter's page with several offices, a leader and stopped clocks: what is offered, what is shown, what it leads to."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from tests.faces.people import COUNTY, TOWN, Told, hire, signed_in, tell
from tests.houses import staff
from xiangli.documents.models import Attachment
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.dispute import dispute
from xiangli.matters.acts.open_child import open_child
from xiangli.matters.acts.pause import pause
from xiangli.matters.acts.rule import rule
from xiangli.matters.acts.split import split
from xiangli.matters.acts.supplement_ask import supplement_ask
from xiangli.matters.models import Entry, Matter
from xiangli.proof.ids import uuid7

pytestmark = pytest.mark.usefixtures("house")
POTHOLE = "镇政府门口的水泥路塌了一块，电动车都摔了两次。"
ROADS_OFFICE, WATER_OFFICE = f"transport@{COUNTY}", f"water_resources@{COUNTY}"
ROADS = staff(line="transport", place=COUNTY, acts=("handle",), name="示例吴")
DESK = staff(line="desk", place=TOWN, acts=("sort", "handle"), name="示例周")


def path(told: Told, rest: str = "") -> str:
    return f"/desk/matter/{told.matter}/{rest}"


def form(told: Told, **data: object) -> dict[str, object]:
    return {"request_id": str(uuid7()), "seen": str(told.row.seq), **data}


def page(client: Client, told: Told) -> str:
    answer = client.get(path(told))
    assert answer.status_code == 200
    return answer.content.decode()


def with_roads(at_hand: bool = True) -> Told:
    """A matter the roads office has, accepted already or not."""
    now = timezone.now()
    told = tell(POTHOLE, now, owner=ROADS_OFFICE, item="路-1")
    if at_hand:
        accept(matter=told.matter, by=ROADS, at=now, request=uuid4())
    return told


def picture(place: bool = False) -> SimpleUploadedFile:
    """A photographed sheet; with ``place``, its EXIF says where it was taken."""
    kept, exif = io.BytesIO(), Image.Exif()
    if place:
        exif[0x8825] = {1: "N", 2: (28.0, 9.0, 0.0)}
    Image.new("RGB", (40, 30), "white").save(kept, "JPEG", exif=exif)
    return SimpleUploadedFile("批示.jpg", kept.getvalue(), "image/jpeg")


def test_a_leader_types_a_line_or_photographs_one_and_it_stands_on_top_for_the_office() -> None:
    told = with_roads()
    hire("leader", line="desk", place=TOWN, acts=["instruct"], name="示例梁")
    leader = signed_in("leader")
    shown = page(leader, told)
    assert 'action="' + path(told, "instruct/") in shown and 'enctype="multipart/form-data"' in shown
    assert path(told, "answer/") not in shown
    assert leader.post(path(told, "instruct/"), form(told)).status_code == 422
    assert leader.post(path(told, "instruct/"), form(told, line="请本周内修好")).status_code == 302
    assert leader.post(path(told, "instruct/"), form(told, photo=picture())).status_code == 302
    shown = page(signed_in("roads"), told)
    assert "请本周内修好" in shown
    shot = Entry.objects.filter(matter=told.matter, verb="instruct").latest("seq").data["photo"]
    photo = signed_in("roads").get(path(told, f"photo/{shot}/"))
    assert (photo.status_code, photo["Content-Type"]) == (200, "image/jpeg")
    assert f"photo/{shot}/" in shown


def test_the_desk_hangs_what_a_leader_wrote_on_paper_and_the_page_says_whose_it_is_and_who_hung_it() -> None:
    told, desk = with_roads(), signed_in("desk")
    shown = page(desk, told)
    assert 'action="' + path(told, "instruct/") in shown and 'name="whose"' in shown
    for short in ({"line": "请速办", "whose": "示例梁镇长"}, {"photo": picture()}):
        answer = desk.post(path(told, "instruct/"), form(told, **short))
        assert answer.status_code == 422 and "并写明是谁批的" in answer.content.decode()
    assert (
        desk.post(path(told, "instruct/"), form(told, photo=picture(place=True), whose="示例梁镇长")).status_code == 302
    )
    shot = Entry.objects.get(matter=told.matter, verb="instruct").data["photo"]
    shown = page(signed_in("roads"), told)
    assert f'<img src="{path(told, f"photo/{shot}/")}"' in shown and "示例梁镇长（" in shown and "挂上）" in shown
    kept = signed_in("roads").get(path(told, f"photo/{shot}/")).content
    with Image.open(io.BytesIO(kept)) as drawn:
        assert dict(drawn.getexif()) == {}, "where it was taken is gone"


@pytest.mark.parametrize("kind", ["program", "zip bomb", "too many pixels", "nothing"])
def test_what_is_no_picture_is_refused_beside_the_field_and_nothing_is_written(kind: str) -> None:
    told, desk, seq = with_roads(), signed_in("desk"), 2
    sent = SimpleUploadedFile("批示.png", spoilt(kind), "image/png")
    answer = desk.post(path(told, "instruct/"), form(told, photo=sent, whose="示例梁镇长"))
    shown = answer.content.decode()
    field = shown.split('for="instruct-photo"')[1].split("</div>")[0]
    assert (answer.status_code, told.row.seq) == (422, seq)
    assert 'class="field__error"' in field and ("照片" in field or "空" in field)
    assert "示例梁镇长" in shown, "what was typed is still there"
    assert not Attachment.objects.exists()


def spoilt(kind: str) -> bytes:
    """Files that are no photo, whatever their name says."""
    kept = io.BytesIO()
    if kind == "zip bomb":
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("a.png", bytes(20_000_000))
    elif kind == "too many pixels":
        Image.new("1", (20_000, 20_000)).save(kept, "PNG")
    return kept.getvalue() or {"program": b"MZ not a picture", "nothing": b""}[kind]


def test_an_assisting_office_is_chosen_from_the_list_and_answers_its_part_on_the_same_page() -> None:
    told = with_roads()
    hire("water", line="water_resources", place=COUNTY, acts=["handle"], name="示例郑")
    water, roads = signed_in("water"), signed_in("roads")
    assert water.get(path(told)).status_code == 404
    assert f'<option value="{WATER_OFFICE}">' in page(roads, told)
    assert roads.post(path(told, "share/"), form(told, assist=WATER_OFFICE)).status_code == 302
    shown = page(water, told)
    assert path(told, "assist/") in shown and path(told, "answer/") not in shown
    assert "协办" in shown
    assert water.post(path(told, "assist/"), form(told, part="水管已经换好")).status_code == 302
    assert "水管已经换好" in page(roads, told)


def test_the_nearer_of_two_clocks_stands_first_and_names_its_source() -> None:
    told = with_roads()
    roads = signed_in("roads")
    for days, first in ((1, "上级系统时限"), (40, "本环节时限")):
        Matter.objects.filter(id=told.matter).update(outer_due=timezone.now() + timedelta(days=days))
        shown = page(roads, told)
        assert min(shown.index("上级系统时限"), shown.index("本环节时限")) == shown.index(first)


def test_a_stopped_clock_says_so_and_only_then_can_be_started_again() -> None:
    told = with_roads()
    roads = signed_in("roads")
    assert path(told, "resume/") not in page(roads, told)
    pause(matter=told.matter, ground="要等专家鉴定", by=DESK, at=timezone.now(), request=uuid4())
    assert path(told, "resume/") in page(roads, told)
    assert path(told, "extend_grant/") not in page(signed_in("desk"), told)


def test_while_bodies_quarrel_the_time_is_summed_as_the_quarrels_and_earlier_rulings_help_the_desk() -> None:
    told, now = with_roads(at_hand=False), timezone.now()
    ground = "灯杆归水利局管护的"
    dispute(matter=told.matter, ground=ground, by=ROADS, at=now - timedelta(hours=30), request=uuid4())
    shown = page(signed_in("desk"), told)
    assert "归属争议用了" in shown and "1 天 6 小时" in shown
    assert path(told, "rule/") in shown
    rule(
        matter=told.matter, owner=WATER_OFFICE, item="水-1", ground="清单写明归水利管", by=DESK, at=now, request=uuid4()
    )
    shown = page(signed_in("desk"), told)
    assert "归属争议用了" in shown, "the sum stays when it is settled"


def test_a_slip_is_taken_back_from_the_page_within_minutes() -> None:
    told = with_roads(at_hand=False)
    roads = signed_in("roads")
    assert roads.post(path(told, "accept/"), form(told)).status_code == 302
    assert path(told, "undo/") in page(roads, told)
    assert path(told, "undo/") not in page(signed_in("desk"), told)
    assert roads.post(path(told, "undo/"), form(told)).status_code == 302
    assert told.row.step == "assigned"
    assert path(told, "undo/") not in page(roads, told)


def test_the_page_asks_as_often_with_three_children_as_with_one() -> None:
    told, counts = with_roads(), []
    for many in (1, 2):
        for n in range(many):
            open_child(matter=told.matter, owner=WATER_OFFICE, item="水-1", text=f"先迁第{n}段水管", by=ROADS,
                       at=timezone.now(), request=uuid4())  # fmt: skip
        roads = signed_in("roads")
        page(roads, told)
        with CaptureQueriesContext(connection) as seen:
            shown = page(roads, told)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert shown.count("交办的子事项") == 3
    assert path(told, "answer/") not in shown, "it waits for its children"


def test_the_reporter_brings_what_is_missing_and_finds_what_was_split_off() -> None:
    told, now = with_roads(), timezone.now()
    supplement_ask(matter=told.matter, lack="缺事故照片和位置", by=ROADS, at=now, request=uuid4())
    split(matter=told.matter, text="路灯也不亮了", by=DESK, at=now, request=uuid4())
    resident, follow = Client(), f"/follow/{told.code}/"
    shown = resident.get(follow).content.decode()
    assert "缺事故照片和位置" in shown and "路灯也不亮了" in shown
    href = shown.split("其中单独办的")[1].split('href="')[1].split('"')[0]
    assert "路灯也不亮了" in resident.get(href).content.decode()
    sent = {"request_id": str(uuid7()), "given": "照片在门口公告栏"}
    assert resident.post(f"{follow}supplement/", {**sent, "given": ""}).status_code == 422
    assert resident.post(f"{follow}supplement/", sent).status_code == 302
    assert not told.row.paused
    assert "还缺这些" not in resident.get(follow).content.decode()
