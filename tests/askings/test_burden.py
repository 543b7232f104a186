"""Partial sums equal a recount after any acts; figures above the village show nobody who told; chance is no trend."""

from datetime import datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from tests.houses import COUNTY, TOWN, staff
from xiangli.askings.acts.change import Right, correct, hand_in, take_off
from xiangli.askings.acts.note import Noted, note, note_many
from xiangli.askings.acts.recount_sums import differing, recount_sums
from xiangli.askings.errors import IdReused, NotAllowed, Refused
from xiangli.askings.models import AskedColumn, AskingStep, BurdenSum, VillageAsking
from xiangli.askings.reading.kind import Size
from xiangli.askings.reads.burden import Burden, by_line, by_town, kept, months_before, of_place, recounted, trend
from xiangli.askings.reads.province import province_table
from xiangli.askings.reads.repeats import asked_before
from xiangli.cli.main import main
from xiangli.law.limits import SHANGHAI
from xiangli.ledger.models import Leaf

pytestmark = pytest.mark.usefixtures("ready")
AT = datetime(2026, 6, 17, 9, 40, tzinfo=SHANGHAI)
VILLAGES = [f"{TOWN}{n}" for n in range(201, 209)]
CLERKS = {place: staff(line="desk", place=place, acts=("handle",)) for place in VILLAGES}
SHEET = Noted(title="报花名册", text="请报花名册", line="civil_affairs", kind="sheet", size=Size(rows=30, columns=10))


def asked(place: str = VILLAGES[0], one: Noted = SHEET, at: datetime = AT, **more: object) -> VillageAsking:
    return note(place=place, one=one, by=CLERKS[place], request=uuid4(), at=at, **more)  # type: ignore[arg-type]


