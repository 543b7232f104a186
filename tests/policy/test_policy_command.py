"""`xiangli policy check`, `where` and `schema`: what they print and how they end."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.house.files import ROOT
from xiangli.cli.main import main
from xiangli.cli.policy import written
from xiangli.law.language.strict import read
from xiangli.measures import checking, shelf
from xiangli.measures.schema import schemas
from xiangli.measures.where import files_of

Output = pytest.CaptureFixture[str]


def test_what_is_shipped_is_sound_and_the_check_says_what_it_saw(capsys: Output) -> None:
    assert main(["policy", "check"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"sound: procedures {len(shelf.procedures())} stories ")
    assert "clauses 106" in last


def test_the_unseen_are_listed_with_their_lines_and_never_called_law(capsys: Output) -> None:
    assert main(["policy", "check", "--unseen"]) == 0
    lines = capsys.readouterr().out.splitlines()[:-1]
    assert "report.procedure.yaml:30: 5 WD 规范（非法律）：一般办理" in lines
    assert [line for line in lines if "《" in line and "参照" not in line] == []


def test_an_unsound_measure_ends_with_one_and_names_file_and_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    bad = (Path(__file__).parent / "bad" / "number_unlike_its_row.yaml").read_text(encoding="utf-8")
    real = shelf.shipped

    def with_a_bad_one(suffix: str) -> Any:
        yield from real(suffix)
        if suffix == ".procedure.yaml":
            yield shelf.File("measures/m99_bad/pothole.procedure.yaml", bad)

    monkeypatch.setattr(shelf, "shipped", with_a_bad_one)
    assert main(["policy", "check"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "pothole.procedure.yaml:23: 2 WD does not stand in row N-sort, which says 1 WD",
        "pothole.procedure.yaml:1: no story tells of it",
    ]
    assert said.out == "unsound: 2 faults\n"


def test_a_clause_leads_to_its_files_and_rooms(capsys: Output) -> None:
    assert main(["policy", "where", "8.2"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("8.2 ")
    paths = [line.strip() for line in said[1:]]
    assert "src/xiangli/measures/m00_shared/report.procedure.yaml" in paths
    assert "src/xiangli/measures/m00_shared/casework.shared.yaml" in paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_clause_can_be_asked_for_and_one_not_done_says_so(capsys: Output) -> None:
    for clause in shelf.clauses():
        assert main(["policy", "where", clause]) == 0
    assert "还没有做到这一款" in capsys.readouterr().out
    assert main(["policy", "where", "8.99"]) == 1
    assert "没有第 8.99 款" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["return", "退回"])
def test_a_word_of_the_desk_leads_to_its_room(word: str, capsys: Output) -> None:
    assert main(["policy", "where", word]) == 0
    assert "src/xiangli/matters/acts/send_back.py" in capsys.readouterr().out


def test_a_word_nobody_uses_is_said_to_be_missing(capsys: Output) -> None:
    assert main(["policy", "where", "吹牛"]) == 1
    assert "docs/map.md" in capsys.readouterr().err


def test_clauses_named_by_procedures_are_the_ones_their_files_carry() -> None:
    for file, loaded in shelf.procedures():
        for clause in loaded.procedure.clause:
            assert file.path in files_of(clause)


def test_schemas_in_the_docs_are_the_ones_the_program_makes() -> None:
    for name, schema in schemas().items():
        assert (ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8") == written(schema)


def test_one_schema_or_all_can_be_printed(capsys: Output) -> None:
    assert main(["policy", "schema", "procedure"]) == 0
    assert json.loads(capsys.readouterr().out)["additionalProperties"] is False
    assert main(["policy", "schema"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"bridge", "procedure", "shared", "stories"}


@pytest.mark.parametrize("kind", ["procedure", "shared", "stories"])
def test_every_word_of_what_is_shipped_stands_in_its_schema(kind: str) -> None:
    schema = schemas()[kind]
    checked = 0
    for file in shelf.shipped(f".{kind}.yaml"):
        raw = read(file.text, file.path)[0]
        assert set(schema.get("required", ())) <= set(raw)
        checked += unknown(raw, schema, schema["$defs"], file.path)
    assert checked > 20


def unknown(value: Any, schema: dict[str, Any], defs: dict[str, Any], spot: str) -> int:
    """How many words were looked up; fails at a word the schema does not have."""
    schema = defs[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    ways = [one for key in ("anyOf", "oneOf") for one in schema.get(key, ())]
    if ways and isinstance(value, dict):
        fits = [defs[one["$ref"].rsplit("/", 1)[1]] for one in ways if "$ref" in one]
        assert any(set(value) <= set(one["properties"]) for one in fits), f"{spot}: {sorted(value)}"
        return len(value)
    if isinstance(value, list):
        return sum(unknown(one, schema.get("items", {}), defs, spot) for one in value)
    if not isinstance(value, dict):
        return 0
    if "properties" not in schema:
        return sum(unknown(one, schema.get("additionalProperties", {}), defs, spot) for one in value.values())
    assert set(value) <= set(schema["properties"]), f"{spot}: {set(value) - set(schema['properties'])}"
    return len(value) + sum(
        unknown(one, schema["properties"][key], defs, f"{spot}.{key}") for key, one in value.items()
    )


def test_the_count_of_clauses_is_held() -> None:
    assert len(shelf.clauses()) == checking.CLAUSES
    by_measure = [sum(one.split(".")[0] == str(n) for one in shelf.clauses()) for n in range(19)]
    assert by_measure == [1, 7, 3, 6, 6, 8, 6, 8, 11, 6, 4, 5, 4, 6, 4, 6, 7, 4, 4]
