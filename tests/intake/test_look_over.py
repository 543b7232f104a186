"""What a person overrules is kept to learn from; what joining was not sure of is laid side by side and judged."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.houses import AT, COUNTY, DESK, ROADS, ROADS_OFFICE, TOWN, WATER_OFFICE, staff, told, unlike
from xiangli.intake.acts import receive as receiving
from xiangli.intake.acts.judge import CannotTakeBack, judge
from xiangli.intake.acts.look_over import is_behind, look_over
from xiangli.intake.models import Correction, Pair
from xiangli.intake.reads.corrections import counted, rows
from xiangli.intake.reads.pairs import judged, waiting
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.lists.edition import duties
from xiangli.lists.reads import propose
from xiangli.matters.acts.assign import assign
from xiangli.matters.acts.correct import correct
from xiangli.matters.acts.end import end
from xiangli.matters.acts.join import CannotJoin, join
from xiangli.matters.acts.send_back import send_back
from xiangli.matters.acts.unjoin import unjoin
from xiangli.matters.errors import BadFields, Forbidden
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, JoinKey, Matter, Report
from xiangli.places.rows import divisions
from xiangli.policy.reads.edition import procedure

pytestmark = pytest.mark.usefixtures("ready")
LAMP = "大瑶镇南川路口的三盏路灯半个月不亮了，晚上学生回家看不见路"


def looked() -> None:
    sequence_all(at=AT)
    look_over(at=AT)


def same_as_its_fold(matter: UUID) -> None:
    row = Matter.objects.get(id=matter)
    now = fold(Entry.objects.filter(matter=matter).order_by("seq"), procedure(row.edition)).row()
    assert {name: getattr(row, name) for name in now} == now


def unsure(monkeypatch: pytest.MonkeyPatch) -> tuple[UUID, UUID]:
    """Two tellings that joining takes for neither one nor two: their matters, the older first."""
    monkeypatch.setattr(receiving.joining, "JOIN", 2.0)
    monkeypatch.setattr(receiving.joining, "SIDE_BY_SIDE", 0.1)
    older = told(LAMP).matter
    newer = told(f"{LAMP}，请尽快修", at=AT + timedelta(hours=3)).matter
    monkeypatch.undo()
    assert older and newer and older != newer
    looked()
    return older, newer


def sorted_by_hand(text: str = "村里的事") -> Matter:
    """A matter that waits to be sorted: nothing is sure enough."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(propose, "SURE", 2.0)
        row = Matter.objects.get(id=told(f"{unlike()}{text}").matter)
    assert row.step == "sort"
    return row


def given(row: Matter, office: str, item: str = "示例-1", **more: Any) -> None:
    assign(matter=row.id, owner=office, item=item, by=DESK, at=AT, request=uuid4(), **more)


def test_another_owner_than_the_proposed_one_is_a_row_to_learn_from_and_the_proposed_one_is_not() -> None:
    row = sorted_by_hand()
    report = Report.objects.get()
    proposed = report.proposal["route"]["owner"].split("@")[0]
    given(row, next(office for office in (ROADS_OFFICE, WATER_OFFICE) if not office.startswith(f"{proposed}@")))
    looked()
    kept = Correction.objects.get(kind="owner")
    assert (kept.report, kept.proposed) == (report.id, proposed)
    assert kept.settled in ("transport", "water_resources")
    again = sorted_by_hand()
    same = Report.objects.get(matter=again.id).proposal["route"]
    given(again, same["owner"], same["item"])
    looked()
    assert Correction.objects.filter(kind="owner").count() == 1


def test_the_item_chosen_tells_the_topic() -> None:
    outcome = told("大瑶镇南川村口的水泥路塌了一个大坑，车子过不去", place=TOWN)
    row = Matter.objects.get(id=outcome.matter)
    proposed = Report.objects.get().proposal["route"]["topic"]
    item = next(
        one for one in duties().items if one.topic not in (proposed, "general") and one.line == "water_resources"
    )
    if row.step == "sort":
        given(row, WATER_OFFICE, item.number)
    else:
        send_back(
            matter=row.id,
            ground="是水利工程上的路",
            by=staff(line="*", place=COUNTY, acts=("handle", "sort")),
            at=AT,
            request=uuid4(),
        )
        given(row, WATER_OFFICE, item.number)
    looked()
    assert Correction.objects.get(kind="topic").settled == item.topic


def test_a_corrected_place_and_topic_stand_in_the_row_its_fold_and_the_rows_to_learn_from() -> None:
    row = sorted_by_hand()
    village = next(one.code for one in divisions() if one.code.startswith(TOWN) and one.level == "village")
    before = Report.objects.get().proposal["place"]["code"]
    correct(matter=row.id, place=village, topic="road_damage", by=DESK, at=AT, request=uuid4())
    row.refresh_from_db()
    assert (row.place, row.topic, row.town) == (village, "road_damage", TOWN)
    same_as_its_fold(row.id)
    looked()
    assert {(one.kind, one.settled) for one in Correction.objects.all()} >= {
        ("place", village),
        ("topic", "road_damage"),
    }
    assert Correction.objects.get(kind="place").proposed == before


