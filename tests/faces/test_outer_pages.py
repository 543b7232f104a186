"""The pages of outer systems: copying back field by field, giving back by file, counting what the double entry costs."""

import io
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.bridge.exports import GOOD, OTHER, brought, export
from tests.faces.people import NOW, TOWN, signed_in, tell
from xiangli.bridge.models import KeyedIn, OuterTicket
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.models import Entry, Matter, Report
from xiangli.parties.models import User
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Opening

pytestmark = pytest.mark.usefixtures("house")
HOTLINE = "hotline12345"


def at_hand(tmp_path: Path, *rows: list[object]) -> list[UUID]:
    """Tickets brought in and answered by whoever owns them; their matters."""
    brought(export(tmp_path / "a.xlsx", *rows), place=TOWN)
    out = []
    for report in Report.objects.exclude(outer_id="").order_by("outer_id"):
        row = Matter.objects.get(id=report.matter)
        hat = Hat(post=uuid7(), name="经办", organisation="示例", office=str(row.owner), places=("430181",), lines=("*",),
                  acts=("sort", "handle"))  # fmt: skip
        actor = Actor(kind="post", name="示例经办", hats=(hat,))
        if row.step == "sort":
            from xiangli.matters.acts.assign import assign  # only where the platform was not sure

            assign(
                matter=row.id, owner=f"township_subdistrict@{TOWN}", item="示例-1", by=actor, at=NOW, request=uuid7()
            )
        accept(matter=row.id, by=actor, at=NOW, request=uuid7())
        answer(matter=row.id, answer="已经修好，请放心使用。", by=actor, at=NOW, request=uuid7())
        out.append(row.id)
    return out


def keying(matter: UUID, **more: str) -> dict[str, str]:
    report = Report.objects.get(matter=matter)
    return {"request_id": str(uuid7()), "report": str(report.id), "system": HOTLINE, "number": report.outer_id,
            "minutes": "3", **more}  # fmt: skip


def test_the_fields_stand_in_order_as_text_that_can_be_selected_without_scripts(tmp_path: Path) -> None:
    (matter,) = at_hand(tmp_path, GOOD)
    client = signed_in("desk")
    assert f"/desk/matter/{matter}/copy/" in client.get(f"/desk/matter/{matter}/").content.decode()
    page = client.get(f"/desk/matter/{matter}/copy/").content.decode()
    assert page.index("工单编号") < page.index("承办单位") < page.index("办理结果") < page.index("办结时间")
    assert '<p class="copy__text" id="c0-0">SL2611240001</p>' in page
    assert 'hidden data-press="copy" data-from="#c0-0"' in page
    assert "示例甲" not in page


def test_one_tap_notes_that_it_was_keyed_in_and_twice_is_once(tmp_path: Path) -> None:
    (matter,) = at_hand(tmp_path, GOOD)
    client, data = signed_in("desk"), keying(matter)
    for _ in range(2):
        assert client.post(f"/desk/matter/{matter}/copy/keyed/", data).status_code == 302
    assert (KeyedIn.objects.get().minutes, Entry.objects.filter(verb="keyed").count()) == (3, 1)
    assert "3 分钟" in client.get(f"/desk/matter/{matter}/copy/").content.decode()
    shown = client.get(f"/desk/matter/{matter}/").content.decode()
    assert "已录入上级系统" in shown
    assert 'data-from="#answer-text"' in shown


@pytest.mark.parametrize(("wrong", "said"), [({"number": ""}, "请填对方系统给的编号"), ({"minutes": "x"}, "只写数字")])
def test_what_is_wrong_stands_beside_its_field(wrong: dict[str, str], said: str, tmp_path: Path) -> None:
    (matter,) = at_hand(tmp_path, GOOD)
    reply = signed_in("desk").post(f"/desk/matter/{matter}/copy/keyed/", keying(matter, **wrong))
    assert (reply.status_code, said in reply.content.decode()) == (422, True)
    assert KeyedIn.objects.count() == 0


def test_a_petitioners_name_is_copied_only_after_it_was_opened_on_record(tmp_path: Path) -> None:
    heads = ["登记编号", "信访人姓名", "信访日期", "概况标题", "概况信息"]
    row = ["XF2611001", "示例丙", "2026-11-20", "修路款", "组里修路的钱没有公开，想知道用在哪里"]
    brought(export(tmp_path / "x.xlsx", row, heads=heads), place=TOWN)
    matter = Report.objects.get().matter
    User.objects.filter(username="desk").update(second_factor_at=NOW)
    client = signed_in("desk")
    page = client.get(f"/desk/matter/{matter}/copy/").content.decode()
    assert "示例丙" not in page
    assert "密封着" in page
    opened = client.post(
        f"/desk/matter/{matter}/copy/open/", {"request_id": str(uuid7()), "purpose": "录入信访系统登记"}
    )
    assert "示例丙" in opened.content.decode()
    assert Opening.objects.count() == 1
    assert (
        client.post(f"/desk/matter/{matter}/copy/open/", {"request_id": str(uuid7()), "purpose": ""}).status_code == 422
    )


def test_a_matter_that_came_from_no_outer_system_says_so() -> None:
    told = tell("村口的路灯不亮")
    assert "不用回填" in signed_in("desk").get(f"/desk/matter/{told.matter}/copy/").content.decode()
    assert "/copy/" not in signed_in("desk").get(f"/desk/matter/{told.matter}/").content.decode()


def test_answered_tickets_are_listed_fetched_and_marked_as_given_back(tmp_path: Path) -> None:
    at_hand(tmp_path, GOOD, OTHER)
    client = signed_in("desk")
    page = client.get(f"/desk/outer/{HOTLINE}/").content.decode()
    assert page.index("SL2611240001") < page.index("SL2611240002")
    fetched = client.get(f"/desk/outer/{HOTLINE}/back.xlsx")
    assert fetched.headers["Content-Disposition"].endswith('.xlsx"')
    assert load_workbook(io.BytesIO(fetched.content)).active.max_row == 3
    assert OuterTicket.objects.filter(back_at__isnull=False).count() == 0
    told = {"request_id": str(uuid7()), "ticket": [str(one.id) for one in OuterTicket.objects.all()]}
    assert client.post(f"/desk/outer/{HOTLINE}/", told).status_code == 302
    assert OuterTicket.objects.filter(back_at__isnull=True).count() == 0
    assert "没有等着交回的" in client.get(f"/desk/outer/{HOTLINE}/").content.decode()
    assert "随表交回" in client.get("/desk/outer/").content.decode()


def test_a_list_of_tickets_asks_as_often_with_three_rows_as_with_one(tmp_path: Path) -> None:
    third = [3, "SL3", *OTHER[2:5], "垃圾没人收", "集市后面的垃圾半个月没人收，苍蝇到处飞", *OTHER[7:]]
    client = signed_in("desk")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/desk/outer/{HOTLINE}/")
        return len(seen)

    at_hand(tmp_path, GOOD)
    one = asked()
    brought(export(tmp_path / "b.xlsx", OTHER, third), place=TOWN)
    Matter.objects.update(step="answered")
    assert asked() == one


def test_another_office_sees_no_ticket_that_is_not_its_own(tmp_path: Path) -> None:
    at_hand(tmp_path, GOOD)
    Matter.objects.update(owner=f"township_subdistrict@{TOWN}")
    assert "SL2611240001" not in signed_in("roads").get(f"/desk/outer/{HOTLINE}/").content.decode()
    assert Client().get(f"/desk/outer/{HOTLINE}/").status_code == 302
    assert signed_in("desk").get("/desk/outer/nothing/").status_code == 404
