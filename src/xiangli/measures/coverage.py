"""Which clauses are carried: their stories pass, a wrong act is refused, and at least nine in ten mutants die.

The answer for one state of the sources on one kind of database never changes, so it is kept in the var folder under the
hash of every file it hangs on; a changed line asks anew.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import xiangli
from xiangli.law.language import Procedure
from xiangli.measures import shelf
from xiangli.measures.mutation import kill
from xiangli.measures.stories import StoryFailed, books

ENOUGH = 0.9
"""Share of mutants that stories must notice."""
ROOMS = ("law", "work", "policy", "parties", "lists", "matters", "intake", "measures")
"""What a story runs through: a change there may change the answer."""


@dataclass(frozen=True)
class Held:
    """How well stories hold one procedure: their titles, how many acts they see refused, mutants killed of all.

    ``failed`` is the first story that did not go as told; then no mutant was tried.
    """

    procedure: str
    stories: list[str] = field(default_factory=list)
    refused: int = 0
    killed: int = 0
    all: int = 0
    survivors: list[str] = field(default_factory=list)
    failed: str = ""

    @property
    def share(self) -> float:
        """Killed among all, 0..1."""
        return self.killed / self.all if self.all else 0.0

    @property
    def carries(self) -> bool:
        """Whether a clause may rest on it."""
        return bool(self.stories) and not self.failed and self.refused > 0 and self.share >= ENOUGH


def measure(p: Procedure, say: Callable[[str], None] = lambda _: None) -> Held:
    """Run stories and mutants of ``p`` in the set database, leaving nothing there. ``say`` is given each survivor."""
    told = [story for book in books(p.id) for story in book.stories]
    titles = [story.story for story in told]
    refused = sum(bool(line.refused) for story in told for line in story.then)
    try:
        result = kill(p, say)
    except StoryFailed as wrong:
        return Held(p.id, titles, refused, failed=str(wrong))
    return Held(p.id, titles, refused, result.killed, result.all, list(result.survivors))


def sources_hash(vendor: str) -> str:
    """SHA-256 (hex) of every YAML and source file an answer hangs on, and the kind of database."""
    house = Path(xiangli.__file__).parent
    digest = hashlib.sha256(vendor.encode())
    for room in ROOMS:
        for path in sorted((house / room).rglob("*")):
            if path.suffix in (".py", ".yaml") and path.is_file():
                digest.update(path.relative_to(house).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def held(*, var: Path, vendor: str, say: Callable[[str], None] = lambda _: None) -> list[Held]:
    """All procedures measured, from the kept answer if nothing changed since. Raises PolicyError for an unsound one."""
    path = _kept(var, vendor)
    if path.exists():
        return [Held(**one) for one in json.loads(path.read_text(encoding="utf-8"))]
    found = []
    for _, loaded in shelf.procedures():
        say(f"{loaded.procedure.id} …")
        found.append(measure(loaded.procedure))
    keep(found, var=var, vendor=vendor)
    return found


def keep(found: list[Held], *, var: Path, vendor: str) -> None:
    """Keep an answer of all procedures for this state of the sources; older ones go."""
    path = _kept(var, vendor)
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f"{vendor}-*.json"):
        old.unlink()
    path.write_text(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1), encoding="utf-8")


def _kept(var: Path, vendor: str) -> Path:
    return var / "coverage" / f"{vendor}-{sources_hash(vendor)[:32]}.json"


def rows(found: list[Held]) -> list[dict[str, Any]]:
    """One row a clause, all 106: id, title, carried, its stories, mutants killed and all."""
    of = {one.procedure: one for one in found}
    carrying: dict[str, list[Held]] = {}
    for _, loaded in shelf.procedures():
        for clause in loaded.procedure.clause:
            carrying.setdefault(clause, []).append(of[loaded.procedure.id])
    out = []
    for one in shelf.clauses().values():
        by = carrying.get(one.id, [])
        out.append({
            "id": one.id, "title": one.title, "carried": bool(by) and all(proven.carries for proven in by),
            "stories": [story for proven in by for story in proven.stories],
            "mutants": {"killed": sum(proven.killed for proven in by), "all": sum(proven.all for proven in by)},
        })  # fmt: skip
    return out
