"""What every test stands on: one database a run, a var folder of its own, and no clock.

``pytest --db sqlite`` (default) or ``pytest --db postgres``; ``make test`` runs both. An act is given its moment
(``at``), so no test here freezes time.

The database must be named before Django reads its settings, and test folders may import models in their own
conftest, so both happen while this file is imported. Workers of pytest-xdist inherit the choice by the environment.
"""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ENGINE_VARIABLE = "XIANGLI_TEST_DB"
SERVER_VARIABLE = "XIANGLI_TEST_POSTGRES"
TRUTH_VARIABLE = "XIANGLI_TRUTH"


def _choose_engine() -> str:
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    early.add_argument("--db", default=os.environ.get(ENGINE_VARIABLE, "sqlite"))
    engine = early.parse_known_args(sys.argv[1:])[0].db
    if engine not in ("sqlite", "postgres"):
        raise pytest.UsageError(f"--db must be sqlite or postgres, not {engine!r}")
    return str(engine)


def _set_up_django(engine: str) -> Any:
    var = Path(tempfile.mkdtemp(prefix="xiangli-test-"))
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ["XIANGLI_VAR"] = str(var)
    os.environ["DJANGO_SETTINGS_MODULE"] = "xiangli.site.settings"
    os.environ[ENGINE_VARIABLE] = engine
    cluster = None
    if engine == "postgres":
        if SERVER_VARIABLE not in os.environ:
            from tools.postgres_cluster import Cluster  # only this run needs a server

            cluster = Cluster().start()
            atexit.register(cluster.stop)
            os.environ[SERVER_VARIABLE] = str(cluster.folder)
        os.environ["DATABASE_URL"] = _postgres_url("xiangli")
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{var / 'xiangli.sqlite3'}"

    import django  # the environment had to be set first

    django.setup()
    from django.db import connections

    if engine == "sqlite":
        # A file, as in use: a database in memory knows neither WAL nor a second process.
        connections["default"].settings_dict["TEST"]["NAME"] = str(var / "test.sqlite3")
    return cluster


def _postgres_url(name: str) -> str:
    from tools.postgres_cluster import socket_url  # only a PostgreSQL run needs it

    return socket_url(os.environ[SERVER_VARIABLE], name)


ENGINE = _choose_engine()
CLUSTER = _set_up_django(ENGINE)

from xiangli.places.kept import suppose_empty  # noqa: E402  settings must be named first


def pytest_addoption(parser: pytest.Parser) -> None:
    """Registers --db (read above, before pytest parses anything)."""
    parser.addoption("--db", choices=("sqlite", "postgres"), default=ENGINE, help="the database this run stands on")


def pytest_report_header() -> str:
    """Names the database in the first lines of the run."""
    return f"database: {ENGINE} · truth: {os.environ.get(TRUTH_VARIABLE) or 'left out'}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what this run was not asked for, and counts it."""
    without_truth = not os.environ.get(TRUTH_VARIABLE)
    soaking = "soak" in (config.getoption("-m") or "")
    kept: list[pytest.Item] = []
    left_out = 0
    for item in items:
        if without_truth and ("truth" in getattr(item, "fixturenames", ()) or item.get_closest_marker("truth")):
            left_out += 1
        elif soaking or not item.get_closest_marker("soak"):
            kept.append(item)
    items[:] = kept
    config.stash[LEFT_OUT] = left_out
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = left_out


LEFT_OUT = pytest.StashKey[int]()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes the count over from a pytest-xdist worker (each collects everything)."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Says how many truth tests were left out."""
    left_out = config.stash.get(LEFT_OUT, 0)
    terminalreporter.write_line(
        f"{ENGINE}: truth tests left out: {left_out}" + (f" ({TRUTH_VARIABLE} is not set)" if left_out else "")
    )


@pytest.fixture(scope="session")
def truth() -> Path:
    """The folder of messages and right answers that is no part of the project; tests asking for it need it."""
    folder = Path(os.environ[TRUTH_VARIABLE])
    assert folder.is_dir(), f"{TRUTH_VARIABLE} names {folder}, which is no folder"
    return folder


@pytest.fixture(scope="session")
def engine() -> str:
    """`sqlite` or `postgres`: the database of this run."""
    return ENGINE


@pytest.fixture(scope="session")
def make_database() -> Iterator[Callable[[Path], str]]:
    """A function giving the DATABASE_URL of a new, empty database of this run's engine.

    For tests that start `xiangli` as a process. An SQLite file lies in the folder it is given.
    """
    made: list[str] = []

    def make(folder: Path) -> str:
        if ENGINE == "sqlite":
            return f"sqlite:///{folder / 'fresh.sqlite3'}"
        made.append(f"fresh_{uuid.uuid4().hex[:12]}")
        _as_owner(f'CREATE DATABASE "{made[-1]}"')
        return _postgres_url(made[-1])

    yield make
    for name in made:
        _as_owner(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def fresh_database_url(make_database: Callable[[Path], str], tmp_path: Path) -> str:
    """DATABASE_URL of an empty database for this test alone."""
    return make_database(tmp_path)


def _as_owner(statement: str) -> None:
    import psycopg  # only a PostgreSQL run needs it

    with psycopg.connect(_postgres_url("postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture(autouse=True)
def nothing_kept_of_places() -> None:
    """What a process keeps of a county's own places is of the test before; begin as in a house that has none."""
    suppose_empty()
