"""Where a clause, or a word one would use at the desk, is found: its files and its rooms."""

import functools
import re
from pathlib import Path

from xiangli.measures import shelf
from xiangli.measures.telling import load_book

CLAUSE = re.compile(r"^\d{1,2}\.\d{1,2}$")
MAP = Path(__file__).resolve().parents[3] / "docs" / "map.md"
"""Ships with the source, not with the installed package."""
ROW = re.compile(r"^\| *([^|]+?) *\| *([^|]+?) *\| *([^|]+?) *\|$", re.M)


class NotFound(LookupError):
    """No such clause, or no such word on the map."""


def where(asked: str) -> list[str]:
    """Lines to print for a clause id (``14.1``) or a word (``return``, ``退回``). Raises NotFound."""
    return _clause(asked) if CLAUSE.match(asked) else _word(asked)


def files_of(clause: str) -> list[str]:
    """Files of the measures that carry the clause: procedures that name it, what they use, stories that tell of them."""
    return _carried().get(clause, [])


@functools.cache
def _carried() -> dict[str, list[str]]:
    shared = {file.path.rsplit("/", 1)[1]: file.path for file in shelf.shipped(".shared.yaml")}
    books = [(file.path, load_book(file.text, file.path).procedures) for file in shelf.shipped(".stories.yaml")]
    out: dict[str, list[str]] = {}
    for file, loaded in shelf.procedures():
        used = [shared[name] for name in dict.fromkeys(name for name, _ in loaded.spots.values()) if name in shared]
        told = [path for path, procedures in books if loaded.procedure.id in procedures]
        for clause in loaded.procedure.clause:
            known = out.setdefault(clause, [])
            known += [path for path in (file.path, *used, *told) if path not in known]
    return out


def _clause(asked: str) -> list[str]:
    clause = shelf.clauses().get(asked)
    if clause is None:
        raise NotFound(f"没有第 {asked} 款；一共 {len(shelf.clauses())} 款，`xiangli policy coverage` 全部列出。")
    files = [f"src/xiangli/{path}" for path in files_of(asked)]
    rooms = [f"src/xiangli/{room}/" for room in clause.rooms]
    return [f"{clause.id} {clause.title}", *(f"  {one}" for one in [*files, *rooms] or ["还没有做到这一款"])]


def _word(asked: str) -> list[str]:
    if not MAP.exists():
        raise NotFound("docs/map.md 只随源码提供；请在源码目录里问。")
    text = MAP.read_text(encoding="utf-8").split("## Where is", 1)[-1]
    found = [row for row in ROW.findall(text) if asked.casefold() in f"{row[0]} {row[1]}".casefold()]
    if not found:
        raise NotFound(f"地图上没有“{asked}”；请看 docs/map.md。")
    return [f"{said} · {chinese}: {place.replace('`', '')}" for said, chinese, place in found]
