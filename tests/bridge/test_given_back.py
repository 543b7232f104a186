"""A ticket goes back: field by field in the outer system's order, or in its Excel; each way leaves an entry and is counted."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from tests.bridge.exports import GOOD, OTHER, brought, export
from tests.houses import AT, COUNTY, DESK, TOWN, owned, staff
from xiangli.bridge.acts.give_back import give_back
from xiangli.bridge.acts.key_in import key_in
from xiangli.bridge.edition import bridges
from xiangli.bridge.models import KeyedIn, OuterTicket
from xiangli.bridge.reads.answered import waiting, workbook
from xiangli.bridge.reads.burden import burden
from xiangli.bridge.reads.copy_back import sheets
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.assign import assign
from xiangli.matters.acts.rate import rate
from xiangli.matters.errors import BadFields, Forbidden, IdReused
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.names import Names
from xiangli.matters.reads.one import whole
from xiangli.parties.reads.actor import reporter
from xiangli.policy.reads.edition import procedure

pytestmark = pytest.mark.usefixtures("ready")
HOTLINE = "hotline12345"
TOWN_HALL = staff(line="*", place=TOWN, acts=("sort", "handle", "unseal"), name="示例周")
REPLY = "=已更换三盏路灯，今晚亮灯。"


def answered(number: str) -> UUID:
    """The matter of a ticket, answered by the town."""
    row = Matter.objects.get(id=Report.objects.get(outer_id=number).matter)
    county = staff(line="*", place=COUNTY, acts=("sort", "handle"), name="示例县")
    if row.step == "sort":
        assign(matter=row.id, owner=f"township_subdistrict@{TOWN}", item="示例-1", by=DESK, at=AT, request=uuid4())
    accept(matter=row.id, by=county, at=AT + timedelta(hours=1), request=uuid4())
    answer(matter=row.id, answer=REPLY, by=county, at=AT + timedelta(hours=2), request=uuid4())
    return row.id


def same_as_its_fold(matter: UUID) -> None:
    row = Matter.objects.get(id=matter)
    now = fold(Entry.objects.filter(matter=matter).order_by("seq"), procedure(row.edition)).row()
    assert {name: getattr(row, name) for name in now} == now


def test_the_fields_stand_in_the_outer_systems_order_and_sealed_ones_only_when_opened(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD))
    found = whole(matter=answered("SL2611240001"))
    sheet = sheets(whole=found, opened={}, called=Names([], []))[0]
    assert [box.label for box in sheet.boxes] == [one.label for one in bridges()[HOTLINE].copying]
    told = {box.label: box.text for box in sheet.boxes}
    assert (told["工单编号"], told["办理结果"], told["签收时间"]) == ("SL2611240001", REPLY, "2026-11-24 11:00")
    told = whole(matter=owned()[0])
    assert sheets(whole=told, opened={}, called=Names([], [])) == []
    told.matter.procedure = "petition"  # must be registered in the national system by hand
    assert [one.bridge.bridge for one in sheets(whole=told, opened={}, called=Names([], []))] == ["petition"]


def test_keying_in_leaves_an_entry_counts_its_minutes_and_closes_the_ticket(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD))
    matter, request = answered("SL2611240001"), uuid4()
    report = Report.objects.get().id
    said = {"matter": matter, "report": report, "system": HOTLINE, "number": "SL2611240001", "by": TOWN_HALL, "at": AT}
    done = key_in(**said, minutes=4, request=request)  # type: ignore[arg-type]
    again = key_in(**said, minutes=4, request=request)  # type: ignore[arg-type]
    assert (done.repeated, again.repeated, KeyedIn.objects.count()) == (False, True, 1)
    assert OuterTicket.objects.get().back_at == AT
    assert Entry.objects.filter(matter=matter, verb="keyed").get().data["minutes"] == 4
    same_as_its_fold(matter)
    spent = burden(actor=TOWN_HALL, since=AT, until=AT + timedelta(days=1))[0]
    assert (spent.bridge.bridge, spent.by_hand, spent.minutes) == (HOTLINE, 1, 4)
    with pytest.raises(IdReused):
        key_in(**said, minutes=5, request=request)  # type: ignore[arg-type]


def test_keying_in_is_refused_with_a_strange_number_too_many_minutes_or_by_a_stranger(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD, OTHER))
    told = Report.objects.get(outer_id="SL2611240001")
    said = {"matter": told.matter, "report": told.id, "system": HOTLINE, "at": AT, "request": uuid4()}
    with pytest.raises(BadFields, match="另一件事"):
        key_in(**said, number="SL2611240002", minutes=1, by=TOWN_HALL)  # type: ignore[arg-type]
    with pytest.raises(BadFields, match="分钟"):
        key_in(**said, number="SL2611240001", minutes=9999, by=TOWN_HALL)  # type: ignore[arg-type]
    stranger = staff(line="forestry", place="430281", acts=("handle",))
    with pytest.raises(Forbidden):
        key_in(**said, number="SL2611240001", minutes=1, by=stranger)  # type: ignore[arg-type]
    assert KeyedIn.objects.count() == 0


def test_the_excel_going_back_has_the_outer_systems_columns_text_only_and_nothing_sealed(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD, OTHER))
    answered("SL2611240001")
    found = waiting(actor=TOWN_HALL, bridge=bridges()[HOTLINE])
    assert (len(found.answered), found.in_hand) == (1, 1)
    content = workbook(bridge=bridges()[HOTLINE], rows=found.answered)
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows())
    assert [cell.value for cell in rows[0]] == [one.head for one in bridges()[HOTLINE].out]
    told = dict(zip([cell.value for cell in rows[0]], rows[1], strict=True))
    assert (told["工单编号"].value, told["诉求类型"].value) == ("SL2611240001", "求助")
    assert (told["办理结果"].value, told["办理结果"].data_type) == (REPLY, "s")
    assert "19900000001" not in str([cell.value for cell in rows[1]])


def test_what_was_given_back_is_marked_once_and_waits_again_only_when_sent_again(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD))
    matter, request, bridge = answered("SL2611240001"), uuid4(), bridges()[HOTLINE]
    rows = waiting(actor=TOWN_HALL, bridge=bridge).answered
    for _ in range(2):
        assert give_back(bridge=bridge, rows=rows, by=TOWN_HALL, at=AT, request=request) == []
    assert KeyedIn.objects.filter(way="file", minutes=0).count() == 1
    assert waiting(actor=TOWN_HALL, bridge=bridge).answered == []
    same_as_its_fold(matter)
    brought(export(tmp_path / "b.xlsx", [*GOOD[:10], "2026-12-20 18:00"]))
    assert len(waiting(actor=TOWN_HALL, bridge=bridge).answered) == 1
    assert Matter.objects.get(id=matter).outer_due == datetime(2026, 12, 20, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
    same_as_its_fold(matter)


def test_a_ticket_sent_again_after_its_matter_ended_opens_it_again_with_a_new_clock(tmp_path: Path) -> None:
    brought(export(tmp_path / "a.xlsx", GOOD))
    matter, bridge = answered("SL2611240001"), bridges()[HOTLINE]
    person = reporter(Report.objects.get().id)
    rate(matter=matter, solved="yes", by=person, at=AT + timedelta(hours=3), request=uuid4())  # type: ignore[arg-type]
    give_back(
        bridge=bridge, rows=waiting(actor=TOWN_HALL, bridge=bridge).answered, by=TOWN_HALL, at=AT, request=uuid4()
    )
    for name in ("b.xlsx", "c.xlsx"):
        brought(export(tmp_path / name, [*GOOD[:10], "2026-12-20 18:00"]))
    row = Matter.objects.get(id=matter)
    assert (row.ended_at, row.step) == (None, "handling")
    assert row.outer_due == datetime(2026, 12, 20, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert Entry.objects.filter(matter=matter, verb="reopen").count() == 1
    assert waiting(actor=TOWN_HALL, bridge=bridge).in_hand == 1
    same_as_its_fold(matter)


def test_a_ticket_that_joins_what_somebody_told_before_brings_its_clock_along(tmp_path: Path) -> None:
    bridge = "大瑶镇南川村供销社门前的石拱桥昨晚垮了一半，装砂的货车掉下去了，现在两边都过不去"
    first = [*GOOD[:5], "供销社门前的桥垮了", bridge, "", *GOOD[8:]]
    again = [1, "SL9", *first[2:10], "2026-11-27 18:00"]
    assert brought(export(tmp_path / "a.xlsx", first, again)).joined == 1
    row = Matter.objects.get()
    assert row.reports == 2
    assert row.outer_due == datetime(2026, 11, 27, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
    same_as_its_fold(row.id)
