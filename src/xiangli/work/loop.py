"""The worker: takes jobs, keeps its lease alive, frees what others dropped, and minds the clock of what recurs."""

import logging
import os
import secrets
import socket
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta

from django.db import Error as DatabaseTrouble
from django.db import connection, transaction

from xiangli.work.acts.beat import beat, leave
from xiangli.work.acts.claim import claim
from xiangli.work.acts.finish import LeaseLost, complete, fail
from xiangli.work.acts.reap import reap
from xiangli.work.acts.turn import end_turn, take_turn
from xiangli.work.models import Job
from xiangli.work.registry import kinds, rounds

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
REST = 0.2
"""Seconds an idle worker waits before it looks again."""


class Loop:
    """One worker process's life. `now` is the clock; `stop()` may be called from a signal handler."""

    def __init__(self, *, now: Callable[[], datetime], lease: timedelta = LEASE, name: str = "") -> None:
        self.now = now
        self.lease = lease
        # never the same twice: in a container the process number is, and a lease must not outlive its holder
        self.name = name or f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.started_at = now()
        self._stopped = threading.Event()
        self._reap_at = self.started_at
        self._failed: set[str] = set()
        self._look_at: dict[str, datetime] = {}

    def stop(self) -> None:
        """Finish what is in hand, then end."""
        self._stopped.set()

    def run(self, *, until_idle: bool = False, once: bool = False) -> int:
        """Work until stopped, until nothing is due (`until_idle`), or one pass (`once`); → jobs done.

        A database that is away is waited for; only in the two short forms an error is raised.
        """
        done = 0
        heart = threading.Thread(target=self._heartbeat, name="heartbeat", daemon=True)
        self._beat()
        heart.start()
        try:
            while not self._stopped.is_set():
                try:
                    worked, jobs = self.step()
                except Exception:  # most often the database is away; nothing may end the worker but being told to
                    if once or until_idle:
                        raise
                    log.exception("a pass failed; trying again")
                    connection.close()
                    worked, jobs = False, 0
                    self._stopped.wait(1)
                done += jobs
                if once or (until_idle and not worked and not any(map(self._wanted, rounds()))):
                    break
                if not worked:
                    self._stopped.wait(REST)
        finally:
            self._stopped.set()
            heart.join(timeout=30)
            leave(worker=self.name)
        return done

    def step(self) -> tuple[bool, int]:
        """One pass: free what was dropped, run the duties that are due, do one job. → (anything done, jobs done)."""
        at = self.now()
        if at >= self._reap_at:
            reap(at=at)
            self._reap_at = at + self.lease / 10
        turns = sum(self._round(name) for name in rounds())
        job = claim(worker=self.name, kinds=list(kinds()), at=self.now(), lease=self.lease)
        if job is None:
            return turns > 0, 0
        return True, self._do(job)

    def _do(self, job: Job) -> int:
        kind = kinds()[job.kind]
        try:
            with transaction.atomic() if kind.atomic else nullcontext():
                kind.handler(payload=job.payload, at=self.now())
                complete(job=job, at=self.now())
        except LeaseLost:
            log.warning("job %s %s took longer than its lease", job.kind, job.key)
        except Exception:  # whatever a handler raises is the job's error, never the worker's end
            log.exception("job %s %s failed, attempt %s", job.kind, job.key, job.attempts)
            error = traceback.format_exc()[-4000:]
            with suppress(LeaseLost):
                fail(job=job, error=error, at=self.now())
        else:
            return 1
        return 0

    def _wanted(self, name: str) -> bool:
        """Whether a round still has work that another pass may do; what just failed is left for the doctor."""
        wanted = rounds()[name].wanted
        return wanted is not None and name not in self._failed and wanted()

    def _round(self, name: str) -> bool:
        duty, at = rounds()[name], self.now()
        if at < self._look_at.get(name, at):
            return False
        self._look_at[name] = at + timedelta(seconds=min(duty.every_seconds, 1))
        if duty.wanted is not None and not duty.wanted():
            return False
        if not take_turn(name=name, at=at, lease=max(self.lease, timedelta(seconds=duty.every_seconds))):
            return False
        error = ""
        try:
            duty.handler(at=at)
        except Exception:  # the duty's error is kept for the doctor; the other duties go on
            log.exception("recurring duty %s failed", name)
            error = traceback.format_exc()[-4000:]
            self._failed.add(name)
        else:
            self._failed.discard(name)
        every = timedelta(seconds=duty.every_seconds)
        end_turn(name=name, began_at=at, done_at=self.now(), every=every, error=error)
        return True

    def _beat(self) -> None:
        beat(worker=self.name, started_at=self.started_at, at=self.now(), lease=self.lease)

    def _heartbeat(self) -> None:
        every = self.lease.total_seconds() / 3
        next_beat = time.monotonic() + every
        try:
            while not self._stopped.wait(max(0.0, next_beat - time.monotonic())):
                next_beat = time.monotonic() + every
                try:
                    self._beat()
                except DatabaseTrouble:
                    log.warning("no heartbeat: the database does not answer")
                    connection.close()
        finally:
            connection.close()
