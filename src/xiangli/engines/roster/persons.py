"""Persons of the base rosters: each once, in her household; the same number twice is one person, a likeness is only shown."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from xiangli.engines.roster.cells import LOST
from xiangli.engines.roster.dictionary import fields
from xiangli.engines.roster.households import Households, said, sheet_group, values_of
from xiangli.engines.roster.numbers import born, checks, near, sex
from xiangli.engines.roster.shapes import Entry, Fault, Finder, Known, Likely, Spot, Village
from xiangli.engines.roster.tables import Table

OF_HOUSEHOLD = ("h_code", "h_group", "h_yard", "h_addr", "h_head", "h_head_id")
HEAD = "户主"


class Persons:
    """The persons as far as known, found by number or by name."""

    def __init__(self, village: Village, households: Households, read: Sequence[Table], find: Finder) -> None:
        self.village, self.households, self._find = village, households, find
        self.by_number: dict[str, Entry] = {}
        self.by_name: dict[str, list[Entry]] = defaultdict(list)
        self._unnumbered: dict[tuple[str, str, str], Entry] = {}
        village.entries["person"] = []
        for table in read:
            self._table(table)
        self._complete()
        self._likely()

    def _table(self, table: Table) -> None:
        block: Entry | None = None
        for row, cells in table.rows():
            spot = table.spot(row)
            cells = {name: cell for name, cell in cells.items() if cell is not None and cell != ""}
            values = values_of(self.village, spot, cells)
            if "p_name" not in values:
                if values:
                    self.village.faults.append(Fault(spot, "没有姓名。", whole=True))
                continue
            self._number(values, spot)
            if "h_group" not in values and (named := sheet_group(table)):
                values["h_group"] = named
            block = self._household(values, spot, block)
            home = {name: values.pop(name) for name in OF_HOUSEHOLD if name in values}
            if block is None:
                self.village.faults.append(Fault(spot, "看不出是哪一户的。", whole=True))
                continue
            self._settle(block, home, spot)
            self._one(values, block, spot)

    def _number(self, values: dict[str, Any], spot: Spot) -> None:
        """A number that is none is left out, with the reason; a wrong check character is told, the number kept."""
        number = values.get("p_id")
        if number is None:
            return
        if born(number) is None:
            words = (
                f"身份证号有 {len(number)} 位，没有收。"
                if len(number) != 18
                else "身份证号里的日期或数字不对，没有收。"
            )
            self.village.faults.append(Fault(spot, words, "p_id"))
            del values["p_id"]
        elif not checks(number):
            self.village.faults.append(Fault(spot, "身份证号最后一位对不上，请核对。", "p_id"))

    def _household(self, values: dict[str, Any], spot: Spot, block: Entry | None) -> Entry | None:
        """Whose household the row belongs to: by number, else by its head, else the block that a head began."""
        is_head = values.get("p_relation") == HEAD
        told = dict(values)
        if is_head:
            told.setdefault("h_head", values["p_name"])
            if number := values.get("p_id"):
                told.setdefault("h_head_id", number)
        if not is_head and not told.get("h_code") and not told.get("h_head") and not told.get("h_head_id"):
            return block
        found = self.households.find(told)
        if found is None and is_head and not told.get("h_code"):
            found = self.households.find({name: told[name] for name in ("h_group", "h_head") if name in told})
        if found is None:
            found = self.households.add(told)
            for name in ("h_code", "h_group", "h_yard"):
                if name in told:
                    found.take(name, told[name], spot)
        return found

    def _settle(self, household: Entry, home: dict[str, Any], spot: Spot) -> None:
        """What a person's row says of her household fills gaps; where it differs the household's own roster stands."""
        for name in ("h_group", "h_yard", "h_addr"):
            if name in home:
                household.take(name, home[name], spot)

    def _one(self, values: dict[str, Any], household: Entry, spot: Spot) -> None:
        number, name = values.get("p_id"), values["p_name"]
        known = self.by_number.get(number) if number else self._unnumbered.get(_same(values, household))
        if known is not None:
            self._again(known, values, household, spot)
            return
        made = Entry("person", "", household.key)
        for one, value in values.items():
            made.take(one, value, spot)
        self.village.entries["person"].append(made)
        self.by_name[name].append(made)
        if number:
            self.by_number[number] = made
        else:
            self._unnumbered[_same(values, household)] = made

    def _again(self, known: Entry, values: dict[str, Any], household: Entry, spot: Spot) -> None:
        """The same person once more: gaps are filled, where the two differ the first stands and it is told."""
        before = known.spots["p_name"]
        differing = [fields()[one].zh for one, value in values.items() if not known.take(one, value, spot)]
        words = f"和{said(before, spot)}是同一个人（身份证号相同），合并了"
        if known.household != household.key:
            differing.append("户")
        more = f"；{'、'.join(differing)}不同，留用前面的。" if differing else "。"
        self.village.faults.append(Fault(spot, words + more, whole=False))

    def _complete(self) -> None:
        """Birth and sex from the number where the roster has a gap; where they differ it is told."""
        for one in self.village.entries["person"]:
            number = one.values.get("p_id")
            if not isinstance(number, str) or number is None:
                continue
            spot, birth = one.spots["p_id"], born(number)
            assert birth is not None
            if not one.take("p_birth", birth.isoformat(), spot):
                self.village.faults.append(Fault(one.spots["p_birth"], "出生日期和身份证号里的不同。", "p_birth"))
            if not one.take("p_sex", sex(number), spot):
                self.village.faults.append(Fault(one.spots["p_sex"], "性别和身份证号里的不同。", "p_sex"))

    def _likely(self) -> None:
        """Same name and birth, or same name and a number one slip apart: shown, never joined."""
        for entries in self.by_name.values():
            for n, one in enumerate(entries):
                for other in entries[n + 1 :]:
                    if words := _alike(one, other):
                        self.village.likely.append(Likely(one.spots["p_name"], other.spots["p_name"], words))

    def match(self, values: dict[str, Any], raw: Any = None) -> tuple[Entry | None, str]:
        """The person a row of a list means, or None and why not; between namesakes nothing is guessed."""
        number, name = values.get("p_id"), values.get("p_name", "")
        if number and (found := self.by_number.get(number)):
            other = found.values.get("p_name") != name and name
            return found, "号码对得上，姓名写得不同，按号码收。" if other else ""
        if number and (others := self._find(name, number)):
            return self._held(others[0], name, number), ""
        named = self.by_name.get(name, [])
        if not named and name:
            return self._by_name(name, number, values.get("p_birth"))
        if number:
            close = [one for one in named if near(str(one.values.get("p_id", "")), number)]
            if close:
                return None, "姓名对得上，身份证号和人口册差一两位。"
            bare = [one for one in named if "p_id" not in one.values]
            birth = born(number)
            if len(bare) == 1 and birth and bare[0].values.get("p_birth") == birth.isoformat():
                return bare[0], ""
            return None, "人口册上没有这个人。"
        if isinstance(raw, float) and raw >= LOST:
            same = [one for one in named if (held := str(one.values.get("p_id", ""))).isdigit() and float(held) == raw]
            if len(same) == 1:
                return same[0], "身份证号存成了数值，按姓名和剩下的数字对上的。"
        if birth_ := values.get("p_birth"):
            named = [one for one in named if one.values.get("p_birth") in (birth_, None)]
        if len(named) == 1:
            return named[0], ""
        return None, f"同名的有 {len(named)} 个，又没有身份证号，分不清是谁。" if named else "人口册上没有这个人。"

    def _by_name(self, name: str, number: str | None, birth: Any) -> tuple[Entry | None, str]:
        """Among those held already, where these rosters name nobody so; who has another number is another person."""
        held = [one for one in self._find(name, None) if not (number and one.number)]
        day = born(number) if number else None
        if birth := day.isoformat() if day else birth:
            held = [one for one in held if one.values.get("p_birth") in (birth, None)]
        if len(held) == 1:
            return self._held(held[0], name, number), ""
        return None, f"同名的有 {len(held)} 个，分不清是谁。" if held else "人口册上没有这个人。"

    def _held(self, one: Known, name: str, number: str | None) -> Entry:
        """An entry for somebody held already; what her record says of her is not said again."""
        made = Entry("person", one.record, known=one)
        self.village.entries["person"].append(made)
        self.by_name[name].append(made)
        if number:
            self.by_number[number] = made
        return made


def _same(values: dict[str, Any], household: Entry) -> tuple[str, str, str]:
    return values["p_name"], str(values.get("p_birth", "")), household.key


def _alike(one: Entry, other: Entry) -> str:
    a, b = str(one.values.get("p_id", "")), str(other.values.get("p_id", ""))
    if a and b and near(a, b):
        return "同名，身份证号只差一两位。"
    same_birth = one.values.get("p_birth") and one.values.get("p_birth") == other.values.get("p_birth")
    if same_birth and (not a or not b or one.household == other.household):
        return "同名，出生日期相同。"
    if (
        one.household == other.household
        and (not a or not b)
        and not (one.values.get("p_birth") and other.values.get("p_birth"))
    ):
        return "同一户里同名，有一个没有身份证号。"
    return ""
