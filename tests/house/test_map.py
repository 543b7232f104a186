"""The map, the walk through one report, the glossary and the README name what is really there."""

import importlib
import re
from pathlib import Path

from tests.house.files import HOUSE, ROOT, named
from xiangli.cli.main import commands

DOCS = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
DOTTED = re.compile(r"`(xiangli(?:\.\w+)+)(?:\(\))?`")
PATHS = re.compile(r"`((?:src|tests|tools|docs)/[\w./*-]+|Makefile|[\w.-]+\.(?:lock|toml))`")
COMMANDS = re.compile(r"\bxiangli ([a-z]+)\b")
TARGETS = re.compile(r"\bmake ([a-z]+)\b")


def rooms() -> list[str]:
    """Every folder right under src/xiangli that holds code or data."""
    return sorted(p.name for p in HOUSE.iterdir() if p.is_dir() and not p.name.startswith("_"))


def test_every_room_stands_on_the_map():
    text = (ROOT / "docs" / "map.md").read_text()
    assert [room for room in rooms() if f"`{room}`" not in text] == []


def test_every_room_is_a_layer_of_the_import_contract():
    contract = (ROOT / "pyproject.toml").read_text().split("[[tool.importlinter.contracts]]")[1]
    layers = set(re.findall(r"\w+", " ".join(re.findall(r'^  "([^"]+)"', contract, re.M))))
    assert sorted(set(rooms()) - layers - {"locale"}) == []


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{named(page)}: {link}"
        for page in DOCS
        for link in LINK.findall(page.read_text())
        if "://" not in link and not link.startswith("mailto:") and not (page.parent / link).exists()
    ]
    assert broken == []


def test_paths_named_in_pages_exist():
    broken = [
        f"{named(page)}: {path}"
        for page in DOCS
        for path in PATHS.findall(page.read_text())
        if not (any(ROOT.glob(path)) if "*" in path else (ROOT / path).exists())
    ]
    assert broken == []


def test_functions_named_in_pages_can_be_imported():
    missing = [
        f"{named(page)}: {name}" for page in DOCS for name in DOTTED.findall(page.read_text()) if not found(name)
    ]
    assert missing == []


def test_a_name_that_is_not_there_is_noticed():
    assert found("xiangli.cli.main.commands")
    assert not found("xiangli.cli.main.no_such_thing")
    assert not found("xiangli.no_such_room")


def found(name: str) -> bool:
    """Whether a dotted name leads to a module or to something in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        module_name = ".".join(parts[:length])
        try:
            thing = importlib.import_module(module_name)
        except ModuleNotFoundError:
            continue
        for attribute in parts[length:]:
            if not hasattr(thing, attribute):
                return False
            thing = getattr(thing, attribute)
        return True
    return False


def test_the_walk_through_one_report_names_each_station():
    names = DOTTED.findall((ROOT / "docs" / "life-of-a-report.md").read_text())
    for room in ("intake", "engines", "lists", "matters", "ledger", "law", "policy", "work", "notices", "faces"):
        assert any(name.startswith(f"xiangli.{room}.") for name in names), room


def test_commands_named_in_pages_exist():
    known = set(commands())
    missing = [
        f"{named(page)}: xiangli {name}"
        for page in DOCS
        for name in COMMANDS.findall("\n".join(code(page)))
        if name not in known
    ]
    assert missing == []


def test_targets_named_in_pages_exist():
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    missing = [
        f"{named(page)}: make {name}"
        for page in DOCS
        for name in TARGETS.findall("\n".join(code(page)))
        if name not in known
    ]
    assert missing == []


def code(page: Path) -> list[str]:
    """What a page shows as code: fenced blocks and backticked words."""
    text = page.read_text()
    return [*re.findall(r"```\w*\n(.*?)```", text, re.S), *re.findall(r"`([^`\n]+)`", text)]


def test_scripts_the_makefile_calls_exist():
    makefile = (ROOT / "Makefile").read_text()
    scripts = re.findall(r"tools/[\w.]+", makefile) + [f"{m}/__main__.py" for m in re.findall(r"-m (\w+)", makefile)]
    assert scripts
    assert [script for script in scripts if not (ROOT / script).exists()] == []


def test_the_glossary_pairs_each_word_with_its_chinese_and_its_room():
    rows = re.findall(
        r"^\| `([^`]+)` \| ([^|]+) \|[^|]*\| `?([\w.]+)", (ROOT / "docs" / "glossary.md").read_text(), re.M
    )
    assert len(rows) > 40
    assert [word for word, chinese, _ in rows if not re.search(r"[\u4e00-\u9fff]", chinese)] == []
    assert len({word for word, _, _ in rows}) == len(rows)
