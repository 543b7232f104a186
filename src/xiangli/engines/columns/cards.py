"""Labels with a blank beside them, as a household's card or a sheet of totals has."""

from dataclasses import replace
from datetime import date

from xiangli.engines.columns.choose import Choice, Surroundings, choose
from xiangli.engines.columns.counts import counted
from xiangli.engines.columns.dictionary import Dictionary
from xiangli.engines.columns.label import clean, is_of, meanings
from xiangli.engines.columns.layout import Grid, pairs, text
from xiangli.engines.columns.shapes import FREE, GIVEN, Asked, Card, Reading, Table, state_of


def add_cards(grid: Grid, reading: Reading, taken: set[int], known: Dictionary, day: date) -> None:
    """Add to ``reading`` the labels of rows that no table has ``taken``; a list of people below them is their household's."""

    def said(word: str) -> list[str]:
        return [m.field for m in meanings(clean(word, known).text, known)]

    def readable(word: str) -> bool:
        return bool(said(word)) or counted([word], known, as_of=day) is not None

    rows = [r for r in range(1, grid.head_rows + 1) if r not in taken]
    found = [p for p in pairs(grid, rows, readable) if not text(grid.sheet.cell(*p.at)).endswith((":", "："))]
    strong = [p for p in found if readable(p.label)]
    if len(strong) < 2:
        return
    fields = frozenset(f for p in strong for f in said(p.label)[:1])
    everything = {f for p in strong for f in said(p.label)}
    kind = "household" if "h_head" in everything else "person" if {"p_name", "p_id"} <= everything else "village"
    left: str | None = None
    for p in found:
        told = clean(p.label, known)
        items = tuple(grid.sheet.items(*p.answer))
        near = Surroundings(kind, (), reading.title, left, "", fields)
        where: tuple[str, ...] = ()
        choice = choose((p.label,), items, near, known)
        if choice.field is None and kind == "village":
            path = (p.section, p.label) if p.section else (p.label,)
            if hit := counted(path, known, as_of=day) or counted([p.label], known, as_of=day):
                choice, where = Choice(hit.field, 0.9, "按条件统计"), hit.where
        state = state_of(choice, known)
        if is_of("free", told.text, known):
            state = FREE
        if p.given:
            state = GIVEN
        left = choice.field
        asked = Asked(p.at, (p.label,), choice.field, where, state, choice.confidence, choice.reason, items, told.tick)
        reading.cards.append(Card(asked, p.answer, p.given))
    if kind != "village":
        reading.tables[:] = [_of_card(t) for t in reading.tables]


def _of_card(table: Table) -> Table:
    """A list of people on a household's card lists that household's members."""
    if table.mode == "list" and table.kind in ("person", "member"):
        return replace(table, kind="member", of_card=True, unsure="")
    return table
