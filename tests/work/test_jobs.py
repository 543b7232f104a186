"""A job is done once in effect, tried again when it fails, and comes back when its worker dies."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from xiangli.work.acts.beat import beat
from xiangli.work.acts.claim import claim
from xiangli.work.acts.enqueue import enqueue, enqueue_many
from xiangli.work.acts.finish import MAX_ATTEMPTS, LeaseLost, complete, fail, pause_before
from xiangli.work.acts.prune import KEEP, prune
from xiangli.work.acts.reap import reap
from xiangli.work.acts.revive import revive
from xiangli.work.models import Job, Worker
from xiangli.work.reads.state import dead_jobs, state

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LEASE = timedelta(seconds=30)
SECOND = timedelta(seconds=1)


def put(key: str, *, kind: str = "k", run_at: datetime = AT, **payload: Any) -> Job:
    enqueue(kind=kind, key=key, payload=payload, run_at=run_at)
    return Job.objects.get(key=key)


def take(worker: str = "w", at: datetime = AT) -> Job:
    job = claim(worker=worker, kinds=["k"], at=at, lease=LEASE)
    assert job is not None
    return job


@pytest.mark.django_db
def test_the_same_key_is_the_same_job_even_when_it_is_long_done() -> None:
    put("a", n=1)
    put("a", n=2)
    complete(job=take(), at=AT)
    put("a", n=3)
    assert list(Job.objects.values_list("payload", "done_at")) == [({"n": 1}, AT)]


@pytest.mark.django_db
def test_enqueuing_costs_one_statement_and_falls_with_the_act_that_wanted_it() -> None:
    with CaptureQueriesContext(connection) as asked:
        enqueue(kind="k", key="a", payload={}, run_at=AT)
    assert len(asked) == 1
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue_many([Job(kind="k", key=str(at), run_at=AT) for at in range(5)])
        raise ZeroDivisionError
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_jobs_come_in_the_order_they_fall_due_and_never_early() -> None:
    put("later", run_at=AT + SECOND)
    put("first", run_at=AT - SECOND)
    put("second")
    put("other", kind="unknown here")
    assert [take().key, take().key] == ["first", "second"]
    assert claim(worker="w", kinds=["k"], at=AT, lease=LEASE) is None
    assert take(at=AT + SECOND).key == "later"


@pytest.mark.django_db
def test_an_idle_look_is_one_read_and_no_write() -> None:
    with CaptureQueriesContext(connection) as asked:
        claim(worker="w", kinds=["k"], at=AT, lease=LEASE)
    assert [q["sql"].split()[0] for q in asked] == ["SELECT"]


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_never_hold_one_job_twice() -> None:
    for at in range(40):
        put(str(at))
    held: list[str] = []

    def work(name: str) -> None:
        try:
            while (job := claim(worker=name, kinds=["k"], at=AT, lease=LEASE)) or Job.objects.filter(
                lease_until__isnull=True
            ).exists():
                if job:
                    held.append(job.key)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(f"w{at}",)) for at in range(5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(held, key=int) == [str(at) for at in range(40)]


@pytest.mark.django_db
def test_a_failed_job_is_tried_again_after_a_growing_pause_and_is_dead_in_the_end() -> None:
    put("a")
    at = AT
    for attempt in range(1, MAX_ATTEMPTS + 1):
        fail(job=take(at=at), error=f"no {attempt}", at=at)
        assert claim(worker="w", kinds=["k"], at=at, lease=LEASE) is None
        at += pause_before(attempt)
    job = Job.objects.get()
    assert (job.attempts, job.error, job.failed_at is not None) == (MAX_ATTEMPTS, f"no {MAX_ATTEMPTS}", True)
    assert claim(worker="w", kinds=["k"], at=at + timedelta(days=9), lease=LEASE) is None
    assert [(one.kind, one.key, one.error) for one in dead_jobs()] == [("k", "a", f"no {MAX_ATTEMPTS}")]


def test_pauses_grow_from_five_seconds_to_an_hour() -> None:
    pauses = [pause_before(n).total_seconds() for n in range(1, MAX_ATTEMPTS)]
    assert pauses == [5, 15, 45, 135, 405, 1215, 3600, 3600, 3600]


@pytest.mark.django_db
def test_a_dead_job_can_be_given_another_life() -> None:
    put("a")
    Job.objects.update(attempts=MAX_ATTEMPTS - 1)
    fail(job=take(), error="x", at=AT)
    assert revive(at=AT) == 1
    assert take().attempts == 1


@pytest.mark.django_db
def test_the_job_of_a_killed_worker_comes_back_after_its_lease_and_not_before() -> None:
    put("a")
    take("killed")
    assert reap(at=AT + LEASE) == 0
    assert reap(at=AT + LEASE + SECOND) == 1
    again = take("other", at=AT + LEASE + SECOND)
    assert (again.key, again.attempts, Job.objects.get().worker) == ("a", 2, "other")


@pytest.mark.django_db
def test_a_heartbeat_keeps_the_lease() -> None:
    put("a")
    take("alive")
    beat(worker="alive", started_at=AT, at=AT + LEASE, lease=LEASE)
    assert reap(at=AT + LEASE + SECOND) == 0
    assert Job.objects.get().lease_until == AT + LEASE + LEASE


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_dies_too() -> None:
    put("a")
    at = AT
    for _ in range(MAX_ATTEMPTS):
        take(at=at)
        at += LEASE + SECOND
        reap(at=at)
    assert Job.objects.get().failed_at == at


@pytest.mark.django_db
def test_a_worker_that_lost_its_lease_can_neither_complete_nor_fail_the_job() -> None:
    put("a")
    slow = take("slow")
    reap(at=AT + LEASE + SECOND)
    quick = take("quick", at=AT + LEASE + SECOND)
    for close in (lambda: complete(job=slow, at=AT), lambda: fail(job=slow, error="x", at=AT)):
        with pytest.raises(LeaseLost):
            close()
    complete(job=quick, at=AT)
    with pytest.raises(LeaseLost):
        complete(job=quick, at=AT)


@pytest.mark.django_db
def test_done_jobs_and_silent_workers_are_forgotten_in_time_dead_ones_never() -> None:
    put("done")
    complete(job=take(), at=AT)
    put("waiting")
    put("dead")
    Job.objects.filter(key="dead").update(failed_at=AT)
    beat(worker="gone", started_at=AT, at=AT, lease=LEASE)
    prune(at=AT + KEEP)
    assert Job.objects.count() == 3
    prune(at=AT + KEEP + SECOND)
    assert sorted(Job.objects.values_list("key", flat=True)) == ["dead", "waiting"]
    assert not Worker.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 3])
def test_the_state_counts_in_four_statements_however_many_jobs(many: int) -> None:
    for at in range(many):
        put(f"running {at}", run_at=AT - SECOND)
        take()
        put(f"due {at}")
        put(f"later {at}", run_at=AT + LEASE)
        put(f"dead {at}")
    Job.objects.filter(key__startswith="dead").update(failed_at=AT)
    beat(worker="w", started_at=AT, at=AT, lease=LEASE)
    with CaptureQueriesContext(connection) as asked:
        now = state(at=AT)
    assert len(asked) == 4
    assert (now.waiting, now.due, now.running, now.failed) == (2 * many, many, many, many)
    assert (now.oldest_due, now.last_beat, now.worker_lives) == (AT, AT, True)
    assert not state(at=AT + timedelta(seconds=61)).worker_lives


@pytest.mark.django_db
def test_no_worker_ever_is_told_from_one_that_lives() -> None:
    now = state(at=AT)
    assert (now.last_beat, now.worker_lives, now.oldest_due) == (None, False, None)
