"""One sheet: where its head ends, what its rows are about, which column holds which field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xiangli.engines.roster.cells import LOST, bare, clean, day, text
from xiangli.engines.roster.dictionary import Field, fields, narrowing, words
from xiangli.engines.roster.headings import plain, said_by
from xiangli.engines.roster.shapes import Grid, Spot

DEEP, SAMPLE = 14, 50
"""Rows in which a head is looked for; values of a column looked at."""
TOTAL = re.compile(r"^(合计|总计|小计|共计|总数|累计|合计户数|合计人数)[:：]?$")
NOTE = re.compile(
    r"^(说明|备注|注|填表人|填报人|制表人|制表|审核人|审核|负责人|单位负责人|填报单位|填报日期|填表日期|联系人)[:：]"
)
OWNER = {
    "person": "self",
    "household": "head",
    "group": "leader",
    "site": "manager",
    "contract": "lessee",
    "post": "self",
}
ALONE = frozenset(
    "p_sex p_relation p_edu p_marriage p_med_kind p_pen_kind p_dis_kind p_dis_level h_kind h_house h_danger p_id".split()
)
"""Fields whose values alone give them away, whatever the heading says."""
BASE = ("p_relation", "h_code", "h_head")
LEAST = 0.35


@dataclass(slots=True)
class Table:
    """A sheet as read. ``tokens`` are what its title narrows it to (``party``, ``site:公厕``); ``first`` its first row of data."""

    file: str
    grid: Grid
    kind: str
    columns: dict[str, int]
    first: int
    title: str
    tokens: tuple[str, ...] = ()
    heads: frozenset[str] = field(default_factory=frozenset)
    score: float = 0.0

    @property
    def is_base(self) -> bool:
        """Whether it lists the village's persons by household, so that who is not on it yet becomes known by it."""
        return self.kind == "person" and any(one in self.columns for one in BASE)

    def spot(self, row: int) -> Spot:
        """A row of it."""
        return Spot(self.file, self.grid.name, row)

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Row number and cell by field, without blank rows, totals, notes below and heads repeated on a new page."""
        wanted = set(self.columns.values())
        for r in range(self.first, self.grid.rows + 1):
            told = [(c, self.grid.cell(r, c)) for c in range(1, self.grid.cols + 1)]
            full = [(c, bare(cell)) for c, cell in told if text(cell)]
            if not full or any(TOTAL.match(said) for _, said in full[:2]):
                continue
            if NOTE.match(full[0][1]) or (len(full) == 1 and full[0][0] not in wanted):
                continue
            if len(full) > 1 and sum(plain(said) in self.heads for _, said in full) * 2 > len(full):
                continue
            yield r, {one: self.grid.cell(r, c) for one, c in self.columns.items()}


def tables(file: str, grids: Sequence[Grid], kinds: Mapping[str, Sequence[str]]) -> Iterator[Table | str]:
    """Each sheet as a table, or its name where its head is not understood. Hidden and empty sheets are passed over."""
    for grid in grids:
        if getattr(grid, "hidden", False) or not grid.rows:
            continue
        found = read(file, grid, kinds, alone=len(grids) == 1)
        if found is not None:
            yield found
        elif grid.rows > 2 and grid.cols > 1:
            yield grid.name


def read(file: str, grid: Grid, kinds: Mapping[str, Sequence[str]], *, alone: bool) -> Table | None:
    """The best reading of a sheet over all kinds and places where its head may stand."""
    if facts := _facts(file, grid):
        return facts
    best: Table | None = None
    for top in range(1, min(grid.rows, DEEP) + 1):
        full = [c for c in range(1, grid.cols + 1) if text(grid.cell(top, c))]
        if len(full) < 2:
            continue
        for depth in (3, 2, 1):
            heads = _heads(grid, top, depth)
            if heads is None:
                continue
            found = _best(file, grid, kinds, heads, top, depth, alone)
            if found and (best is None or found.score > best.score + 0.01):
                best = found
        if best is not None and best.first <= top:
            break
    return best


def _heads(grid: Grid, top: int, depth: int) -> dict[int, tuple[str, ...]] | None:
    """Column → its heading from top to bottom, a wide cell standing over all below it; None where rows below are no heads."""
    if top + depth - 1 > grid.rows:
        return None
    rows = [[plain(grid.cell(top + d, c)) for c in range(1, grid.cols + 1)] for d in range(depth)]
    for r, row in enumerate(rows[1:], 1):
        own = [said for said in row if said]
        if not own or len(own) >= len([s for s in rows[0] if s]) or any(re.search(r"\d{4}", said) for said in own):
            return None
        if sum(bool(said_by((said,)) or said_by((rows[0][c], said))) for c, said in enumerate(row) if said) * 2 < len(
            own
        ):
            return None
        if rows[r - 1][row.index(own[0])] == "" and depth == 2 and not rows[0][: row.index(own[0])]:
            return None
    for r, row in enumerate(rows[:-1]):
        for c in range(1, len(row)):
            if not row[c] and row[c - 1] and any(below[c] for below in rows[r + 1 :]):
                row[c] = row[c - 1]
    return {c + 1: tuple(row[c] for row in rows) for c in range(grid.cols) if any(row[c] for row in rows)}


def _best(
    file: str, grid: Grid, kinds: Mapping[str, Sequence[str]], heads: dict[int, tuple[str, ...]], top: int, depth: int, alone: bool
) -> Table | None:  # fmt: skip
    title = " ".join(
        text(grid.cell(r, c)) for r in range(1, top) for c in range(1, grid.cols + 1) if text(grid.cell(r, c))
    )
    tokens = narrowed(title) or narrowed(grid.name) or (narrowed(file.rsplit(".", 1)[0]) if alone else ())
    values = {c: _sample(grid, c, top + depth) for c in heads}
    leads = any("leader" in kinds_ for kinds_ in _owners(title + grid.name))
    fits: dict[tuple[str, int], float] = {}
    found: list[Table] = []
    for kind, allowed in kinds.items():
        if kind == "village":
            continue
        columns, score = _assigned(heads, values, allowed, OWNER.get(kind, ""), fits)
        score += _fits(kind, columns, tokens, leads)
        if score > 0:
            words = frozenset(one for parts in heads.values() for one in parts if one)
            found.append(Table(file, grid, kind, columns, top + depth, title, tokens, words, score))
    return max(found, key=lambda one: one.score, default=None)


def _owners(title: str) -> list[tuple[str, ...]]:
    """Kinds of words a title may be read as, only for those that name whose rows follow."""
    plain_title = plain(title)
    return [kinds for word, kinds in words().items() if len(word) > 1 and word in plain_title]


def _fits(kind: str, columns: dict[str, int], tokens: tuple[str, ...], leads: bool) -> float:
    """What speaks for or against rows of this kind, besides the columns; below zero where the kind cannot be."""
    sites = [token for token in tokens if token.startswith("site:")]
    have = set(columns)
    if kind == "person":
        return 0.3 if "p_name" in have or "p_id" in have else -99
    if kind == "household":
        own = {one for one in have if one.startswith("h_")} - {
            "h_code",
            "h_group",
            "h_yard",
            "h_addr",
            "h_head",
            "h_head_id",
            "h_phone",
        }
        named = have & {"h_code", "h_head", "h_head_id"}
        hk = any(token.startswith("hk:") for token in tokens)
        return 0.2 if named and (own or hk) else -99
    if kind == "post":
        return 0.5 if "c_post" in have and have & {"p_name", "p_id"} else -99
    if kind == "group":
        return (1.5 if leads else -0.5) if {"g_name", "g_leader"} <= have else -99
    if kind == "contract":
        return (
            (2.0 if "site:合同" in sites else 0.2)
            if have & {"k_start", "k_end", "k_rent", "k_party"} and have & {"s_name", "s_code"}
            else -99
        )
    if kind == "site":
        if not have & {"s_name", "s_code"} or "site:合同" in sites:
            return -99
        return 2.5 if sites else 0.1
    return 0.0 if have & {"s_name", "s_code"} and not sites else -99


def _assigned(
    heads: dict[int, tuple[str, ...]], values: dict[int, list[Any]], allowed: Sequence[str], owner: str,
    fits: dict[tuple[str, int], float],
) -> tuple[dict[str, int], float]:  # fmt: skip
    """Field → column, each once, the surest first; and the sum of how sure."""
    known = fields()
    offers: list[tuple[float, int, str]] = []
    for c, parts in heads.items():
        said = said_by(parts, owner)
        for id in allowed:
            label = said.get(id, 0.0)
            if not label and id not in ALONE:
                continue
            if (id, c) not in fits:
                fits[id, c] = fitting(known[id], values[c])
            fit = fits[id, c]
            score = label * (0.2 + 0.8 * fit) if label else (0.6 * fit if fit > 0.85 and len(values[c]) >= 3 else 0)
            if score >= LEAST:
                offers.append((score, c, id))
    columns: dict[str, int] = {}
    sure: dict[tuple[str, int], float] = {(id, c): score for score, c, id in offers}
    for _, c, id in sorted(offers, key=lambda one: (-one[0], one[1])):
        if id not in columns and c not in columns.values():
            columns[id] = c
    for score, c, id in sorted(offers, key=lambda one: (-one[0], one[1])):
        taken = columns.get(id)
        if c in columns.values() or taken is None:
            continue
        # 标的 may be the name or the kind; where another column can only be the name, it is the kind.
        others = [one for one in sure if one[1] == taken and one[0] not in columns]
        best = max(others, key=lambda one: sure[one], default=None)
        if best and score + sure[best] > sure[id, taken]:
            columns[id], columns[best[0]] = c, taken
    return columns, sum(sure[one] for one in columns.items())


def _sample(grid: Grid, c: int, first: int) -> list[Any]:
    last = min(grid.rows, first + SAMPLE * 4)
    found = [cell for cell in (grid.cell(r, c) for r in range(first, last + 1)) if text(cell)]
    return found[:SAMPLE]


def fitting(one: Field, cells: Sequence[Any]) -> float:
    """Share of a column's values that can be values of the field; 1 for an empty column."""
    if not cells:
        return 1.0
    return sum(_can_be(one, cell) for cell in cells) / len(cells)


