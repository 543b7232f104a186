"""Oversight: odd openings first with the purpose beside, what is late, workbooks of both, nothing of another county."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests.faces.people import COUNTY, Told, signed_in, tell
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.models import Matter
from xiangli.parties.models import User
from xiangli.parties.reads.actor import staff
from xiangli.vault.reads.openings import recent

pytestmark = pytest.mark.usefixtures("house")
NOON = timezone.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=2)


def opened(purpose: str, hour: int = 12, minute: int = 0) -> Told:
    told = tell("镇政府门口的水泥路塌了一块。", reporter={"name": "甲某某", "phone": "00000000000"})
    by = staff(User.objects.get(username="desk"), on=timezone.localdate(), at=timezone.now())
    unseal(report=told.report, purpose=purpose, by=by, at=NOON.replace(hour=hour, minute=minute), request=uuid4())
    sequence_all(at=timezone.now())
    return told


def test_odd_openings_stand_first_with_their_purpose_beside() -> None:
    opened("打电话问清是哪一段路")
    opened("夜里核对位置在哪里", hour=2)
    page = signed_in("watch").get("/oversight/").content.decode()
    assert page.index("夜间查看") < page.index("夜里核对位置在哪里") < page.index("打电话问清是哪一段路")
    only = signed_in("watch").get("/oversight/?openings=odd").content.decode()
    assert ("夜里核对" in only, "打电话问清" in only) == (True, False)


def test_the_same_purpose_under_many_openings_of_a_day_asks_for_a_look() -> None:
    for minute in range(5):
        opened("核实情况用途", minute=minute)
    assert {odd for _one, odd in recent(at=timezone.now(), counties=[COUNTY])} == {"用途几份都写得一样"}
    assert recent(at=timezone.now(), counties=["430626"]) == []


def test_both_tables_come_out_as_workbooks() -> None:
    told = opened("打电话问清是哪一段路")
    Matter.objects.filter(id=told.matter).update(due_at=timezone.now() - timedelta(days=2))
    client = signed_in("watch")
    for name, head in (("openings", "不寻常"), ("late", "事项")):
        sheet = load_workbook(io.BytesIO(client.get("/oversight/", {"as": name}).content)).active
        assert sheet is not None
        assert (sheet.cell(1, 1).value, sheet.max_row) == (head, 2)


def test_the_overseer_reaches_the_appeals_and_comes_back() -> None:
    page = signed_in("watch").get("/desk/appeals/").content.decode()
    assert "没有等着的申诉" in page
    assert 'href="/oversight/"' in page
