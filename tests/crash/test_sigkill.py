"""Server and worker killed without warning while reports come in: none accepted is lost, none doubled, ledger whole."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tools.live_site import free_port

TOKEN = """
from datetime import datetime, date, UTC
from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.acts.make_token import make_token
p = sign_in_for(username="crash", password="not-used-here", name="示例")
o = found_organisation(name="示例单位", line="desk", place="430181")
post = appoint(person=p, organisation=o, name="导入", acts=["import"], since=date(2020, 1, 1))
print(make_token(post=post.id, name="crash", at=datetime.now(UTC)))
"""
COUNT = """
import json
from collections import Counter
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, Matter, Report
from xiangli.policy.reads.edition import procedure
wrong = []
for m in Matter.objects.all():
    folded = fold(Entry.objects.filter(matter=m.id).order_by("seq"), procedure(m.edition)).row()
    if folded != {k: getattr(m, k) for k in folded}:
        wrong.append(str(m.id))
told = Counter(e.data["report"] for e in Entry.objects.filter(verb__in=["open", "join"]))
print(json.dumps({"reports": sorted(str(r) for r in Report.objects.values_list("id", flat=True)), "wrong": wrong,
                  "twice": [k for k, n in told.items() if n != 1], "entries": sum(told.values())}))
"""


class House:
    """One installation that is started and killed again and again."""

    def __init__(self, folder: Path, database: str) -> None:
        self.port = free_port()
        self.environment = os.environ | {
            "XIANGLI_VAR": str(folder),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "xiangli.site.settings",
        }
        self.command("init")
        self.token = self.python(TOKEN).splitlines()[-1]
        self.running: subprocess.Popen[bytes] | None = None

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``xiangli`` beside the server."""
        return subprocess.run([sys.executable, "-m", "xiangli.cli.main", *words], env=self.environment,
                              capture_output=True, text=True, check=False)  # fmt: skip

    def python(self, code: str) -> str:
        """Run a piece of Python with Django set up on this installation."""
        done = subprocess.run([sys.executable, "-c", f"import django; django.setup()\n{code}"], env=self.environment,
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Server and worker in a session of their own; waits for the first answer."""
        self.running = subprocess.Popen(
            [sys.executable, "-m", "xiangli.cli.main", "serve", "--port", str(self.port)], env=self.environment,
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        end = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/health", timeout=5).close()
                return
            except OSError:
                assert time.monotonic() < end, "the server did not come up"
                time.sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to every process of the session: no handler runs, no buffer is flushed."""
        assert self.running
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def send(self, report: UUID, text: str) -> bool:
        """Whether the report was answered as taken."""
        body = json.dumps({"id": str(report), "text": text, "place": "430181110"}).encode()
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1/reports", body,
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"},
        )  # fmt: skip
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                return bool(answer.status in (200, 201))
        except urllib.error.HTTPError as wrong:
            raise AssertionError(wrong.read().decode()) from wrong
        except (OSError, ConnectionError):
            return False


def storm(house: House, kills: int, seed: int) -> tuple[set[str], set[str]]:
    """Send from four threads while killing at random moments; (answered as taken, all ever sent)."""
    chance, stop, up = random.Random(seed), threading.Event(), threading.Event()
    taken: set[str] = set()
    sent: set[str] = set()
    wrong: list[BaseException] = []

    def sender(n: int) -> None:
        try:
            while not stop.is_set():
                report, text = uuid4(), f"第{n}组{uuid4().hex[:8]}的水管漏了，{'路面' * (n + 1)}都是水"
                sent.add(str(report))
                while not stop.is_set():
                    up.wait(1)
                    if house.send(report, text):
                        taken.add(str(report))
                        break
                    time.sleep(0.02)
        except BaseException as error:  # a thread's failure must reach the test
            wrong.append(error)

    threads = [threading.Thread(target=sender, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        house.start()
        up.set()
        time.sleep(chance.uniform(0.02, 1.2))
        up.clear()
        house.kill()
    stop.set()
    for thread in threads:
        thread.join(30)
    assert not wrong, wrong
    return taken, sent


def judged(house: House, taken: set[str], sent: set[str]) -> None:
    """The books after the storm."""
    kept = json.loads(house.python(COUNT).splitlines()[-1])
    assert kept["wrong"] == [] and kept["twice"] == []
    assert len(kept["reports"]) == len(set(kept["reports"])) == kept["entries"]
    assert taken <= set(kept["reports"]) <= sent
    assert len(taken) > 0
    house.command("worker", "--until-idle")
    verified = house.command("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_no_accepted_report_is_lost_or_doubled_by_five_kills(
    tmp_path: Path, make_database: Callable[[Path], str]
) -> None:
    house = House(tmp_path, make_database(tmp_path))
    judged(house, *storm(house, kills=5, seed=5))


@pytest.mark.soak
def test_no_accepted_report_is_lost_or_doubled_by_a_hundred_kills(
    tmp_path: Path, make_database: Callable[[Path], str]
) -> None:
    house = House(tmp_path, make_database(tmp_path))
    taken, sent = storm(house, kills=100, seed=100)
    judged(house, taken, sent)
    print(f"100 kills: {len(sent)} sent, {len(taken)} answered as taken")
