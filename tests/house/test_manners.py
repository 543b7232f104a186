"""Habits that a reader should be able to rely on, each with a line it must catch and one it must let pass."""

import ast
import re

import pytest

from tests.house.files import HOUSE, lines, named, own_files

RULES = {
    "left undone": (
        re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|raise NotImplemented" + r"Error)\b"),
        ("x = 1  # TO" + "DO later", "# FIX" + "ME"),
        ("todos = []", "# it has to do with law"),
    ),
    "a test that is skipped": (
        re.compile(r"pytest\.(skip|xfail|importorskip)\b|mark\.(skip|skipif|xfail)\b"),
        ("@pytest.mark.s" + "kip", "pytest.s" + "kip('no time')"),
        ("skipped = 3",),
    ),
    "a package index or this machine by name": (
        re.compile(
            r"pypi[.]org|pythonhosted[.]org|npmjs[.](org|com)|npmmirror[.]com|pypi[.]tuna|mirrors[.]aliyun|(?<![\w.])/(work|root|home|opt)/"
        ),
        ("see https://py" + "pi.org/x", "open('/wo" + "rk/x')"),
        ("paperwork/x", "a person's home/x"),
    ),
    "a check-in, a score or a rank of people": (
        re.compile(r"\b(check_?in_(place|photo)|blacklist|social_credit|resident_score|person_score|leaderboard)\b"),
        ("resident_score = 3", "blacklist = []"),
        ("checked = True",),
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_catches_what_it_forbids_and_lets_the_rest_pass(rule):
    pattern, bad_lines, good_lines = RULES[rule]
    assert all(pattern.search(line) for line in bad_lines)
    assert not any(pattern.search(line) for line in good_lines)


NAMES_WHAT_IT_FORBIDS = {"tests/house/test_manners.py", "src/xiangli/law/language/sound.py"}


@pytest.mark.parametrize("rule", RULES)
def test_no_file_breaks_a_rule(rule):
    pattern = RULES[rule][0]
    found = [
        f"{named(path)}:{number}: {line.strip()[:120]}"
        for path in own_files()
        if named(path) not in NAMES_WHAT_IT_FORBIDS
        for number, line in enumerate(lines(path), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_module_has_a_name_that_says_nothing():
    empty = {
        "utils",
        "util",
        "helpers",
        "helper",
        "manager",
        "managers",
        "service",
        "services",
        "common",
        "misc",
        "base",
    }
    assert [named(path) for path in own_files(".py") if {path.stem, path.parent.name} & empty] == []


def test_an_import_inside_a_function_states_its_reason():
    found = [
        f"{named(path)}:{number}"
        for path in sorted(HOUSE.rglob("*.py"))
        if "migrations" not in path.parts
        for number in unexplained_imports(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_an_unexplained_import_is_seen_and_an_explained_one_passes():
    assert unexplained_imports("def f():\n    import x\n") == [2]
    assert unexplained_imports("def f():\n    import x  # slow to load\n") == []
    assert unexplained_imports("def f():\n    # slow to load\n    import x\n    import y\n") == []


def unexplained_imports(source: str) -> list[int]:
    """Line numbers of imports inside functions without a comment on them or above the block of imports they stand in."""
    text = source.splitlines()
    found = []
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            span = text[node.lineno - 1 : node.end_lineno]
            above = node.lineno - 2
            while above >= 0 and re.match(r"\s*(import|from)\b", text[above]) and "#" not in text[above]:
                above -= 1
            if not any("#" in line for line in span) and "#" not in text[above]:
                found.append(node.lineno)
    return sorted(set(found))


def test_acts_and_reads_never_read_the_clock():
    clock = re.compile(r"timezone\.now\(|datetime\.now\(|datetime\.utcnow\(|time\.time\(|date\.today\(|\bNow\(\)")
    found = [
        f"{named(path)}:{number}"
        for path in sorted(HOUSE.rglob("*.py"))
        if {"acts", "reads", "models", "law", "proof", "engines"} & set(path.relative_to(HOUSE).parts)
        for number, line in enumerate(lines(path), 1)
        if clock.search(line)
    ]
    assert found == []


WRITERS_ELSEWHERE = {
    "vault/keys.py": "a county's sealing key is made when its first value is sealed, inside that act",
    "site/demo/": "the demo settles its invented offices, then everything it tells goes through acts",
    "matters/hot/": "the one write with two SQL forms, called by acts only",
}


def test_only_acts_write():
    write = re.compile(r"\.objects\b.*\.(a?create|bulk_create|(get|update)_or_create|update|bulk_update|delete)\(")
    found = [
        f"{named(path)}:{number}"
        for path in sorted(HOUSE.rglob("*.py"))
        if not {"acts", "migrations"} & set(path.parts)
        and not any(path.relative_to(HOUSE).as_posix().startswith(place) for place in WRITERS_ELSEWHERE)
        for number, line in enumerate(lines(path), 1)
        if write.search(line)
    ]
    assert found == []


def test_codes_of_places_are_never_searched_by_prefix():
    prefix = re.compile(r"(code|place|county|town|city)__(i?startswith|i?contains|regex)")
    found = [
        f"{named(path)}:{number}"
        for path in sorted(HOUSE.rglob("*.py"))
        for number, line in enumerate(lines(path), 1)
        if prefix.search(line)
    ]
    assert found == []
