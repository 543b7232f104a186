"""Every invariant of docs/invariants.md is shown by tests that exist."""

import ast
import re

from tests.house.files import ROOT

PAGE = ROOT / "docs" / "invariants.md"
SECTION = re.compile(r"^### (I\d+) (.+?)$(.*?)(?=^### |^## |\Z)", re.M | re.S)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_invariants_are_numbered_in_order():
    numbers = [number for number, _, _ in SECTION.findall(PAGE.read_text())]
    assert numbers == [f"I{n}" for n in range(1, len(numbers) + 1)]
    assert len(numbers) >= 12


def test_each_invariant_names_a_test_that_exists():
    missing = []
    for number, _, body in SECTION.findall(PAGE.read_text()):
        named_tests = TEST.findall(body)
        if not named_tests:
            missing.append(f"{number} names no test")
        missing += [f"{number}: {path}::{name}" for path, name in named_tests if name not in names_in(path)]
    assert missing == []


def names_in(path: str) -> set[str]:
    """The names of the test functions in a file, inside classes too; empty when there is no such file."""
    file = ROOT / path
    if not file.exists():
        return set()
    return {node.name for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.FunctionDef)}
