"""Whatever is in a file, loading it gives a procedure or says what is wrong with it; and what loads stays the same."""

import functools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangli.law.language import Procedure, load_procedure
from xiangli.law.language.load import resolved
from xiangli.law.language.mutants import mutants
from xiangli.law.language.sound import check_procedure
from xiangli.law.language.strict import LARGEST, PolicyError, read
from xiangli.measures import shelf
from xiangli.proof.canonical import canonical

GOOD = (Path(__file__).parents[1] / "policy" / "good.yaml").read_text(encoding="utf-8")
SHARED = shelf.shared()
LINES = GOOD.splitlines()
pieces = st.sampled_from(
    ["", ":", "- ", "  ", "{", "}", "[", "]", '"', "'", "\t", "\n", "#", "&a ", "*a", "!!int ", "<<: ", "? ", "|", ">",
     "~", "null", "uses: [casework]\n", "acts: x\n", "fields: []\n", "steps: {}\n", "\x00", "\ud800", "中文", "1 WD",
     "---\n", "{a: {b: c}}", "%YAML 1.1\n", "\u2028", "\x85", "to: {}", "by: {desk: desk}"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 30), pieces), min_size=1, max_size=4))
def test_a_spoilt_file_is_refused_in_words_or_still_a_procedure(cuts: list[tuple[int, int, str]]) -> None:
    text = GOOD
    for start, length, instead in cuts:
        text = text[:start] + instead + text[start + length :]
    for fault in check_procedure(text, "x.yaml", shelf.clauses(), SHARED):
        assert fault.line >= 1 and fault.message


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1)), min_size=1, max_size=5))
def test_lines_in_another_order_are_refused_in_words_or_still_a_procedure(swaps: list[tuple[int, int]]) -> None:
    lines = list(LINES)
    for one, other in swaps:
        lines[one], lines[other] = lines[other], lines[one]
    for fault in check_procedure("\n".join(lines), "x.yaml", shelf.clauses(), SHARED):
        assert fault.line >= 1 and fault.message


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(PolicyError) as wrong:
        load_procedure(text, "x.yaml", SHARED)
    assert str(wrong.value).startswith(f"x.yaml:{wrong.value.line}: ")


def test_a_file_too_large_or_too_deep_is_refused_before_it_is_built() -> None:
    with pytest.raises(PolicyError, match="longer than"):
        read("a: b\n" * LARGEST, "x.yaml")
    with pytest.raises(PolicyError, match="nested deeper"):
        read("a: " + "[" * 5000, "x.yaml")


def test_every_value_is_text_as_it_was_written() -> None:
    raw, lines = read("a: no\nb: 010\nc: 2026-11-24\nd: [1e3, ~, true]\n", "x.yaml")
    assert raw == {"a": "no", "b": "010", "c": "2026-11-24", "d": ["1e3", "~", "true"]}
    assert (lines[("c",)], lines[("d", 2)]) == (3, 4)


def test_what_is_published_loads_alone_to_the_same_canonical_bytes() -> None:
    for file, loaded in shelf.procedures():
        p = loaded.procedure
        again = load_procedure(resolved(p), file.path)
        assert again == p
        assert canonical(again.canonical()) == canonical(p.canonical())


def test_canonical_form_does_not_hang_on_the_order_of_words() -> None:
    p = load_procedure(GOOD, "x.yaml")
    head, steps = GOOD.split("steps:\n", 1)
    fields = head[head.index("fields:") :]
    moved = head.replace(fields, "") + "steps:\n" + steps + fields
    assert canonical(load_procedure(moved, "x.yaml").canonical()) == canonical(p.canonical())


def test_mutants_are_many_all_different_and_still_procedures() -> None:
    p = load_procedure(GOOD, "x.yaml")
    made = mutants(p)
    assert len(made) > 40
    assert len({canonical(one.procedure.canonical()) for one in made} | {canonical(p.canonical())}) == len(made) + 1
    assert len({one.says for one in made}) == len(made)
    assert all(isinstance(one.procedure, Procedure) for one in made)


@pytest.mark.parametrize(
    "kind",
    ["without guard", "tell without", "needs without", "by [", "not from", "also from", "whole: within", "lapses_to",
     "routed:", "restarts changed", "least 4 → 3"],
)  # fmt: skip
def test_each_kind_of_change_is_tried(kind: str) -> None:
    assert [one for one in says() if kind in one]


@functools.cache
def says() -> list[str]:
    """What is changed in the mutants of what is shipped."""
    return [one.says for _, loaded in shelf.procedures() for one in mutants(loaded.procedure)]
