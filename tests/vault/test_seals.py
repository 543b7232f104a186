"""Sealed data: unreadable where it lies, opened only for a stated purpose, each opening on record."""

from uuid import uuid4

import pytest

from tests.houses import AT, DESK, WATER, told
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.errors import BadFields, Forbidden
from xiangli.matters.models import Entry, Matter, Report
from xiangli.vault.box import BrokenSeal, blind, close, open_box
from xiangli.vault.follow import follow_code, follow_hash, follow_kept
from xiangli.vault.models import Opening, Sealed
from xiangli.vault.reads.openings import of_records, recent

pytestmark = pytest.mark.usefixtures("ready")
PERSON = {"name": "示例某", "phone": "19900001234"}


def report() -> Report:
    """A report whose person left name and number."""
    return Report.objects.get(id=told("门口的路坏了", reporter=PERSON).one.id)


def test_nothing_readable_of_the_person_is_kept_anywhere() -> None:
    one = report()
    box = bytes(Sealed.objects.get(id=one.reporter).box)
    assert b"1990000" not in box
    assert "示例某".encode() not in box
    assert "1990000" not in str(Entry.objects.get().data) + str(one.proposal) + one.text


def test_opening_needs_a_post_and_a_purpose() -> None:
    one = report()
    with pytest.raises(Forbidden):
        unseal(report=one.id, purpose="核实地点要打电话", by=WATER, at=AT, request=uuid4())
    with pytest.raises(BadFields):
        unseal(report=one.id, purpose="看", by=DESK, at=AT, request=uuid4())
    assert Opening.objects.count() == 0
    assert Entry.objects.count() == 1


def test_an_opening_is_an_entry_and_its_person_sees_who_and_why() -> None:
    one = report()
    assert unseal(report=one.id, purpose="核实地点要打电话", by=DESK, at=AT, request=uuid4()) == PERSON
    assert one.reporter
    seen = of_records(county=one.county, records=[one.reporter])
    assert [(o.actor, o.purpose) for o in seen] == [(DESK.name, "核实地点要打电话")]
    assert Entry.objects.get(verb="unseal").id == seen[0].entry
    assert Matter.objects.get().seq == 2


def test_a_box_moved_to_another_record_or_county_does_not_open() -> None:
    record = uuid4()
    box = close(record=record, county="430181", values=PERSON)
    assert open_box(record=record, county="430181", box=box) == PERSON
    for other, county in ((uuid4(), "430181"), (record, "430102")):
        with pytest.raises(BrokenSeal):
            open_box(record=other, county=county, box=box)


def test_the_blind_index_is_equal_for_equal_numbers_only() -> None:
    assert blind("199-0000-1234") == blind("19900001234") != blind("19900001235")
    assert blind("无") is None


def test_a_follow_code_is_read_however_it_is_typed() -> None:
    report = uuid4()
    code = follow_code(report)
    assert follow_kept(report) == follow_hash(code) == follow_hash(code.lower().replace("-", " "))
    assert len(code.replace("-", "")) * 5 >= 64


def test_odd_openings_come_first_and_none_is_called_wrong() -> None:
    one = report()
    for hour in (2, 18):  # 10:00 and 02:00 in Shanghai
        unseal(report=one.id, purpose="核实地点要打电话", by=DESK, at=AT.replace(hour=hour), request=uuid4())
    assert [why for _, why in recent(at=AT.replace(hour=20), counties=[one.place[:6]])] == ["夜间查看", ""]
