"""Coverage: all clauses are listed, and one is carried only when stories, a refused act and dead mutants say so."""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings

from xiangli.cli.main import main
from xiangli.law.language import Procedure
from xiangli.measures import coverage, shelf
from xiangli.measures.coverage import Held, held, keep, measure, rows
from xiangli.measures.stories import StoryFailed, books

SOUND = Held("report", ["一个故事"], refused=1, killed=9, all=10)
OTHER = Held("consult", ["另一个"], refused=1, killed=10, all=10)
REST = [
    Held(loaded.procedure.id, ["别的"], refused=1, killed=10, all=10)
    for _, loaded in shelf.procedures()
    if loaded.procedure.id not in ("report", "consult")
]
"""What else is shipped, all of it held: each clause is carried by all procedures that name it, or not at all."""


def carried(one: Held) -> bool:
    """Whether clause 8.2 counts as carried when ``report`` is held so."""
    found = {row["id"]: row for row in rows([one, OTHER, *REST])}
    return bool(found["8.2"]["carried"])


def test_all_clauses_are_listed_in_their_order_and_most_are_not_carried_yet() -> None:
    found = rows([SOUND, OTHER, *REST])
    assert [row["id"] for row in found] == list(shelf.clauses())
    assert [row["id"] for row in found if row["carried"]] == ["8.2", "14.2", "14.3", "14.4", "16.6"]
    assert found[0] == {
        "id": "0.1", "title": shelf.clauses()["0.1"].title, "carried": False, "stories": [],
        "mutants": {"killed": 0, "all": 0},
    }  # fmt: skip


def test_nine_in_ten_dead_mutants_carry_a_clause_and_fewer_do_not() -> None:
    assert carried(SOUND)
    assert not carried(Held("report", ["一个故事"], refused=1, killed=89, all=100))


def test_without_a_refused_act_a_story_or_a_mutant_nothing_is_carried() -> None:
    assert not carried(Held("report", ["一个故事"], refused=0, killed=10, all=10))
    assert not carried(Held("report", [], refused=1, killed=10, all=10))
    assert not carried(Held("report", ["一个故事"], refused=1))


def test_a_story_that_fails_carries_nothing_whatever_died() -> None:
    assert not carried(Held("report", ["一个故事"], refused=1, killed=10, all=10, failed="line 3: step is sort"))


def test_an_answer_is_kept_until_a_source_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelved = [loaded.procedure.id for _, loaded in shelf.procedures()]
    known = {one.procedure: one for one in (SOUND, OTHER, *REST)}
    answer = [known[name] for name in shelved]
    monkeypatch.setattr(coverage, "measure", lambda p: known[p.id])
    assert held(var=tmp_path, vendor="sqlite") == answer
    monkeypatch.setattr(coverage, "measure", lambda p: Held(p.id))
    assert held(var=tmp_path, vendor="sqlite") == answer
    assert held(var=tmp_path, vendor="postgresql") == [Held(name) for name in shelved]
    monkeypatch.setattr(coverage, "sources_hash", lambda vendor: "0" * 64)
    assert held(var=tmp_path, vendor="sqlite") == [Held(name) for name in shelved]
    assert len(list((tmp_path / "coverage").glob("sqlite-*.json"))) == 1


def test_the_hash_hangs_on_the_stories_and_on_the_database() -> None:
    assert coverage.sources_hash("sqlite") == coverage.sources_hash("sqlite")
    assert coverage.sources_hash("sqlite") != coverage.sources_hash("postgresql")


def test_a_procedure_is_measured_by_its_stories_and_mutants(ready: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The full run takes minutes (``xiangli policy mutants``); here one mutant in twelve."""
    from xiangli.measures import mutation  # patched below, so named here

    every = mutation.mutants
    monkeypatch.setattr(mutation, "mutants", lambda p: every(p)[::12])
    p = report()
    found = measure(p)
    assert found.failed == ""
    assert found.stories == [story.story for book in books("report") for story in book.stories]
    assert found.refused >= 20
    assert found.all == len(every(p)[::12])
    assert found.share >= coverage.ENOUGH


def test_a_story_that_does_not_hold_is_named(ready: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(p: Procedure, say: object) -> None:
        raise StoryFailed("report.stories.yaml:4: line 2: step is sort, not handling")

    monkeypatch.setattr(coverage, "kill", falls)
    found = measure(report())
    assert found.failed.startswith("report.stories.yaml:4")
    assert not found.carries


def test_the_command_prints_all_clauses_and_the_count(
    db: None, tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    settings.VAR = tmp_path
    keep([OTHER, SOUND, *REST], var=tmp_path, vendor="postgresql" if engine == "postgres" else "sqlite")
    assert main(["policy", "coverage"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (len(lines), lines[-1]) == (107, "clauses 106 carried 5")
    assert main(["policy", "coverage", "--json"]) == 0
    clauses = json.loads(capsys.readouterr().out)["clauses"]
    assert len(clauses) == 106
    assert {"id", "carried", "stories", "mutants"} <= set(clauses[0])


def report() -> Procedure:
    """The shipped ``report``."""
    return next(loaded.procedure for _, loaded in shelf.procedures() if loaded.procedure.id == "report")
