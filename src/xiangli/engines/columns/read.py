"""A worksheet read whole: what it asks, of whom, as of which day, and which field each column and label means."""

import re
from collections.abc import Sequence
from datetime import date

from xiangli.engines.book import Sheet
from xiangli.engines.columns.cards import add_cards
from xiangli.engines.columns.choose import Choice, Surroundings, choose, site_of
from xiangli.engines.columns.counts import counted
from xiangli.engines.columns.dates import as_of
from xiangli.engines.columns.dictionary import Dictionary, dictionary
from xiangli.engines.columns.kind import Column, row_kind
from xiangli.engines.columns.label import clean, is_of, meanings
from xiangli.engines.columns.layout import Grid, Head, heads, is_foot, is_sample
from xiangli.engines.columns.population import bare, population
from xiangli.engines.columns.shapes import FORMULA, FREE, GIVEN, Asked, Reading, Table, state_of
from xiangli.engines.columns.where import narrowing


def read_sheet(
    sheet: Sheet, *, today: date, name: str = "", place_words: Sequence[str] = (), known: Dictionary | None = None
) -> Reading:
    """Read one worksheet. ``name`` is the file's, ``place_words`` are names of the place that narrow nothing."""
    known = known or dictionary()
    grid = Grid(sheet)
    found = heads(grid, lambda word: bool(meanings(clean(word, known).text, known)))
    top = [t for r in range(1, (found[0].first if found else min(grid.rows, 6) + 1)) for _, t in grid.cells(r)]
    title = _title(top)
    notes = top + _notes(grid, found)
    day = as_of([title, *notes], today=today)
    reading = Reading(sheet.name, title, day)
    taken: set[int] = set()
    for n, head in enumerate(found):
        stop = found[n + 1].first - 1 if n + 1 < len(found) else grid.rows
        above = _section(grid, head.first) or title
        table = _table(grid, head, stop, above, title, sheet.name, name, notes, day.day, place_words, known)
        if table is None:
            continue
        reading.tables.append(table)
        taken |= set(range(head.first, table.last_row + 1))
    add_cards(grid, reading, taken, known, day.day)
    return reading


def _title(top: Sequence[str]) -> str:
    real = [
        t
        for t in top
        if not re.match(r"附[件表]?[\d一二三四五六七八九十]*[:：]?$", t) and not re.search(r"[:：]$|盖章", t)
    ]
    return max(
        real[:3],
        key=lambda t: (
            bool(re.search("表|册|台账|名单|卡|统计|汇总", t)) and not re.match("说明|注|要求|核查要求", t),
            len(t),
        ),
        default="",
    )


def _section(grid: Grid, first: int) -> str:
    """A line right above a table that spans it, as the second table of a sheet has one."""
    cells = grid.cells(first - 1) if first > 1 else []
    return cells[0][1] if len(cells) == 1 and not re.search("[:：]", cells[0][1]) else ""


def _notes(grid: Grid, found: Sequence[Head]) -> list[str]:
    start = found[-1].last + 1 if found else 1
    last = range(max(start, grid.rows - 12), grid.rows + 1)
    return [t for r in last for _, t in grid.cells(r) if len(t) > 6]


def _table(
    grid: Grid, head: Head, stop: int, section: str, title: str, sheet: str, name: str, notes: Sequence[str], day: date,
    place_words: Sequence[str], known: Dictionary,
) -> Table | None:  # fmt: skip
    tokens, unsure = population(section, title, sheet, name, notes, day, place_words, known)
    first, last, foot = _rows(grid, head, stop)
    columns = {c: _column(grid, head, c, first, last, known, day) for c in head.columns}
    kind = row_kind(columns, section + title, tokens)
    if not kind:
        return None
    if kind in ("group", "village", "category"):  # a file's name tells a list's people, not who is counted
        tokens = next(
            (t for one in (section, title) if (t := narrowing(bare(one, place_words), known, as_of=day).tokens)), ()
        )
    site = site_of(tokens, columns) if kind == "site" else ""
    if kind == "site" and site and not any(t.startswith("site:") for t in tokens):
        tokens = (*tokens, f"site:{site}")
    mode = _mode(columns, kind, first, last)
    asked = _asked(grid, head, columns, kind, tokens, section + title, site, mode, first, last, day, known)
    if mode == "list":
        first, last, foot = _list_rows(grid, first, last, foot)
    if mode != "list" or tokens:
        unsure = ""
    return Table(head, mode, kind, tokens, first, last, foot, asked, unsure)


