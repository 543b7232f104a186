"""`xiangli worker` as a process: works on what waits, signs the ledger, stops when asked."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from tests.ledger.building import add_entries
from xiangli.ledger import keys
from xiangli.ledger.reads.state import state as ledger_state
from xiangli.work.models import Worker
from xiangli.work.reads.state import state

pytestmark = pytest.mark.django_db(transaction=True)


def start(*options: str) -> subprocess.Popen[str]:
    """The command on this test's own database."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = os.environ["DATABASE_URL"].replace("/xiangli?", f"/{name}?")
    return subprocess.Popen(
        [sys.executable, "-m", "xiangli.cli.main", "worker", *options],
        env=os.environ | {"DATABASE_URL": url, "XIANGLI_VAR": str(settings.VAR)},
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(autouse=True)
def signing_key() -> None:
    """The key where the process looks for it."""
    keys.ensure(settings.KEYS)


def test_until_idle_sequences_and_signs_what_waits_and_leaves() -> None:
    add_entries(5)
    add_entries(2, county="430182")
    worker = start("--until-idle")
    said = worker.communicate(timeout=60)[1]
    assert (worker.returncode, "done 0" in said) == (0, True), said
    assert [(row.size, row.waiting, row.signed_size) for row in ledger_state()] == [(5, 0, 5), (2, 0, 2)]
    assert not Worker.objects.exists()


def test_a_worker_asked_to_stop_leaves_and_is_seen_living_before() -> None:
    worker = start()
    try:
        end = time.monotonic() + 30
        while not (rows := list(Worker.objects.all())):
            assert time.monotonic() < end and worker.poll() is None
            time.sleep(0.05)
        assert state(at=rows[0].beat_at).worker_lives
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
        assert not Worker.objects.exists()
    finally:
        worker.kill()
        worker.wait()