@pytest.mark.parametrize("wrong", [{}, {"place": "439999999"}, {"place": "430281"}, {"topic": "no_such_topic"}])
def test_a_correction_to_nothing_known_is_refused(wrong: dict[str, str]) -> None:
    row = sorted_by_hand()
    with pytest.raises(BadFields):
        correct(matter=row.id, by=DESK, at=AT, request=uuid4(), **wrong)
    with pytest.raises(Forbidden):
        correct(matter=row.id, topic="road_damage", by=ROADS, at=AT, request=uuid4())
    assert Matter.objects.get(id=row.id).seq == row.seq


def test_a_report_taken_out_of_a_matter_teaches_joining() -> None:
    told(LAMP)
    second = told(LAMP, at=AT + timedelta(hours=1))
    assert second.status == "joined"
    unjoin(report=second.one.id, by=DESK, at=AT, request=uuid4())
    looked()
    kept = Correction.objects.get(kind="join")
    assert (kept.proposed, kept.settled, kept.report) == ("one", "apart", second.one.id)
    (line,) = rows(kinds=("join",))
    assert line["other_text"] == LAMP


def test_looking_over_twice_keeps_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure(monkeypatch)
    row = sorted_by_hand()
    given(row, WATER_OFFICE)
    looked()
    before = (Correction.objects.count(), Pair.objects.count())
    looked()
    assert not is_behind()
    assert (Correction.objects.count(), Pair.objects.count()) == before


def test_what_joining_is_not_sure_of_stands_side_by_side_and_is_never_joined_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older, newer = unsure(monkeypatch)
    (pair,) = waiting(actor=DESK)
    assert (pair.older.matter.id, pair.newer.matter.id) == (older, newer)
    assert pair.older.report.text == LAMP
    assert Matter.objects.filter(ended_at__isnull=True).count() == 2
    other_town = staff(line="desk", place="430181109", acts=("sort",))
    assert waiting(actor=other_town) == []
    with pytest.raises(Forbidden):
        judge(pair=pair.pair.id, choice="one", by=other_town, at=AT, request=uuid4())


def test_joined_by_hand_every_report_moves_and_the_one_left_behind_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    older, newer = unsure(monkeypatch)
    pair, request = waiting(actor=DESK)[0].pair.id, uuid4()
    for _ in range(2):
        judge(pair=pair, choice="one", by=DESK, at=AT, request=request)
    left, kept = Matter.objects.get(id=newer), Matter.objects.get(id=older)
    assert (left.step, left.ended_at is not None, kept.reports) == ("merged", True, 2)
    assert set(Report.objects.values_list("matter", flat=True)) == {older}
    assert set(JoinKey.objects.values_list("matter", flat=True)) == {older}
    for matter in (older, newer):
        same_as_its_fold(matter)
    looked()
    assert Correction.objects.get(kind="join").settled == "one"
    with pytest.raises(CannotTakeBack):
        judge(pair=pair, choice="apart", by=DESK, at=AT, request=uuid4())
    moved = Report.objects.exclude(text=LAMP).get()
    unjoin(report=moved.id, by=DESK, at=AT, request=uuid4())
    moved.refresh_from_db()
    assert moved.matter not in (older, newer)
    same_as_its_fold(older)


def test_kept_apart_is_taken_back_and_teaches_nothing_then(monkeypatch: pytest.MonkeyPatch) -> None:
    unsure(monkeypatch)
    pair = waiting(actor=DESK)[0].pair.id
    judge(pair=pair, choice="apart", by=DESK, at=AT, request=uuid4())
    assert waiting(actor=DESK) == []
    assert len(judged(actor=DESK, since=AT)) == 1
    assert counted(actor=DESK, since=AT).kinds["join"] == 1
    judge(pair=pair, choice="", by=DESK, at=AT, request=uuid4())
    assert len(waiting(actor=DESK)) == 1
    assert Correction.objects.count() == 0


def test_what_has_ended_or_is_itself_cannot_be_joined() -> None:
    one, two = sorted_by_hand(), sorted_by_hand("另一件")
    with pytest.raises(CannotJoin):
        join(matter=one.id, into=one.id, by=DESK, at=AT, request=uuid4())
    end(matter=two.id, outcome="told_elsewhere", note="不属本级，已告知", by=DESK, at=AT, request=uuid4())
    with pytest.raises(CannotJoin):
        join(matter=one.id, into=two.id, by=DESK, at=AT, request=uuid4())
