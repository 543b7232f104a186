"""What is to be written into a worksheet: each cell's value with its origin, each gap with its reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xiangli.engines.book import Sheet
from xiangli.engines.columns.counts import counted
from xiangli.engines.columns.dictionary import Dictionary, dictionary
from xiangli.engines.columns.layout import Grid
from xiangli.engines.columns.shapes import FILL, FORMULA, FREE, GIVEN, NOT_HELD, SEALED, Asked, Card, Reading, Table
from xiangli.engines.filling import narrow
from xiangli.engines.filling.held import Held, Row
from xiangli.engines.filling.match import group, matched
from xiangli.engines.filling.shapes import CLOSED, FILLED, LEFT, Origin, Plan
from xiangli.engines.filling.tally import tally
from xiangli.engines.filling.values import ABSENT, Answer, Values
from xiangli.engines.filling.village import Village
from xiangli.engines.filling.wording import worded


def plan(
    sheet: Sheet,
    reading: Reading,
    held: Held,
    *,
    may_open_health: bool = False,
    known: Dictionary | None = None,
    day: date | None = None,
) -> Plan:
    """Fill one worksheet from what a village holds. Nothing is invented: what is not held stays empty and yellow."""
    return _Filler(sheet, reading, held, may_open_health, known or dictionary(), day or reading.as_of.day).plan()


class _Filler:
    def __init__(
        self, sheet: Sheet, reading: Reading, held: Held, may_open_health: bool, known: Dictionary, day: date
    ) -> None:
        self.grid, self.reading, self.known = Grid(sheet), reading, known
        self.may_open_health = may_open_health
        self.village = Village(held, day=day)
        self.values = Values(self.village, known)
        self.made = Plan(reading.sheet)
        self.shift = 0
        self._health: dict[Any, Sequence[str]] | None = None

    def plan(self) -> Plan:
        home = self._cards(self.reading.cards)
        for table in self.reading.tables:
            if table.mode == "list":
                self._list(table, home)
            elif table.mode == "given":
                self._given(table)
            else:
                self._fixed(table)
        return self.made

    def health(self, person: Row) -> Sequence[str]:
        """A person's chronic diseases, opened for all at once when first asked and only for a stated purpose."""
        if not self.may_open_health:
            return ()
        if self._health is None:
            opened = self.village.held.open([p.id for p in self.village.everyone], {"p_chronic"})
            self._health = {id: _several(v.get("p_chronic")) for id, v in opened.items()}
        return self._health.get(person.id, ())

    # ---- lists
    def _list(self, table: Table, home: Row | None) -> None:
        if table.unsure:
            self.made.notes.append(f"看不出“{table.unsure}”指哪些人，这张名单没有填。")
            return
        if narrow.is_sealed(table.where) and not self.may_open_health:
            self.made.notes.append("名单要凭健康信息列出，没有写明用途，不填。")
            return
        rows = self._rows(table, home)
        if rows is None:
            return
        first, last = table.first_row + self.shift, table.last_row + self.shift
        room = max(last - first + 1, 0)
        if len(rows) > room:
            before = table.last_row if room >= 2 else table.last_row + 1
            self.made.inserted.append((before, len(rows) - room))
        self._open(rows, table)
        number, household = 0, None
        for n, row in enumerate(rows):
            at = first + n
            new_home = row.parent != household
            number, household = number + new_home, row.parent
            self._serial(table, at, n + 1, number, new_home)
            for c, asked in table.columns.items():
                if table.kind == "member" and not new_home and self._is_home(asked):
                    continue
                self._cell((at, c), row, asked, table)
        self.shift += max(len(rows) - room, 0)

    def _rows(self, table: Table, home: Row | None) -> list[Row] | None:
        if table.of_card:
            return list(self.village.members(home)) if home is not None else None
        if table.kind in ("person", "member"):
            found = narrow.persons(table.where, self.village, self.health)
            return self._by_home(found) if table.kind == "member" else found
        if table.kind == "household":
            return narrow.households(table.where, self.village, self.health)
        if table.kind == "site":
            return narrow.sites(table.where, self.village)
        if table.kind == "group":
            return self.village.groups
        return self.village.posts if table.kind == "post" else None

    def _by_home(self, found: Sequence[Row]) -> list[Row]:
        homes = dict.fromkeys(p.parent for p in found)
        meant = {p.id for p in found}
        out: list[Row] = []
        for id in homes:
            home = self.village.by_id.get(id)
            if home is not None:
                out.extend(p for p in self.village.members(home) if p.id in meant)
        return out

    def _serial(self, table: Table, at: int, n: int, household: int, new_home: bool) -> None:
        first = min(table.columns)
        asked = table.columns[first]
        if asked.state != FREE:
            return
        if table.kind == "member" and "户" in asked.label:
            if new_home:
                self.made.values[at, first] = household
            return
        self.made.values[at, first] = n

    def _is_home(self, asked: Asked) -> bool:
        return asked.field is not None and self.known.fields[asked.field].of == "household"

    # ---- rows that the form names
    def _given(self, table: Table) -> None:
        found: list[tuple[int, Row | None]] = []
        kind = "site" if table.kind == "site" else "household" if table.kind == "household" else "person"
        for r in range(table.first_row, table.last_row + 1):
            given = {
                a.field: self.grid.value(r, c)
                for c, a in table.columns.items()
                if a.field and self.grid.own(r, c) and not self.grid.formula(r, c)
            }
            keys = {f: v for f, v in given.items() if f}
            if keys:
                found.append((r, matched(keys, kind, self.village)))
        self._open([row for _, row in found if row is not None], table)
        for r, row in found:
            for c, asked in table.columns.items():
                if self.grid.own(r, c) or self.grid.formula(r, c) or asked.state == FREE:
                    continue
                at = (r + self.shift, c)
                if row is None:
                    self.made.leave(at, Origin(LEFT, asked.field, reason="登记册里没有这个人，或同名分不清"))
                else:
                    self._cell(at, row, asked, table)

    # ---- rows that stand on the form: groups, villages, categories
    def _fixed(self, table: Table) -> None:
        self._open([*self.village.groups, *self.village.posts[:3]], table)
        name = str(self.village.facts.get("v_name", ""))
        for r in range(table.first_row, table.last_row + 1):
            words = {c: self.grid.own(r, c) for c in table.columns if not self.grid.formula(r, c)}
            key = next(
                (
                    c
                    for c, a in table.columns.items()
                    if a.state == GIVEN and words.get(c) and a.field in ("g_name", "h_group", "v_name")
                ),
                None,
            )
            if table.kind == "group":
                self._group_row(table, r, words, key)
            elif table.kind == "village":
                if (key is None or words[key].removesuffix("村委会").rstrip("村") == name.rstrip("村")) and (
                    key is not None or not any(words.values())
                ):
                    self._counted_row(table, r, words, None, ())
                    if key is None:
                        return
            else:
                self._category_row(table, r, words)

    def _group_row(self, table: Table, r: int, words: dict[int, str], key: int | None) -> None:
        number = group(words[key]) if key is not None else None
        row = next((g for g in self.village.groups if group(g.values.get("g_name", "")) == number), None)
        if number is not None and row is not None:
            self._counted_row(table, r, words, row, ())

    def _category_row(self, table: Table, r: int, words: dict[int, str]) -> None:
        labels = [
            words[c] for c in sorted(words) if words[c] and table.columns[c].state == GIVEN and not words[c].isdigit()
        ]
        if labels:
            self._counted_row(table, r, words, None, labels)

    def _counted_row(self, table: Table, r: int, words: dict[int, str], row: Row | None, labels: Sequence[str]) -> None:
        for c, asked in table.columns.items():
            if words.get(c) or self.grid.formula(r, c) or asked.state in (FREE, GIVEN):
                continue
            at = (r + self.shift, c)
            field_, where = asked.field, asked.where
            if labels and (field_ is None or field_.startswith(("count_", "sum_"))):
                path = [
                    w for w in (*labels, *asked.path) if w not in ("数量", "数值", "填报数", "内容", "数据", "指标值")
                ]
                told = counted(path, self.known, as_of=self.village.day, base=table.where)
                field_, where = (told.field, told.where) if told else (None, ())
            if field_ is None:
                self.made.leave(at, Origin(LEFT, None, reason=asked.reason))
            elif field_.startswith(("count_", "sum_")):
                self._count((at[0], c), field_, where, row)
            else:
                answer = (
                    self.values.of(row, field_)
                    if row is not None and not field_.startswith("v_")
                    else self.values.of_village(field_)
                )
                self._answer(at, answer, asked)

    def _count(
        self, at: tuple[int, int], field_: str, where: Sequence[str], row: Row | None, hazard: Any = None
    ) -> None:
        if narrow.is_sealed(where) and not self.may_open_health:
            self.made.leave(at, Origin(CLOSED, field_, reason="要凭健康信息统计，没有写明用途"))
            return
        number = group(row.values.get("g_name", "")) if row is not None and row.kind == "group" else None
        value = tally(field_, where, self.village, self.health, group_no=number, hazard=hazard)
        self.made.put(at, value, Origin(FILLED, field_, reason="&".join(where)))

    # ---- cards
    def _cards(self, cards: Sequence[Card]) -> Row | None:
        given = {c.asked.field: c.given for c in cards if c.given and c.asked.field}
        named = [c for c in cards if c.asked.field and c.asked.field[:2] in ("h_", "p_")]
        home: Row | None = None
        person: Row | None = None
        if given and named:
            if any(f.startswith("h_") for f in given):
                home = matched(given, "household", self.village)
            elif found := matched(given, "person", self.village):
                person, home = found, self.village.home(found)
        row = person or home
        fields = {c.asked.field for c in cards if c.asked.field and not c.asked.field.startswith(("count_", "sum_"))}
        if row is not None:
            self.values.opening([row], fields)
        else:
            self.values.opening(self.village.posts[:3], fields & {"v_secretary"})
        for card in cards:
            asked, at = card.asked, card.answer
            if card.given or asked.state == FREE:
                continue
            if asked.field is None:
                self.made.leave(at, Origin(LEFT, None, reason=asked.reason))
            elif asked.field.startswith(("count_", "sum_")):
                self._count(at, asked.field, asked.where, None)
            elif asked.field.startswith("v_"):
                self._answer(at, self.values.of_village(asked.field), asked)
            elif row is not None:
                self._cell(at, row, asked, None)
            elif named and given:
                self.made.leave(at, Origin(LEFT, asked.field, reason="登记册里没有这一户"))
        return home

    # ---- one cell
    def _open(self, rows: Sequence[Row], table: Table) -> None:
        fields = {
            a.field
            for a in table.columns.values()
            if a.field and not a.field.startswith(("count_", "sum_")) and a.state in (FILL, SEALED)
        }
        if not self.may_open_health:
            fields = {f for f in fields if not self.known.fields[f].sealed}
        self.values.opening(rows, fields)

    def _cell(self, at: tuple[int, int], row: Row, asked: Asked, table: Table | None) -> None:
        if asked.state in (FREE, FORMULA) or (asked.state == GIVEN and not asked.field):
            return
        if asked.state == NOT_HELD or asked.field is None:
            self.made.leave(at, Origin(LEFT, None, reason=asked.reason))
        elif asked.state == SEALED and not self.may_open_health:
            self.made.leave(at, Origin(CLOSED, asked.field, row.id, "封存项，没有写明用途，不填"))
        elif asked.field.startswith(("count_", "sum_")):
            hazard = row.values.get("s_name") if row.kind == "site" else None
            self._count(at, asked.field, asked.where, row, hazard)
        else:
            self._answer(at, self.values.of(row, asked.field), asked)

    def _answer(self, at: tuple[int, int], answer: Answer, asked: Asked) -> None:
        if answer.value is None:
            state = LEFT if answer.why == ABSENT else "na"
            self.made.leave(
                at, Origin(state, asked.field, answer.record, "登记册里缺" if state == LEFT else "这一行不用填")
            )
            return
        one = self.known.fields[asked.field or answer.field]
        value = worded(answer.value, one, asked.items, tick=asked.tick)
        if value is None:
            state = "na" if isinstance(answer.value, bool) else LEFT
            self.made.leave(
                at, Origin(state, asked.field, answer.record, "表里的下拉项没有这一项" if state == LEFT else "")
            )
            return
        self.made.put(at, value, Origin(FILLED, asked.field, answer.record))


def _several(value: Any) -> Sequence[str]:
    if value is None:
        return ()
    return (
        [v for v in str(value).replace(",", "、").replace("，", "、").split("、") if v]
        if isinstance(value, str)
        else list(value)
    )
