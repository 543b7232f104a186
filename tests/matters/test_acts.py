"""Acts: one door, clear errors, nothing half-written; two at once, one wins and the other is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.houses import AT, DESK, ROADS, ROADS_OFFICE, WATER, WATER_OFFICE, owned, told
from xiangli.ledger.models import Leaf
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.assign import assign
from xiangli.matters.acts.mend import mend
from xiangli.matters.acts.rate import rate
from xiangli.matters.acts.reopen import reopen
from xiangli.matters.acts.send_back import send_back
from xiangli.matters.acts.sweep import sweep
from xiangli.matters.acts.transfer import transfer
from xiangli.matters.acts.unjoin import NotJoined, unjoin
from xiangli.matters.errors import (
    ActError,
    BadFields,
    Conflict,
    Forbidden,
    IdReused,
    NoSuchMatter,
    Refused,
    WrongStep,
)
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, JoinKey, Matter, Report
from xiangli.policy.reads.edition import procedure
from xiangli.work.models import Job

pytestmark = pytest.mark.usefixtures("ready")


def row(matter: UUID) -> Matter:
    """The row, after checking that it is the fold of its entries."""
    found = Matter.objects.get(id=matter)
    entries = Entry.objects.filter(matter=matter).order_by("seq")
    folded = fold(entries, procedure(found.edition)).row()
    assert folded == {name: getattr(found, name) for name in folded}
    assert Leaf.objects.filter(entry__in=[e.id for e in entries]).count() == len(entries)
    return found


def refused(kind: type[ActError], do: Callable[[], object]) -> Any:
    """The error, after checking that nothing was written."""
    before = [m.objects.count() for m in (Entry, Leaf, Job)]
    with pytest.raises(kind) as wrong:
        do()
    assert [m.objects.count() for m in (Entry, Leaf, Job)] == before
    return wrong.value


def test_a_matter_goes_the_whole_way_and_its_row_is_always_its_fold() -> None:
    m, person = owned()
    at = AT
    accept(matter=m, by=ROADS, at=at, request=uuid4())
    assert row(m).step == "handling"
    transfer(matter=m, owner=WATER_OFFICE, item="水-1", ground="渠道归水利管", by=ROADS, at=at, request=uuid4())
    assert (row(m).step, row(m).owner) == ("assigned", WATER_OFFICE)
    send_back(matter=m, ground="这段不是水渠，是公路边沟", by=WATER, at=at, request=uuid4())
    assert (row(m).step, row(m).owner) == ("sort", "desk@430181110")
    assign(matter=m, owner=ROADS_OFFICE, item="路-1", by=DESK, at=at, request=uuid4())
    accept(matter=m, by=ROADS, at=at, request=uuid4())
    answer(matter=m, answer="边沟已经修好", by=ROADS, at=at, request=uuid4())
    assert row(m).step == "answered"
    rate(matter=m, solved=False, note="还在漏", by=person, at=at, request=uuid4())
    assert row(m).step == "handling"
    answer(matter=m, answer="再次修好，请看", by=ROADS, at=at, request=uuid4())
    rate(matter=m, solved=True, satisfaction=1, by=person, at=at, request=uuid4())
    assert (row(m).step, row(m).due_at) == ("solved", None)
    assert not JoinKey.objects.filter(matter=m).exists()
    reopen(matter=m, new_facts="下雨又塌了一截", by=person, at=at, request=uuid4())
    assert row(m).step == "handling"
    assert JoinKey.objects.filter(matter=m).exists()


def test_bouncing_does_not_buy_time_because_the_whole_clock_runs_on() -> None:
    m, _ = owned()
    whole = [row(m).due_at]
    for day in range(1, 15):
        at = AT + timedelta(days=2 * day)
        send_back(matter=m, ground="不是我们的，请另分", by=ROADS, at=at, request=uuid4())
        assign(matter=m, owner=ROADS_OFFICE, item="路-1", by=DESK, at=at, request=uuid4())
        whole.append(row(m).due_at)
    assert whole[-1] == whole[-2] == whole[-3]
    assert max(d for d in whole if d) - AT < timedelta(days=24)


def test_a_return_without_a_ground_is_refused_and_cites_its_row() -> None:
    m, _ = owned()
    assert refused(BadFields, lambda: send_back(matter=m, ground="", by=ROADS, at=AT, request=uuid4())).errors
    wrong = refused(Refused, lambda: send_back(matter=m, ground="不管！", by=ROADS, at=AT, request=uuid4()))
    assert wrong.cites


def test_an_office_cannot_transfer_to_itself() -> None:
    m, _ = owned()
    refused(
        Refused,
        lambda: transfer(
            matter=m, owner=ROADS_OFFICE, item="x", ground="转给自己看看", by=ROADS, at=AT, request=uuid4()
        ),
    )


def test_an_act_the_step_does_not_know_is_refused_and_the_lawful_ones_are_named() -> None:
    m, _ = owned()
    wrong = refused(WrongStep, lambda: answer(matter=m, answer="还没签收就答", by=ROADS, at=AT, request=uuid4()))
    assert "签收" in str(wrong)


def test_another_office_may_not_act() -> None:
    m, person = owned()
    refused(Forbidden, lambda: accept(matter=m, by=WATER, at=AT, request=uuid4()))
    refused(Forbidden, lambda: accept(matter=m, by=person, at=AT, request=uuid4()))


def test_a_stranger_with_another_report_may_not_rate() -> None:
    m, _ = owned()
    _, stranger = owned("另一件毫不相干的事")
    accept(matter=m, by=ROADS, at=AT, request=uuid4())
    answer(matter=m, answer="处理完了", by=ROADS, at=AT, request=uuid4())
    refused(Forbidden, lambda: rate(matter=m, solved=True, by=stranger, at=AT, request=uuid4()))


def test_the_same_request_again_changes_nothing_and_answers_the_same() -> None:
    m, _ = owned()
    request = uuid4()
    first = accept(matter=m, by=ROADS, at=AT, request=request)
    again = accept(matter=m, by=ROADS, at=AT + timedelta(minutes=1), request=request)
    assert again.repeated
    assert again.entry.id == first.entry.id
    assert row(m).seq == 2


def test_a_request_id_used_for_something_else_is_refused() -> None:
    m, _ = owned()
    request = uuid4()
    accept(matter=m, by=ROADS, at=AT, request=request)
    refused(IdReused, lambda: answer(matter=m, answer="同一个编号别的内容", by=ROADS, at=AT, request=request))


def test_who_comes_second_is_told_who_was_first() -> None:
    m, _ = owned()
    seen = row(m).seq
    accept(matter=m, by=ROADS, at=AT, request=uuid4(), expected=seen)
    late = refused(
        Conflict, lambda: send_back(matter=m, ground="看错了，退回去", by=ROADS, at=AT, request=uuid4(), expected=seen)
    )
    assert late.first == ROADS.name
    assert "签收" in str(late)


def test_a_matter_that_is_none_is_said_to_be_none() -> None:
    refused(NoSuchMatter, lambda: accept(matter=uuid4(), by=ROADS, at=AT, request=uuid4()))


def test_reopening_wants_the_reporters_word_or_new_facts() -> None:
    m, person = owned()
    accept(matter=m, by=ROADS, at=AT, request=uuid4())
    mend(matter=m, note="现场修好了", by=ROADS, at=AT, request=uuid4())
    refused(Refused, lambda: reopen(matter=m, by=person, at=AT, request=uuid4()))
    reopen(matter=m, solved="no", by=person, at=AT, request=uuid4())
    assert row(m).step == "handling"


def test_the_sweep_calls_late_once_and_lets_an_unrated_answer_lapse() -> None:
    m, _ = owned()
    assert sweep(at=AT) == 0
    late = AT + timedelta(days=4)
    assert sweep(at=late) == 1
    assert row(m).late
    assert sweep(at=late) == 0
    accept(matter=m, by=ROADS, at=late, request=uuid4())
    answer(matter=m, answer="处理完了", by=ROADS, at=late, request=uuid4())
    assert not row(m).late
    assert sweep(at=late + timedelta(days=12)) == 1
    assert row(m).step == "lapsed"


def test_a_joined_report_can_be_taken_out_into_a_matter_of_its_own() -> None:
    text = "大瑶镇南川路口的三盏路灯半个月不亮了，晚上学生回家看不见路"
    first, second = told(text, owner=ROADS_OFFICE, item="x"), told(text + "，请修")
    assert second.status == "joined"
    assert first.matter
    request = uuid4()
    refused(Forbidden, lambda: unjoin(report=second.one.id, by=WATER, at=AT, request=request))
    refused(NotJoined, lambda: unjoin(report=first.one.id, by=DESK, at=AT, request=uuid4()))
    done = unjoin(report=second.one.id, by=DESK, at=AT, request=request)
    own = UUID(done.entry.data["into"])
    assert row(first.matter).reports == 1
    assert (row(own).step, row(own).reports) == ("sort", 1)
    assert Report.objects.get(id=second.one.id).matter == own
    assert set(JoinKey.objects.filter(report=second.one.id).values_list("matter", flat=True)) == {own}
    assert unjoin(report=second.one.id, by=DESK, at=AT, request=request).repeated
    assert Matter.objects.count() == 2


def test_whoever_is_to_be_told_stands_in_the_outbox_with_the_entry() -> None:
    m, _ = owned()
    done = accept(matter=m, by=ROADS, at=AT, request=uuid4())
    assert list(Job.objects.values_list("kind", "key")) == [("tell", f"tell:{done.entry.id}:reporter")]
