"""The whole product running for real: a fresh database, the demo in it, the server and its worker as processes.

Browser tests and the pictures in the docs look at this, never at a test client.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
XIANGLI = str(ROOT / ".venv" / "bin" / "xiangli")
READY_WITHIN = 60.0
"""Seconds until the start page must answer."""


class LiveSite:
    """`with LiveSite(folder, database_url) as site:` builds the demo and serves it on a free port of loopback."""

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "XIANGLI_VAR": str(folder),
            "DATABASE_URL": database_url or f"sqlite:///{folder / 'xiangli.sqlite3'}",
            "XIANGLI_URL": self.url,
            "XIANGLI_SECOND_FACTOR": "administer,secure,audit",  # as `make demo`: opening names asks for no phone there
        }
        self.demo_words = ""
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> LiveSite:
        self.command("init")
        self.demo_words = self.command("demo")
        log = (self.folder / "server.log").open("wb")
        # A session of its own, so that stopping reaches the worker and the server's children too.
        self._server = subprocess.Popen(
            [XIANGLI, "serve", "--port", str(self.port)],
            env=self.environment,
            cwd=self.folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self._wait_until_ready()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.stop()

    def command(self, *arguments: str) -> str:
        """Run `xiangli …` beside the server; returns what it printed, raises RuntimeError with its words on failure."""
        done = subprocess.run(
            [XIANGLI, *arguments], env=self.environment, cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(
                f"xiangli {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
            )
        return done.stdout

    def sign_ins(self) -> dict[str, str]:
        """The demo's user names with their passwords, from the file that only its owner may read."""
        rows = (self.folder / "demo-signins.txt").read_text(encoding="utf-8").splitlines()
        return {name: password for name, password, *_ in (row.split("\t") for row in rows if not row.startswith("#"))}

    def log(self) -> str:
        """What the server and the worker wrote."""
        return (self.folder / "server.log").read_text(errors="replace")

    def stop(self) -> None:
        """Stop server and worker, by force if they do not go within ten seconds."""
        if self._server is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._server.pid, number)
                self._server.wait(timeout=10)
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self._server = None

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_WITHIN
        while True:
            try:
                with urllib.request.urlopen(self.url, timeout=5):
                    return
            except (urllib.error.URLError, OSError) as error:
                gone = self._server is None or self._server.poll() is not None
                if gone or time.monotonic() > until:
                    self.stop()
                    raise RuntimeError(f"the server did not answer ({error}):\n{self.log()[-3000:]}") from error
                time.sleep(0.1)


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
