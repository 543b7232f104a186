"""Workers are killed without warning; no job is lost, none takes effect twice."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from xiangli.work.acts.enqueue import enqueue
from xiangli.work.models import Job

ROOT = Path(__file__).resolve().parents[2]


def start_worker() -> subprocess.Popen[bytes]:
    """A worker process on this test's own database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = os.environ["DATABASE_URL"].replace("/xiangli?", f"/{name}?")
        assert f"/{name}?" in url
    environment = os.environ | {"DATABASE_URL": url}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.work.killed_worker"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL
    )


def wait_for(done: int, worker: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while Job.objects.filter(done_at__isnull=False).count() < done:
        assert time.monotonic() < end, f"{done} jobs not done in a minute; the worker's exit code: {worker.poll()}"
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("jobs", "kills"), [(60, 8), pytest.param(600, 100, marks=pytest.mark.soak)])
def test_of_many_jobs_and_killed_workers_nothing_is_lost_and_nothing_done_twice(jobs: int, kills: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE effect (n integer NOT NULL, halves integer NOT NULL DEFAULT 0)")
    for n in range(jobs):
        enqueue(kind="write", key=f"write {n}", payload={"n": n}, run_at=datetime(2026, 1, 1, tzinfo=UTC))
    draw = random.Random(48)
    worker = start_worker()
    try:
        for kill in range(1, kills + 1):
            wait_for(kill * jobs // (kills + 2), worker)
            time.sleep(draw.uniform(0, 0.04))
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker = start_worker()
        wait_for(jobs, worker)
        with connection.cursor() as cursor:
            cursor.execute("SELECT n, halves FROM effect ORDER BY n")
            assert cursor.fetchall() == [(n, 1) for n in range(jobs)]
        assert Job.objects.filter(attempts__gt=1, done_at__isnull=False).exists()
    finally:
        worker.kill()
        worker.wait()
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE effect")
