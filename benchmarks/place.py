"""A fresh installation to measure: SQLite, or PostgreSQL with fsync on, in a temporary folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.live_site import free_port
from tools.postgres_cluster import Cluster


@dataclass(frozen=True, slots=True)
class Installation:
    """Where it lies, its environment, and the engine's name."""

    engine: str
    folder: Path
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """Run ``xiangli`` here; its standard output. Raises CalledProcessError."""
        return subprocess.run(
            [sys.executable, "-m", "xiangli.cli.main", *words],
            env=self.environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def python(self, code: str) -> str:
        """Run a piece of Python with Django set up here; its standard output."""
        whole = f"import django; django.setup()\n{code}"
        return subprocess.run(
            [sys.executable, "-c", whole], env=self.environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    @contextmanager
    def server(self) -> Iterator[str]:
        """The web server with its worker, as ``xiangli serve`` runs it; yields its address."""
        port = free_port()
        running = subprocess.Popen(
            [sys.executable, "-m", "xiangli.cli.main", "serve", "--port", str(port)],
            env=self.environment, start_new_session=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        try:
            _wait(f"{url}/api/v1/health")
            yield url
        finally:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(timeout=30)


@contextmanager
def installation(engine: str) -> Iterator[Installation]:
    """A fresh one, made by ``xiangli init``; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="xiangli-bench-") as folder:
        cluster = Cluster(durable=True).start() if engine == "postgres" else None
        try:
            url = cluster.url() if cluster else f"sqlite:///{folder}/xiangli.sqlite3"
            environment = {**os.environ, "XIANGLI_VAR": folder, "DATABASE_URL": url,
                           "DJANGO_SETTINGS_MODULE": "xiangli.site.settings"}  # fmt: skip
            made = Installation(engine, Path(folder), environment)
            made.command("init")
            yield made
        finally:
            if cluster:
                cluster.stop()


def on_each(measure: Callable[[Installation], str]) -> None:
    """Print what ``measure`` says of a fresh installation of each database."""
    for engine in ("sqlite", "postgres"):
        with installation(engine) as here:
            print(measure(here), flush=True)


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{url} did not answer within 30 s")
