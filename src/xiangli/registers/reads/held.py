"""What a village holds, for filling a sheet: rows by kind without names, names and numbers opened on record, finding without opening.

Five statements for all rows, however many; openings of any number of records are written in two.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiangli.engines.roster.dictionary import fields
from xiangli.parties.reads.actor import Actor
from xiangli.places.models import Place
from xiangli.registers.acts.open_records import open_records
from xiangli.registers.keys import as_text, digest, is_sealed
from xiangli.registers.models import Record, Source
from xiangli.registers.reads import joined
from xiangli.registers.reads.villages import reading

READ = ("id", "kind", "parent", "since", "until", "values", "sources", "digests")
KINDS = ("person", "household", "site", "contract", "group", "village", "post", "facility")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its plain values by field id, typed (``joined.typed``); a person's ``parent`` is her household.

    A post's and a group's ``parent`` is the person who holds or leads it, where she is of the village.
    """

    id: UUID
    kind: str
    parent: UUID | None
    values: Mapping[str, Any]
    since: date | None = None
    until: date | None = None


class VillageHeld:
    """The registers of one village as an officer may use them. Raises NotFound where they are not hers to see.

    ``reason``: for what names and numbers are opened (the sheet and its asker). ``purpose``: the stated purpose that
    health is opened for; without one it stays sealed. ``request`` makes one filling one act of opening.
    """

    def __init__(
        self, *, village: str, by: Actor, at: datetime, request: UUID, reason: str = "", purpose: str = ""
    ) -> None:
        reading(by, village)
        self.village, self.county, self.by, self.at = village, village[:6], by, at
        self.request, self.reason, self.purpose = request, reason, purpose
        self._opened = 0
        rows = list(Record.objects.filter(county=self.county, place=village).order_by("id").values_list(*READ))
        self._told = {
            id: (kind, parent, since, until, values, sources, digests)
            for id, kind, parent, since, until, values, sources, digests in rows
        }
        self._rows: dict[str, list[Row]] = {}
        self._marks: dict[str, dict[str, list[UUID]]] = {}

    def rows(self, kind: str) -> Sequence[Row]:
        """All rows of a kind, households and persons in the order of the rosters; also those that ended."""
        if not self._rows:
            self._join()
        return self._rows.get(kind, [])

    def _join(self) -> None:
        names = dict(
            Place.objects.filter(code__in=(self.village, self.village[:9], self.county)).values_list("code", "name")
        )
        plain = {id: {n: joined.typed(n, v) for n, v in told[4].items()} for id, told in self._told.items()}
        kinds = defaultdict(list)
        for id, told in self._told.items():
            kinds[told[0]].append(id)
        persons = [self._told[id] for id in kinds["person"]]
        asked = {
            "work": any("p_work_place" in told[4] for told in persons),
            "dis": any("p_dis_kind" in told[4] or "p_dis_no" in told[6] for told in persons),
        }
        hazards = {
            str(plain[id].get("s_name")): str(plain[id]["s_code"]) for id in kinds["site"] if "s_code" in plain[id]
        }
        in_hazard = any("h_hazard" in self._told[id][4] for id in kinds["household"])
        for id in kinds["household"]:
            joined.household(plain[id], hazards, in_hazard)
        for id in kinds["person"]:
            parent = self._told[id][1]
            joined.person(plain[id], plain.get(parent, {}), asked, names.get(self.county, ""))
            if "p_dis_no" in self._told[id][6]:
                plain[id]["p_dis"] = True
        for id in kinds["village"]:
            plain[id] |= {"v_name": names.get(self.village, ""), "v_town": names.get(self.village[:9], "")}
        for kind in KINDS:
            self._rows[kind] = [self._row(id, plain[id]) for id in kinds[kind]]

    def _row(self, id: UUID, values: dict[str, Any]) -> Row:
        kind, parent, since, until, *_ = self._told[id]
        return Row(id, kind, parent, values, since, until)

    def holds(self, id: UUID, field: str) -> bool:
        """Whether a sealed value is there at all, without opening it."""
        return field in self._told[id][6]

    def open(self, ids: Sequence[Any], fields: Collection[str]) -> Mapping[Any, Mapping[str, Any]]:
        """Names and numbers (and with a purpose health) of these records, each opening on record.

        Raises NotAllowed for who may not open, RegisterError without a reason.
        """
        wanted = [id for id in dict.fromkeys(ids) if id in self._told and self._told[id][6]]
        if not wanted or not fields:
            return {}
        self._opened += 1
        return open_records(
            village=self.village, records=wanted, fields=fields, reason=self.reason, purpose=self.purpose, by=self.by,
            at=self.at, request=self.request, part=self._opened,
        )  # fmt: skip

    def find(self, field: str, value: Any) -> Sequence[Any]:
        """The records whose ``field`` is ``value``: sealed ones by their digest, nothing is opened; plain ones by equality."""
        if field not in self._marks:
            self._marks[field] = self._index(field)
        mark = digest(field, value, county=self.county) if is_sealed(field) else as_text(value)
        return self._marks[field].get(mark, [])

    def _index(self, field: str) -> dict[str, list[UUID]]:
        found: dict[str, list[UUID]] = defaultdict(list)
        for id, told in self._told.items():
            held = told[6].get(field) if is_sealed(field) else told[4].get(field)
            if held is not None:
                found[as_text(held)].append(id)
        return found

    def sources(self, id: UUID) -> Mapping[str, "From"]:
        """Field → where its value came from."""
        if not hasattr(self, "_sources"):
            told = Source.objects.filter(county=self.county, place=self.village)
            self._sources = {one.id.hex: one for one in told}
        return spread(self._told[id][5], self._sources)


@dataclass(frozen=True, slots=True)
class From:
    """Where a value came from: a cell of a file, or who typed it; ``day`` is the day it speaks of."""

    source: Source
    row: int
    cell: str

    def words(self) -> str:
        """As one says it: 《人口册.xlsx》人口册 第 5 行."""
        one = self.source
        if one.form != "file":
            return f"{one.by} {one.at.astimezone():%Y-%m-%d} 填"
        where = f"第 {self.row} 行" if self.row else "不在名册上"
        return f"《{one.file}》{one.sheet} {where}".replace("  ", " ")


def spread(kept: Mapping[str, list[str]], sources: Mapping[str, Source]) -> dict[str, From]:
    """Field → its source, from what a record keeps."""
    found: dict[str, From] = {}
    for told, names in kept.items():
        source, _, row = told.partition("/")
        if one := sources.get(source):
            for name in names:
                column = one.columns.get(name, "")
                found[name] = From(one, int(row or 0), f"{column}{row}" if column and row != "0" else "")
    return found


def is_open(field: str) -> bool:
    """Whether a field's values are plain."""
    return not (fields()[field].personal or fields()[field].sealed)
