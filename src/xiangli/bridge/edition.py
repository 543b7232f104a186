"""The shape of a bridge: one mandated outer system, its Excel coming in, its fields for copying by key, its Excel going out.

YAML kept as data, because a county's system changes its columns more often than anybody ships code.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiangli.law.language.strict import Path, PolicyError, nearest, read, validated

SUFFIX = ".bridge.yaml"
ENTRY_FIELDS = ("id", "title", "text", "time", "due", "place_words", "name", "phone", "identity")
"""What a column of an outer export may become here: number, title, text, time, due time, place in words, reporter."""
SEALED = ("name", "phone", "identity")
"""Sources that are sealed: shown for copying only once opened for a purpose, never written into a file."""
SOURCES = (
    "outer_id", "outer_at", "outer_due", "number", "title", "text", "place", "topic", "owner", "item", "basis", "step",
    "received_at", "accepted_at", "answer", "answered_at", "answered_by", "ended_at", "outcome", "solved", "reports",
    "channel", *SEALED,
)  # fmt: skip
"""What a field of the outer system may be filled from."""
PERSONAL = re.compile(r"姓名|电话|手机|身份证|证件|号码|来电人|诉求人|反映人|信访人|联系人|住址")
_ID = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,30}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Name(_Strict):
    """A name in both languages."""

    zh: str = Field(min_length=1, max_length=40)
    en: str = Field(min_length=1, max_length=60)


class Coming(_Strict):
    """One of our fields and the heads under which the outer export has it; ``needed`` ones are what it is known by."""

    field: str
    heads: tuple[str, ...] = Field(min_length=1)
    needed: Literal["yes", "no"] = "no"


class Kind(_Strict):
    """A kept column whose cell, when it ``says`` so, makes the row another kind of business."""

    head: str
    says: str = Field(min_length=1, max_length=20)
    opens: str


class Keyed(_Strict):
    """One field of the outer system's form: its label there, what fills it (nothing: it is chosen there), its length."""

    label: str = Field(min_length=1, max_length=40)
    source: str = Field("", alias="from")
    most: int = Field(4000, ge=1, le=20_000)
    hint: str = Field("", max_length=80)


class Column(_Strict):
    """One column of the Excel given back: filled from a source, or as it came in the export (``kept``)."""

    head: str = Field(min_length=1, max_length=40)
    source: str = Field("", alias="from")
    kept: str = ""


class Bridge(_Strict):
    """A mandated outer system.

    ``opens`` names the procedure its matters run by, ``kinds`` others by what a kept column says, ``registers`` the procedures that must be registered there by
    hand, ``minutes`` what keying one matter by hand takes when nobody says otherwise (a norm of this platform).
    """

    bridge: _ID
    version: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}(\.\d+)?$")
    clause: tuple[str, ...] = Field(min_length=1)
    name: Name
    opens: str = ""
    kinds: tuple[Kind, ...] = ()
    registers: tuple[str, ...] = ()
    minutes: int = Field(ge=1, le=120)
    coming: tuple[Coming, ...] = ()
    keep: tuple[str, ...] = ()
    copying: tuple[Keyed, ...] = Field(min_length=1, alias="copy")
    sheet: str = Field("Sheet1", min_length=1, max_length=31)
    out: tuple[Column, ...] = ()


def load(text: str, name: str) -> Bridge:
    """One bridge. Raises PolicyError with the line at fault."""
    found, lines = validated(Bridge, text, name)
    for at, said in _faults(found):
        raise PolicyError(name, nearest(lines, at), said)
    return found


def faults(text: str, name: str, procedures: set[str], clauses: set[str]) -> list[str]:
    """What is wrong with a bridge file, as ``file:line: what``; names of procedures and clauses must be known."""
    try:
        found = load(text, name)
    except PolicyError as wrong:
        return [str(wrong)]
    _, lines = read(text, name)
    out = []
    if found.bridge != name.removesuffix(SUFFIX):
        out.append(f"{name}:1: the file is named after its bridge, {found.bridge!r}")
    for word in (*([found.opens] if found.opens else []), *(kind.opens for kind in found.kinds), *found.registers):
        if word not in procedures:
            out.append(f"{name}:{nearest(lines, ('opens',))}: no procedure {word!r}")
    for word in found.clause:
        if word not in clauses:
            out.append(f"{name}:{nearest(lines, ('clause',))}: no clause {word!r}")
    return out


def _faults(b: Bridge) -> Iterator[tuple[Path, str]]:
    heads: set[str] = set()
    for n, one in enumerate(b.coming):
        if one.field not in ENTRY_FIELDS:
            yield ("coming", n, "field"), f"no field {one.field!r}; known: {', '.join(ENTRY_FIELDS)}"
        for head in one.heads:
            if head in heads:
                yield ("coming", n, "heads"), f"the head {head!r} stands twice"
            heads.add(head)
    needed = {one.field for one in b.coming if one.needed == "yes"}
    if b.coming and not {"id", "text"} <= needed:
        yield ("coming",), "'id' and 'text' must be needed: without them an export is not known"
    for n, word in enumerate(b.keep):
        if PERSONAL.search(word):
            yield (
                ("keep", n),
                f"{word!r} speaks of a person: such columns are sealed or left out, never kept in the clear",
            )
    for n, kind in enumerate(b.kinds):
        if kind.head not in b.keep:
            yield ("kinds", n, "head"), f"{kind.head!r} is not among the columns kept"
    for n, keyed in enumerate(b.copying):
        if keyed.source and keyed.source not in SOURCES:
            yield ("copy", n, "from"), f"no source {keyed.source!r}; known: {', '.join(SOURCES)}"
    for n, column in enumerate(b.out):
        if column.source in SEALED:
            yield ("out", n, "from"), f"{column.source!r} is sealed and never leaves in a file"
        if column.source and column.source not in SOURCES:
            yield ("out", n, "from"), f"no source {column.source!r}; known: {', '.join(SOURCES)}"
        if column.kept and column.kept not in b.keep:
            yield ("out", n, "kept"), f"{column.kept!r} is not among the columns kept"
        if not (column.source or column.kept):
            yield ("out", n), f"the column {column.head!r} is filled from nothing"
    if b.out and not any(column.source == "outer_id" for column in b.out):
        yield ("out",), "without 'outer_id' the outer system cannot tell whose row it is"


@cache
def bridges() -> dict[str, Bridge]:
    """All shipped bridges by id. Raises PolicyError for an unsound one."""
    out = {}
    for folder in sorted(files("xiangli.measures").iterdir(), key=lambda f: f.name):
        shelf = folder / "bridges"
        if folder.is_dir() and shelf.is_dir():
            for file in sorted(shelf.iterdir(), key=lambda f: f.name):
                if file.name.endswith(SUFFIX):
                    one = load(file.read_text(encoding="utf-8"), file.name)
                    out[one.bridge] = one
    return out