def _can_be(one: Field, cell: Any) -> bool:
    said = bare(cell)
    if isinstance(cell, float) and abs(cell) >= LOST:
        return one.type == "id"
    if one.id in ("p_id", "h_head_id", "g_leader_id"):
        return bool(re.fullmatch(r"\d{15}(\d{2}[\dX])?|\d\.\d+E\+17", said.upper()))
    if one.id == "p_dis_no":
        return bool(re.fullmatch(r"\d{17}[\dX]\d{2}(\d)?", said.upper()))
    if one.id == "h_card":
        return bool(re.fullmatch(r"\d{12,22}", said))
    if one.type == "id":
        return len(said) <= 20 and any(c.isdigit() for c in said)
    if one.type == "phone":
        return bool(re.fullmatch(r"\+?[\d\-/、,]{7,26}", said))
    if one.type == "name":
        return bool(re.fullmatch(r"[\u4e00-\u9fff·]{1,12}", said))
    if one.type == "enum" and one.values:
        return (value := clean(one, cell).value) in one.values and value is not None
    if one.type == "enum":
        return not re.fullmatch(r"[\d.\-]{5,}", said) and day(cell) is None
    if one.type == "group":
        return bool(re.fullmatch(r"第?[\d零一二三四五六七八九十]{1,3}\D{0,4}|[\u4e00-\u9fff]{1,6}组", said))
    return clean(one, cell).value is not None


def narrowed(title: str) -> tuple[str, ...]:
    """What a title narrows its list to, in the dictionary's tokens; longer words hide the shorter in them."""
    left, found = "".join(title.split()), []
    for word, token in narrowing():
        if word in left:
            found.append(token)
            left = left.replace(word, "\n")
    return tuple(dict.fromkeys(found))


def _facts(file: str, grid: Grid) -> Table | None:
    """A sheet of two columns that says what the village is: label, value."""
    if grid.cols > 3 or grid.rows > 60:
        return None
    found: dict[str, int] = {}
    for r in range(1, grid.rows + 1):
        said = said_by((plain(grid.cell(r, 1)),), "village")
        best = max((id for id in said if id.startswith("v_")), key=lambda id: said[id], default="")
        if best and said[best] > 0.8 and text(grid.cell(r, 2)):
            found.setdefault(best, r)
    return Table(file, grid, "village", found, 1, "", score=float(len(found))) if len(found) >= 2 else None
