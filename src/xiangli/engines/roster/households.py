"""Households: one entry for each number of the village's own, or where it has none for each head."""

from collections.abc import Sequence
from typing import Any

from xiangli.engines.roster.cells import clean, group
from xiangli.engines.roster.dictionary import fields
from xiangli.engines.roster.shapes import Entry, Fault, Spot, Village
from xiangli.engines.roster.tables import Table

NAMING = ("h_code", "h_head", "h_head_id")


class Households:
    """The households as far as known, found by number, by the head's identity number, or by the head's name in a group."""

    def __init__(self, village: Village, read: Sequence[Table]) -> None:
        self.village = village
        self.by_code: dict[str, Entry] = {}
        self.by_number: dict[str, Entry] = {}
        self.by_head: dict[tuple[str, str], list[Entry]] = {}
        village.entries["household"] = []
        for table in sorted(read, key=lambda one: "h_code" not in one.columns):
            kinds = [token.removeprefix("hk:") for token in table.tokens if token.startswith("hk:")]
            for row, cells in table.rows():
                self._take(table, row, cells, kinds)

    def _take(self, table: Table, row: int, cells: dict[str, Any], kinds: Sequence[str]) -> None:
        spot = table.spot(row)
        values = values_of(self.village, spot, cells)
        if not any(name in values for name in NAMING):
            self.village.faults.append(Fault(spot, "没有户编号，也没有户主。", whole=True))
            return
        if "h_group" not in values and (named := sheet_group(table)):
            values["h_group"] = named
        known = self.find(values)
        if known is None:
            known = self.add(values)
        elif known.spots.get("h_code", known.spots.get("h_head")) == spot or (
            "h_code" in values and table.file == _of(known).file and table.grid.name == _of(known).sheet
        ):
            self.village.faults.append(Fault(spot, f"和第 {_of(known).row} 行是同一户，合并了。"))
        for name, value in values.items():
            if not known.take(name, value, spot):
                told = fields()[name].zh
                self.village.faults.append(
                    Fault(spot, f"{told}和 {said(known.spots[name], spot)}不同，留用前面的。", name)
                )
        if kinds:
            held = known.values.get("h_kind", [])
            more = [one for one in kinds if isinstance(held, list) and one not in held]
            if more and isinstance(held, list):
                known.values["h_kind"] = [one for one in [*held, *more] if one != "一般户"]
                known.spots.setdefault("h_kind", spot)

    def find(self, values: dict[str, Any]) -> Entry | None:
        """The household that these values name; None where none, or where a head's name alone names several."""
        if code := values.get("h_code"):
            return self.by_code.get(code)
        if number := values.get("h_head_id"):
            return self.by_number.get(number)
        named = self.by_head.get((values.get("h_group", ""), values.get("h_head", "")), [])
        return named[0] if len(named) == 1 else None

    def add(self, values: dict[str, Any]) -> Entry:
        """A new household; its values are taken by the caller."""
        rows = self.village.entries["household"]
        made = Entry("household", values.get("h_code") or f"#{len(rows) + 1}")
        rows.append(made)
        if code := values.get("h_code"):
            self.by_code[code] = made
        if number := values.get("h_head_id"):
            self.by_number[number] = made
        self.by_head.setdefault((values.get("h_group", ""), values.get("h_head", "")), []).append(made)
        return made


def _of(known: Entry) -> Spot:
    return next(iter(known.spots.values()), Spot("", "", 0))


def said(spot: Spot, here: Spot) -> str:
    """A spot in words, as short as it may be seen from ``here``."""
    where = "" if spot.file == here.file else f"《{spot.file}》"
    where += "" if (spot.file, spot.sheet) == (here.file, here.sheet) else f"“{spot.sheet}”"
    return f"{where}第 {spot.row} 行"


def values_of(village: Village, spot: Spot, cells: dict[str, Any]) -> dict[str, Any]:
    """The cells of a row that can be read, as values; what cannot stands in the village's faults."""
    found: dict[str, Any] = {}
    known = fields()
    for name, cell in cells.items():
        if cell is None or cell == "":
            continue
        value, words = clean(known[name], cell)
        if words:
            village.faults.append(Fault(spot, f"{known[name].zh}：{words}", name))
        if value is not None and value != "":
            found[name] = value
    return found


def sheet_group(table: Table) -> str:
    """The group that a sheet of its own is about (a sheet called 3组), '' for none."""
    named = group(table.grid.name)
    return named if named.endswith("组") and named[:-1].isdigit() else ""
