"""The ground is firm: locks are whole, the database of this run is as in production, licence and front pages agree."""

import re
import tomllib

from django.db import connection

from tests.house.files import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock")
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[^\]]+\])?==(\S+)( ;[^\\]*)?", re.M)


def pins(lock: str) -> set[tuple[str, str, str]]:
    """Name, version and condition of each package of a lock."""
    return {(name, version, when.strip()) for name, version, when in PINNED.findall((ROOT / lock).read_text())}


def plain(requirement: str) -> str:
    """The normalised name of a requirement such as `psycopg[binary]>=3.2`."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_locks_name_no_host_and_hash_every_package():
    for lock in LOCKS:
        text = (ROOT / lock).read_text()
        assert "://" not in text
        entries = re.split(r"\n(?=[a-z0-9])", text.strip())
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
        assert len(entries) == len(pins(lock))


def test_everything_that_is_asked_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    run_time = {plain(one) for one in [*project["dependencies"], *extras["train"], *extras["build"]]}
    assert run_time - {name for name, _, _ in pins("requirements.lock")} == set()
    wanted = run_time | {plain(one) for one in extras["test"]}
    assert wanted - {name for name, _, _ in pins("requirements-test.lock")} == set()


def test_tests_run_on_the_versions_that_are_shipped():
    tested = {(name, version) for name, version, _ in pins("requirements-test.lock")}
    assert {(name, version) for name, version, _ in pins("requirements.lock")} - tested == set()


def test_the_database_of_this_run_is_as_in_production(db, engine):
    with connection.cursor() as cursor:
        if engine == "sqlite":
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
        else:
            cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == (False, False)
            cursor.execute("SELECT setting FROM pg_settings WHERE name = 'listen_addresses'")
            assert cursor.fetchone() == ("",)


def test_the_licence_is_mulan_2_in_both_languages_and_the_package_says_so():
    licence = (ROOT / "LICENSE").read_text()
    assert "木兰宽松许可证， 第2版" in licence and "Mulan Permissive Software License，Version 2" in licence
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["license"] == "MulanPSL-2.0"
    assert "license: MulanPSL-2.0" in (ROOT / "publiccode.yml").read_text()


def test_both_front_pages_show_the_same_commands():
    shown = [
        [
            line.split("#")[0].split()
            for block in re.findall(r"```\n(.*?)```", page.read_text(), re.S)
            for line in block.splitlines()
        ]
        for page in (ROOT / "README.md", ROOT / "README.en.md")
    ]
    chinese, english = ([words[:3] for words in page] for page in shown)
    assert chinese == english
    assert ["make", "demo"] in chinese and ["make", "test"] in chinese