def _column(grid: Grid, head: Head, c: int, first: int, last: int, known: Dictionary, day: date) -> Column:
    path = head.paths[c]
    leaf = clean(path[-1], known).text
    means = tuple(meanings(leaf, known))
    rows = range(first, min(last, first + 60) + 1)
    formula = bool(rows) and sum(bool(grid.formula(r, c)) for r in list(rows)[:6]) >= max(1, min(2, len(rows)))
    given = tuple(t for r in rows if (t := grid.own(r, c)) and not grid.formula(r, c))
    serial = is_of("serial", leaf, known)
    counts = not serial and counted(path, known, as_of=day) is not None
    return Column(path, means, given, formula, serial, counts)


def _rows(grid: Grid, head: Head, stop: int) -> tuple[int, int, int | None]:
    first = head.last + 1
    while first <= stop and is_sample(grid, first):
        first += 1
    for r in range(first, stop + 1):
        if is_foot(grid, r, head.columns) and not _is_data(grid, r):
            return first, r - 1, r
    return first, stop, None


def _is_data(grid: Grid, r: int) -> bool:
    cells = grid.cells(r)
    return len(cells) >= 3 and not re.match("合计|总计|小计|共计|全村", cells[0][1])


def _mode(columns: dict[int, Column], kind: str, first: int, last: int) -> str:
    named = [c for c in columns.values() if not c.serial and not c.formula and c.given]
    if not named:
        return "fixed" if kind == "village" or (last == first and kind == "category") else "list"
    return "fixed" if kind in ("group", "village", "category") else "given"


def _list_rows(grid: Grid, first: int, last: int, foot: int | None) -> tuple[int, int, int | None]:
    """A list's room ends before the first row that bears words of its own."""
    for r in range(first, last + 1):
        if any(not re.fullmatch(r"\d{1,5}", t) for _, t in grid.cells(r)):
            return first, r - 1, r
    return first, last, foot


def _asked(
    grid: Grid, head: Head, columns: dict[int, Column], kind: str, tokens: tuple[str, ...], title: str, site: str, mode: str,
    first: int, last: int, day: date, known: Dictionary,
) -> dict[int, Asked]:  # fmt: skip
    made: dict[int, Asked] = {}
    fields: set[str] = {m.field for c in columns.values() for m in c.means[:1]}
    used: set[str] = set()
    inside = any("成员" in above for c in columns.values() for above in c.path[:-1])
    left: str | None = None
    for n, (c, column) in enumerate(sorted(columns.items())):
        items = grid.sheet.items(first, c) if first <= grid.rows else ()
        told = clean(column.path[-1], known)
        near = Surroundings(kind, tokens, title, left, site, frozenset(fields | used), inside)
        where: tuple[str, ...] = ()
        choice = Choice(None, 1.0, "")
        if column.formula:
            state = FORMULA
        elif is_of("free", told.text, known) or (column.serial and (n == 0 or kind not in ("site", "household"))):
            state = FREE
        else:
            choice, where = _one(column, items, near, known, day)
            if (
                choice.field in used
                and not (choice.field or "").startswith(("count_", "sum_"))
                and choice.field not in ("h_phone", "p_phone")
            ):
                choice = Choice(None, 0.6, "同一项已在前面")
            state = state_of(choice, known)
            if column.given and mode != "list" and _mostly(column, first, last):
                state = GIVEN
        if choice.field:
            used.add(choice.field)
        left = choice.field
        made[c] = Asked(
            head.at[c],
            column.path,
            choice.field,
            where,
            state,
            choice.confidence,
            choice.reason,
            tuple(items),
            told.tick,
        )
    return made


def _mostly(column: Column, first: int, last: int) -> bool:
    return len(column.given) >= 0.5 * min(last - first + 1, 61)


def _one(
    column: Column, items: Sequence[str], near: Surroundings, known: Dictionary, day: date
) -> tuple[Choice, tuple[str, ...]]:
    counting = near.kind in ("group", "village", "category") or (near.kind == "site" and "地灾" in near.site)
    choice = choose(column.path, items, near, known)
    if counting and choice.field is None:
        base = _base(near) if near.kind != "site" else ()
        if found := counted(column.path, known, as_of=day, base=base):
            where = tuple(t for t in found.where if not (near.kind == "site" and t.startswith(("hazard", "site:"))))
            return Choice(found.field, 0.9, "按条件统计"), where
    return choice, ()


def _base(near: Surroundings) -> tuple[str, ...]:
    """What the title narrows all counts to; 参保 in a title names the subject, not who is counted."""
    return tuple(t for t in near.tokens if not t.startswith(("med:", "pen:")))