def test_an_asking_is_an_entry_with_its_leaf_and_nothing_of_it_is_ever_changed() -> None:
    row = asked()
    step = AskingStep.objects.get()
    assert Leaf.objects.get(entry=step.id).leaf == step.leaf
    assert (row.likely, row.low, row.high, row.month) == (220, 110, 440, 202606)
    for wrong in (AskingStep.objects.filter(id=step.id).update, AskingStep.objects.filter(id=step.id).delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong(verb="x") if wrong.__name__ == "update" else wrong()
    assert main(["ledger", "verify"]) == 0


def test_the_same_request_again_is_one_asking_and_with_other_words_it_is_refused() -> None:
    request = uuid4()
    first = note(place=VILLAGES[0], one=SHEET, by=CLERKS[VILLAGES[0]], request=request, at=AT)
    again = note(place=VILLAGES[0], one=SHEET, by=CLERKS[VILLAGES[0]], request=request, at=AT + timedelta(hours=1))
    assert first.id == again.id and VillageAsking.objects.count() == 1
    other = Noted(title="另一件", text="另一件", kind="notice")
    with pytest.raises(IdReused):
        note(place=VILLAGES[0], one=other, by=CLERKS[VILLAGES[0]], request=request, at=AT)


def test_a_stranger_notes_nothing_and_what_cannot_be_is_refused_by_its_field() -> None:
    with pytest.raises(NotAllowed):
        note(place=VILLAGES[0], one=SHEET, by=CLERKS[VILLAGES[1]], request=uuid4(), at=AT)
    town = staff(line="desk", place=TOWN, acts=("handle",))
    for field, place, one in (
        ("place", TOWN, SHEET), ("text", VILLAGES[0], Noted(title="", text="  ")), ("kind", VILLAGES[0], Noted("一", "一", kind="x")),
        ("line", VILLAGES[0], Noted("一", "一", line="nobody")), ("held", VILLAGES[0], Noted("一", "一", held=101)),
        ("rows", VILLAGES[0], Noted("一", "一", size=Size(rows=-1))),
    ):  # fmt: skip
        with pytest.raises(Refused) as wrong:
            note(place=place, one=one, by=town, request=uuid4(), at=AT)
        assert wrong.value.field == field
    assert not VillageAsking.objects.exists() and not BurdenSum.objects.exists()


def test_sums_equal_a_recount_after_any_walk_of_acts() -> None:
    chance, rows = Random(3), []
    for n in range(60):
        place, at = chance.choice(VILLAGES), AT + timedelta(days=n)
        act = chance.choice(("note", "note", "correct", "hand_in", "take_off", "many"))
        if act == "note" or not rows:
            line = chance.choice(("civil_affairs", "health", ""))
            one = Noted("一", "一", line=line, kind=chance.choice(("sheet", "meeting")), held=chance.randrange(101),
                        size=Size(rows=chance.randrange(1, 90), columns=chance.randrange(1, 20)))  # fmt: skip
            rows.append(asked(place, one, at))
        elif act == "many":
            rows += note_many(places=VILLAGES[:5], one=SHEET, actor="县局", requests=[uuid4() for _ in range(5)], at=at)
        else:
            row, request = chance.choice(rows), uuid4()
            by = CLERKS[row.place]
            try:
                if act == "hand_in":
                    hand_in(asking=row.id, by=by, request=request, at=at)
                elif act == "take_off":
                    take_off(asking=row.id, ground="记错了", by=by, request=request, at=at)
                else:
                    right = Right(line="health", kind="sheet", due_at=at, rows=chance.randrange(1, 50), columns=3)
                    correct(asking=row.id, right=right, by=by, request=request, at=at)
            except Refused:
                pass
        assert kept(county=COUNTY) == recounted(county=COUNTY), (n, act)
    assert differing(county=COUNTY) == [] and len(kept(county=COUNTY)) > 10


def test_a_spoilt_sum_is_found_named_and_mended(capsys: pytest.CaptureFixture[str]) -> None:
    asked()
    BurdenSum.objects.filter(place=VILLAGES[0]).update(likely=1)
    assert main(["askings", "recount"]) == 1
    assert f"{VILLAGES[0]} * 202606" in capsys.readouterr().out
    assert main(["askings", "recount", "--mend"]) == 0 and main(["askings", "recount"]) == 0
    assert recount_sums(county=COUNTY) == 0


def test_a_place_a_line_and_a_province_read_the_same_sums() -> None:
    for place in VILLAGES[:3]:
        asked(place)
        asked(place, Noted("会", "会", line="health", kind="meeting", size=Size(persons=1)), AT + timedelta(days=30))
    june, july = 202606, 202607
    assert of_place(place=VILLAGES[0], months=[june, july])[june] == Burden(1, 220, 110, 440, 220**2, 300, 0)
    assert of_place(place=TOWN, months=[june])[june].askings == of_place(place=COUNTY, months=[june])[june].askings == 3
    lines = by_line(county=COUNTY, months=[june, july])
    assert {line: {month: one.askings for month, one in months.items()} for line, months in lines.items()} == {
        "health": {july: 3}, "civil_affairs": {june: 3},
    } and list(lines) == ["health", "civil_affairs"]  # fmt: skip
    table = province_table(month=july, count=2)
    assert list(table.places) == VILLAGES[:3] and table.figures["likely"][:, 0].tolist() == [220] * 3
    codes, figures = table.of_counties()
    assert codes == [COUNTY] and figures["askings"].tolist() == [[3, 3]]


def test_a_township_in_which_few_villages_told_is_put_together_with_another() -> None:
    for place in VILLAGES[:4]:
        asked(place)
    other = f"{COUNTY}109201"
    note_many(places=[other], one=SHEET, actor="县局", requests=[uuid4()], at=AT)
    shown = by_town(county=COUNTY, month=202606)
    assert [(one.code, one.villages, one.burden.askings) for one in shown] == [("", 5, 5)]
    note_many(
        places=[f"{COUNTY}109202", f"{COUNTY}109203"], one=SHEET, actor="县局", requests=[uuid4(), uuid4()], at=AT
    )
    assert [one.code for one in by_town(county=COUNTY, month=202606)] == [f"{COUNTY}109", TOWN]


def test_chance_is_no_trend_and_a_real_rise_is() -> None:
    few, many = Burden(4, 400, 200, 800, 4 * 100**2), Burden(6, 600, 300, 1200, 6 * 100**2)
    assert trend(few, many) == "same"
    plenty = Burden(40, 4000, 2000, 8000, 40 * 100**2)
    assert (trend(few, plenty), trend(plenty, few)) == ("more", "less")
    assert months_before(202602, 4) == [202511, 202512, 202601, 202602]


def test_a_question_asked_again_is_found_whatever_words_it_wears() -> None:
    asked(one=Noted("一", "一", line="health", columns=("公民身份号码", "手机号", "序号")))
    asked(one=Noted("二", "二", line="civil_affairs", columns=("身份证号", "住址")), at=AT + timedelta(days=9))
    again = asked_before(place=VILLAGES[0], columns=["身份证号", "联系电话", "家庭住址"], at=AT + timedelta(days=20))
    assert [(one.column, one.lines, one.times) for one in again] == [
        ("身份证号", ("health", "civil_affairs"), 2), ("家庭住址", ("civil_affairs",), 1), ("联系电话", ("health",), 1),
    ]  # fmt: skip
    assert asked_before(place=VILLAGES[1], columns=["身份证号"], at=AT + timedelta(days=20)) == []
    assert asked_before(place=VILLAGES[0], columns=["身份证号"], at=AT + timedelta(days=500)) == []


def test_what_is_taken_off_no_longer_counts_as_asked_before() -> None:
    row = asked(one=Noted("一", "一", line="health", columns=("民族",)))
    take_off(asking=row.id, ground="记错了", by=CLERKS[row.place], request=uuid4(), at=AT)
    assert not AskedColumn.objects.exists() and BurdenSum.objects.get(place=row.place).askings == 0
    with pytest.raises(Refused):
        hand_in(asking=row.id, by=CLERKS[row.place], request=uuid4(), at=AT)
