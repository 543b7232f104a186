"""The project's own files, as the house tests read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT / "src" / "xiangli"
FOLDERS = ("src", "tests", "tools", "benchmarks", "docs", ".ci")
MADE_BY_MACHINES = {"__pycache__", "node_modules", "migrations"}
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js", ".md", ".yaml", ".yml", ".toml", ".sh", ".txt", ".po"}


def own_files(*suffixes: str) -> Iterator[Path]:
    """Every file of the project (in the given suffixes), without what machines made and what others wrote."""
    wanted = set(suffixes) or WRITTEN_BY_HAND
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            parts = set(path.relative_to(ROOT).parts)
            if path.is_file() and path.suffix in wanted and not parts & MADE_BY_MACHINES and not vendored(path):
                yield path
    yield from (path for path in sorted(ROOT.iterdir()) if path.is_file() and path.suffix in wanted)


def vendored(path: Path) -> bool:
    """Whether others wrote it: libraries kept beside us, and packaging's own notes."""
    return "vendor" in path.parts or path.name.endswith(".min.js") or any(p.endswith(".egg-info") for p in path.parts)


def named(path: Path) -> str:
    """The path as a reader would say it."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> list[str]:
    """The file's lines."""
    return path.read_text(encoding="utf-8").splitlines()
