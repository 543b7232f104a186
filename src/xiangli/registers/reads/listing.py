"""The rows of one register of a village: found by a word, narrowed by group and fields, page by page; names stay sealed.

A village has some thousands of rows at most, so they are read whole and narrowed here: two statements, however many.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from xiangli.engines.roster.cells import bare
from xiangli.parties.reads.actor import Actor
from xiangli.registers.edition import Register, registers
from xiangli.registers.errors import NotFound
from xiangli.registers.keys import as_text, digest
from xiangli.registers.models import Record
from xiangli.registers.reads.counts import on_book
from xiangli.registers.reads.joined import FROM_HOUSEHOLD
from xiangli.registers.reads.villages import reading

PAGE = 50
SEARCHED = (
    "p_id",
    "p_phone",
    "p_dis_no",
    "h_card",
    "h_phone",
    "s_phone",
    "g_leader_phone",
    "s_mgr",
    "s_owner",
    "k_party",
    "g_leader",
)
"""Sealed fields found by a whole value; names by the blind index."""
GROUPS = ("h_group", "s_group", "g_name", "c_net")


@dataclass(frozen=True, slots=True)
class Line:
    """One record as a row: its plain values with its household's, and whether it stands on the day."""

    id: UUID
    parent: UUID | None
    values: Mapping[str, Any]
    stands: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a register, how many there are in all, what may be narrowed to, and whether more follow."""

    register: Register
    lines: Sequence[Line]
    total: int
    groups: Sequence[str]
    options: Mapping[str, Sequence[str]]
    start: int
    more: bool


def register(id: str) -> Register:
    """Raises NotFound for a register that is none."""
    if id not in registers():
        raise NotFound("没有这种台账。")
    return registers()[id]


def listing(
    *, village: str, kind: str, actor: Actor, day: date, q: str = "", group: str = "", narrow: Mapping[str, str] | None = None,
    gone: bool = False, start: int = 0, limit: int | None = PAGE,
) -> Found:  # fmt: skip
    """``q``: a whole name or number, or part of a plain value; ``gone``: also who died, left or ended.

    ``limit`` None: all of them. Raises NotFound.
    """
    of = register(kind)
    reading(actor, village)
    lines, marks = _lines(village, of, day)
    if not gone:
        lines = [one for one in lines if one.stands]
    groups = sorted({group_of(one) for one in lines} - {""}, key=natural)
    options = {
        name: sorted({said for one in lines for said in said_of(one.values.get(name))}, key=natural)
        for name in of.narrow
    }
    if q := bare(q):
        wanted = {digest(name, q, county=village[:6]) for name in ("p_name", "h_head", *SEARCHED)}
        lines = [
            one
            for one in lines
            if wanted & marks[one.id] or any(q in as_text(v) for v in one.values.values() if not isinstance(v, bool))
        ]
    if group:
        lines = [one for one in lines if group_of(one) == group]
    for name, said in (narrow or {}).items():
        if name in of.narrow and said:
            lines = [one for one in lines if said in said_of(one.values.get(name))]
    end = None if limit is None else start + limit
    return Found(of, lines[start:end], len(lines), groups, options, start, end is not None and len(lines) > end)


def _lines(village: str, of: Register, day: date) -> tuple[list[Line], dict[UUID, frozenset[str]]]:
    rows = Record.objects.filter(county=village[:6], place=village, kind=of.id)
    found = list(rows.values_list("id", "parent", "since", "until", "values", "digests", "key"))
    homes: dict[UUID | None, dict[str, Any]] = {}
    names: dict[UUID | None, set[str]] = {}
    if of.under:
        above = Record.objects.filter(county=village[:6], place=village, kind=of.under)
        homes = dict(above.values_list("id", "values"))
    if of.id == "household":
        below = Record.objects.filter(county=village[:6], place=village, kind="person", until=None)
        for parent, marks in below.values_list("parent", "digests"):
            names.setdefault(parent, set()).add(marks.get("p_name", ""))
    lines, marked = [], {}
    for id, parent, since, until, values, digests, _key in found:
        home = homes.get(parent, {})
        values |= {name: home[name] for name in FROM_HOUSEHOLD if name in home}
        lines.append(Line(id, parent, values, on_book(values, since, until, day)))
        marked[id] = frozenset({*digests.values(), *names.get(id, ())})
    lines.sort(
        key=lambda one: (
            natural(group_of(one)),
            natural(str(one.values.get(of.list_[0], ""))),
            natural(str(one.values.get("h_code", ""))),
            str(one.id),
        )
    )
    return lines, marked


def group_of(one: Line) -> str:
    """The group of a row, '' for none."""
    return next((str(one.values[name]) for name in GROUPS if name in one.values), "")


def said_of(value: Any) -> list[str]:
    """The words of a value: each of several, 是 or 否."""
    if value is None:
        return []
    if isinstance(value, bool):
        return ["是" if value else "否"]
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def natural(said: str) -> tuple[tuple[int, int, str], ...]:
    """2组 before 10组."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|\D+", said))


def summary(*, village: str, actor: Actor, day: date) -> dict[str, int]:
    """How many stand in each register of the village on the day. One statement."""
    reading(actor, village)
    rows = Record.objects.filter(county=village[:6], place=village).values_list("kind", "since", "until", "values")
    found = dict.fromkeys(registers(), 0)
    for kind, since, until, values in rows:
        if kind in found:
            found[kind] += on_book(values, since, until, day)
    return found
