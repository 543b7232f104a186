"""Lists of persons beside the base roster: who is on them, and what they say of each; never a way to become one of the village."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from xiangli.engines.roster.dictionary import fields
from xiangli.engines.roster.households import said, values_of
from xiangli.engines.roster.numbers import born
from xiangli.engines.roster.persons import Persons
from xiangli.engines.roster.shapes import Entry, Fault, Village
from xiangli.engines.roster.tables import Table

ON_LIST = {
    "party": "p_party", "vet": "p_veteran", "allow": "p_allow", "leftchild": "p_left_child", "leftelder": "p_left_elder",
    "dis": "p_dis",
}  # fmt: skip
"""What a title narrows to → the yes-or-no that being on the list answers."""
SAYS_SO = {"p_party_join": "p_party", "p_vet_in": "p_veteran", "p_vet_out": "p_veteran", "p_allow_from": "p_allow",
           "p_allow_std": "p_allow", "p_guardian": "p_left_child", "p_dis_no": "p_dis"}  # fmt: skip
"""A column of its own that tells the same where the title does not."""
KEYS = ("p_name", "p_id")


def add_lists(village: Village, persons: Persons, read: Sequence[Table], day: date) -> None:
    """Lays each list's rows beside the persons they mean; rows of the dead, of strangers and of namesakes are left out."""
    for table in read:
        flags = {ON_LIST[token] for token in table.tokens if token in ON_LIST}
        flags |= set() if flags else {SAYS_SO[one] for one in table.columns if one in SAYS_SO}
        listed: dict[int, int] = {}
        for row, cells in table.rows():
            _row(village, persons, table, row, cells, flags, day, listed)
        if listed:
            village.lists |= {flag: table.spot(0) for flag in flags}
    for one in village.of("person"):
        for flag, spot in village.lists.items():
            one.take(flag, False, spot)


def _row(
    village: Village, persons: Persons, table: Table, row: int, cells: dict[str, Any], flags: set[str], day: date,
    listed: dict[int, int],
) -> None:  # fmt: skip
    spot = table.spot(row)
    values = values_of(village, spot, cells)
    if (number := values.get("p_id")) and born(number) is None:
        village.faults.append(Fault(spot, "身份证号不对，按姓名找。", "p_id"))
        del values["p_id"]
    if not any(key in values for key in KEYS):
        if values:
            village.faults.append(Fault(spot, "没有姓名。", whole=True))
        return
    person, words = persons.match(values, cells.get("p_id"))
    if person is None:
        village.faults.append(Fault(spot, words, whole=True))
        return
    if words:
        village.faults.append(Fault(spot, words))
    if id(person) in listed:
        village.faults.append(Fault(spot, f"和第 {listed[id(person)]} 行是同一个人，只收一次。", whole=True))
        return
    if flags and (gone := gone_by(person, day)):
        village.faults.append(Fault(spot, f"人口册记着此人 {gone}，名册上还在，没有收。", whole=True))
        return
    listed[id(person)] = row
    for flag in flags:
        person.values[flag], person.spots[flag] = True, spot
    for name, value in values.items():
        if name in KEYS or not person.take(name, value, spot):
            if name == "p_id" and "p_id" not in person.values and not (person.known and person.known.number):
                persons.by_number[value] = person
                person.take(name, value, spot)
            elif name not in KEYS and person.values[name] != value:
                village.faults.append(
                    Fault(spot, f"{fields()[name].zh}和{said(person.spots[name], spot)}不同，留用前面的。", name)
                )


def gone_by(person: Entry, day: date) -> str:
    """“已于 … 去世” where she died on or before ``day``; '' else. Who moved away may still be on a list."""
    died = person.values.get("p_death") or (person.known.values.get("p_death") if person.known else None)
    return f"已于 {died} 去世" if isinstance(died, str) and died <= day.isoformat() else ""
