"""Posts, group leaders, sites and contracts: whose they are where that is known, and each number once."""

from collections.abc import Sequence
from typing import Any

from xiangli.engines.roster.dictionary import fields
from xiangli.engines.roster.households import said, values_of
from xiangli.engines.roster.persons import Persons
from xiangli.engines.roster.shapes import Entry, Fault, Village
from xiangli.engines.roster.tables import Table, fitting, narrowed

CLASSES = "site:"


def add_posts(village: Village, persons: Persons, read: Sequence[Table]) -> None:
    """Who holds which post of the village. A holder who is not of the village is kept with her name alone."""
    entries = village.entries.setdefault("post", [])
    for table in read:
        for row, cells in table.rows():
            spot = table.spot(row)
            values = values_of(village, spot, cells)
            if "c_post" not in values or "p_name" not in values:
                village.faults.append(Fault(spot, "没有姓名或职务。", whole=True))
                continue
            person, words = persons.match(values, cells.get("p_id"))
            if words:
                village.faults.append(Fault(spot, words if person else f"{words[:-1]}，职务照收，不连到人。"))
            made = Entry("post", f"{values['c_post']} {values['p_name']}"[:60], person=person)
            _keep(village, entries, made, values, table, row)
            if person is not None and "p_phone" in values and "p_phone" not in person.values:
                person.take("p_phone", values["p_phone"], spot)


def add_groups(village: Village, persons: Persons, read: Sequence[Table]) -> None:
    """The village's groups: from the list of leaders, and those that households live in."""
    entries = village.entries.setdefault("group", [])
    for table in read:
        for row, cells in table.rows():
            spot = table.spot(row)
            values = values_of(village, spot, cells)
            if "g_name" not in values:
                village.faults.append(Fault(spot, "没有组名。", whole=True))
                continue
            told = {"p_name": values.get("g_leader", ""), "p_id": values.get("g_leader_id")}
            person, words = persons.match({name: one for name, one in told.items() if one}, cells.get("g_leader_id"))
            if words and told["p_name"]:
                village.faults.append(Fault(spot, words))
            made = Entry("group", str(values["g_name"]), person=person)
            _keep(village, entries, made, values, table, row)
    named = {one.key for one in entries}
    for household in village.of("household"):
        group = str(household.values.get("h_group", ""))
        if group and group not in named:
            named.add(group)
            entries.append(Entry("group", group, "", {"g_name": group}, {"g_name": household.spots["h_group"]}))
    entries.sort(
        key=lambda one: (not one.key[:-1].isdigit(), int(one.key[:-1]) if one.key[:-1].isdigit() else 0, one.key)
    )


def add_sites(village: Village, read: Sequence[Table]) -> None:
    """Ponds, hazard points, small places, rented houses, toilets, facilities and contracts."""
    for table in read:
        entries = village.entries.setdefault(table.kind, [])
        classes = [token.removeprefix(CLASSES) for token in table.tokens if token.startswith(CLASSES)]
        own = _class_column(table)
        for row, cells in table.rows():
            spot = table.spot(row)
            values = values_of(village, spot, cells)
            if "s_name" not in values and "s_code" not in values:
                village.faults.append(Fault(spot, "没有编号，也没有名称。", whole=True))
                continue
            if own:
                values["s_kind"] = values.pop("s_type", "") or (classes[0] if len(classes) == 1 else "")
            kind = "合同" if table.kind == "contract" else values.get("s_kind") or (classes[0] if classes else "")
            if kind:
                values["s_kind"] = kind
            key = str(values.get("s_code") or f"{kind} {values['s_name']}")[:60]
            _keep(village, entries, Entry(table.kind, key), {n: v for n, v in values.items() if v != ""}, table, row)


def _class_column(table: Table) -> bool:
    """Whether the column of kinds holds classes of sites (山塘, 水塘) and not kinds within one class (滑坡, 崩塌)."""
    if "s_type" not in table.columns:
        return False
    column = table.columns["s_type"]
    told = [table.grid.cell(r, column) for r in range(table.first, min(table.grid.rows, table.first + 60) + 1)]
    full = [one for one in told if one]
    classes = [narrowed(str(one)) for one in full if fitting(fields()["s_type"], [one])]
    return bool(classes) and sum(any(t.startswith(CLASSES) for t in found) for found in classes) * 2 > len(classes) and all(
        str(one).strip() in {t.removeprefix(CLASSES) for t in narrowed(str(one))} for one in full
    )  # fmt: skip


def _keep(village: Village, entries: list[Entry], made: Entry, values: dict[str, Any], table: Table, row: int) -> None:
    spot = table.spot(row)
    known = next((one for one in entries if one.key == made.key), None)
    if known is not None:
        first = next(iter(known.spots.values()))
        village.faults.append(Fault(spot, f"和{said(first, spot)}重了，没有再收。", whole=True))
        return
    for name, value in values.items():
        made.take(name, value, spot)
    entries.append(made)
