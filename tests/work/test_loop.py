"""The worker's loop: effects and completion commit together, errors stay the job's, duties keep their time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from xiangli.work.acts.enqueue import enqueue
from xiangli.work.acts.finish import pause_before
from xiangli.work.acts.turn import end_turn, take_turn
from xiangli.work.loop import LEASE, Loop
from xiangli.work.models import Job, Recurring, Worker
from xiangli.work.reads.state import state
from xiangli.work.registry import AlreadyRegistered, recurring, register

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.django_db(transaction=True)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at


def put(key: str, kind: str = "k", **payload: Any) -> None:
    enqueue(kind=kind, key=key, payload=payload, run_at=AT)


def test_jobs_are_done_with_their_payload_until_nothing_is_due() -> None:
    seen: list[tuple[dict[str, Any], datetime]] = []
    register("k", lambda *, payload, at: seen.append((payload, at)))
    put("a", n=1)
    put("b", n=2)
    put("nobody's", kind="other")
    assert Loop(now=Clock()).run(until_idle=True) == 2
    assert seen == [({"n": 1}, AT), ({"n": 2}, AT)]
    assert sorted(Job.objects.filter(done_at=AT).values_list("key", flat=True)) == ["a", "b"]
    assert not Worker.objects.exists()


def test_a_job_may_want_further_jobs() -> None:
    def chain(*, payload: dict[str, Any], at: datetime) -> None:
        if payload["n"]:
            put(f"n{payload['n'] - 1}", n=payload["n"] - 1)

    register("k", chain)
    put("n3", n=3)
    assert Loop(now=Clock()).run(until_idle=True) == 4


def test_a_failing_handler_leaves_nothing_behind_but_its_error() -> None:
    def half(*, payload: dict[str, Any], at: datetime) -> None:
        put("by half")
        raise RuntimeError("the line is dead")

    register("k", half)
    put("a")
    clock = Clock()
    assert Loop(now=clock).run(until_idle=True) == 0
    job = Job.objects.get()
    assert ("the line is dead" in job.error, job.run_at, job.lease_until) == (True, AT + pause_before(1), None)
    register("k2", lambda *, payload, at: None)
    put("good", kind="k2")
    assert Loop(now=clock).run(until_idle=True) == 1


def test_a_handler_that_is_not_atomic_keeps_what_it_wrote() -> None:
    def half(*, payload: dict[str, Any], at: datetime) -> None:
        put("kept", kind="other")
        raise RuntimeError

    register("k", half, atomic=False)
    put("a")
    Loop(now=Clock()).run(until_idle=True)
    assert sorted(Job.objects.values_list("key", flat=True)) == ["a", "kept"]


def test_work_done_after_the_lease_was_lost_is_rolled_back() -> None:
    def slow(*, payload: dict[str, Any], at: datetime) -> None:
        put("by slow hands", kind="other")
        Job.objects.filter(key="a").update(lease_until=None, worker="")

    register("k", slow)
    put("a")
    loop = Loop(now=Clock())
    assert loop.step() == (True, 0)
    assert not Job.objects.filter(key="by slow hands").exists()


def test_a_duty_runs_once_a_period_and_not_for_rounds_missed() -> None:
    seen: list[datetime] = []
    recurring("d", 60, lambda *, at: seen.append(at))
    clock = Clock()
    loop = Loop(now=clock)
    for seconds in (0, 1, 59, 60, 61, 400, 401, 460):
        clock.at = AT + SECOND * seconds
        loop.step()
    assert [(at - AT).total_seconds() for at in seen] == [0, 60, 400, 460]


def test_two_workers_do_not_run_a_duty_twice() -> None:
    seen: list[datetime] = []
    recurring("d", 60, lambda *, at: seen.append(at))
    clock = Clock()
    loops = [Loop(now=clock), Loop(now=clock)]
    for seconds in range(0, 180, 30):
        clock.at = AT + SECOND * seconds
        for loop in loops:
            loop.step()
    assert len(seen) == 3


def test_a_turn_is_taken_by_one_and_comes_back_when_its_worker_dies() -> None:
    assert take_turn(name="d", at=AT, lease=LEASE)
    assert not take_turn(name="d", at=AT + SECOND, lease=LEASE)
    assert take_turn(name="d", at=AT + LEASE, lease=LEASE)
    end_turn(name="d", began_at=AT + LEASE, done_at=AT + LEASE + SECOND, every=SECOND * 5, error="")
    assert not take_turn(name="d", at=AT + LEASE + SECOND * 4, lease=LEASE)
    assert take_turn(name="d", at=AT + LEASE + SECOND * 5, lease=LEASE)


def test_a_duty_s_error_is_kept_for_the_doctor_until_it_succeeds() -> None:
    broken = [True]

    def duty(*, at: datetime) -> None:
        if broken[0]:
            raise RuntimeError("the key is missing")

    recurring("d", 1, duty)
    clock = Clock()
    loop = Loop(now=clock)
    loop.step()
    [(name, error)] = state(at=AT).recurring_errors
    assert (name, "the key is missing" in error) == ("d", True)
    broken[0] = False
    clock.at += SECOND
    loop.step()
    assert state(at=AT).recurring_errors == ()


def test_an_unwanted_duty_writes_nothing_and_until_idle_waits_for_a_wanted_one() -> None:
    left = [0]

    def wanted() -> bool:
        return left[0] > 0

    def duty(*, at: datetime) -> None:
        left[0] -= 1
        clock.at += SECOND

    recurring("d", 1, duty, wanted=wanted)
    clock = Clock()
    Loop(now=clock).run(until_idle=True)
    assert not Recurring.objects.exists()
    left[0] = 3
    Loop(now=clock).run(until_idle=True)
    assert left == [0]


def test_one_pass_does_one_job() -> None:
    register("k", lambda *, payload, at: None)
    put("a")
    put("b")
    assert Loop(now=Clock()).run(once=True) == 1


def test_a_stopped_loop_ends() -> None:
    loop = Loop(now=Clock())
    recurring("stop", 1, lambda *, at: loop.stop())
    assert loop.run() == 0


def test_two_handlers_for_one_name_are_refused() -> None:
    register("k", print)  # type: ignore[arg-type]
    register("k", print)  # type: ignore[arg-type]
    with pytest.raises(AlreadyRegistered):
        register("k", repr)  # type: ignore[arg-type]
    recurring("d", 1, print)
    with pytest.raises(AlreadyRegistered):
        recurring("d", 2, print)


def test_a_worker_outlives_a_pass_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    rounds = [0]

    def wanted() -> bool:
        rounds[0] += 1
        if rounds[0] == 1:
            raise OSError("the database is away")
        loop.stop()
        return False

    recurring("d", 0, lambda *, at: None, wanted=wanted)
    loop = Loop(now=Clock())
    assert loop.run() == 0
    assert "a pass failed" in caplog.text
