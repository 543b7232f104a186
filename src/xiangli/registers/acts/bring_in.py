"""Bring in what rosters say of one village: its records, and through parties and vault its households, members and names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiangli.engines.roster import Entry, Finder, Known, Spot, Village
from xiangli.parties.acts.enrol import Left, NewHousehold, NewMember, enrol
from xiangli.parties.kin import HEAD
from xiangli.parties.reads.actor import Actor
from xiangli.proof.ids import uuid7
from xiangli.registers.acts.keeping import Keeping
from xiangli.registers.acts.village_of import groups_of
from xiangli.registers.keys import OTHER, bare_key, kin_of, number_key
from xiangli.registers.models import Record
from xiangli.vault.box import blind_name

VERB = "load"
GONE = (("p_death", "died"), ("p_moved", "moved"))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(slots=True)
class BroughtIn:
    """How many records changed, how many there are of each kind, and what somebody should look at."""

    changed: int = 0
    made: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class _Coming:
    """One load while it runs."""

    def __init__(self, village: str, told: Village, day: date) -> None:
        self.village, self.told, self.day, self.county = village, told, day, village[:6]
        self.keeping = Keeping(place=village)
        self.done = BroughtIn()
        self.households: dict[str, Record] = {}
        self.persons: dict[int, Record] = {}
        self.new_households: list[NewHousehold] = []
        self.new_members: list[NewMember] = []
        self.left: list[Left] = []
        self.homes: dict[UUID, str] = {}
        self.kin: dict[UUID, str] = {}
        self.sources: dict[tuple[str, str], str] = {}

    def origin(self, spots: Mapping[str, Spot]) -> dict[str, str]:
        """Field → ``<source>/<row>``."""
        return {name: f"{self.sources[spot.file, spot.sheet]}/{spot.row}" for name, spot in spots.items()}


def bring_in(
    *, village: str, told: Village, digests: Mapping[str, str], day: date, by: Actor, actor: str, at: datetime, request: UUID
) -> BroughtIn:  # fmt: skip
    """Inside the load's transaction. ``digests``: file → SHA-256 of its bytes."""
    run = _Coming(village, told, day)
    for (file, sheet), columns in told.columns.items():
        letters = {name: letter(column) for name, column in columns.items()}
        made = run.keeping.source(
            form="file",
            file=file[:200],
            sheet=sheet[:64],
            digest=digests[file],
            columns=letters,
            day=day,
            by=actor,
            at=at,
        )
        run.sources[file, sheet] = made.id.hex
    groups = groups_of(village=village, wanted=[one.key for one in told.of("group")], by=by, at=at, request=request)
    _households(run, groups)
    _persons(run)
    _not_listed(run)
    _others(run)
    enrol(village=village, households=run.new_households, members=run.new_members, left=run.left, homes=run.homes,
          kin=run.kin, on=day, by=by, at=at, request=request)  # fmt: skip
    run.done.changed = run.keeping.write(actor=actor, request=request, at=at)
    run.done.made = {kind: len(entries) for kind, entries in told.entries.items()}
    return run.done


def finder(village: str) -> Finder:
    """Who of the village is held already, by number or name, through blind indexes; nothing is opened. One statement."""
    county = village[:6]
    by_number: dict[bytes, Known] = {}
    by_name: dict[bytes, list[Known]] = {}

    def read() -> None:
        rows = Record.objects.filter(county=county, place=village, kind="person")
        for id, values, number, name in rows.values_list("id", "values", "number_blind", "name_blind"):
            one = Known(str(id), values, bool(number))
            if number:
                by_number[bytes(number)] = one
            by_name.setdefault(bytes(name or b""), []).append(one)

    def find(name: str, number: str | None) -> list[Known]:
        if not by_name:
            read()
        if number:
            one = by_number.get(number_key(number, county=county)[1])
            return [one] if one else []
        return by_name.get(blind_name(name, county=county), [])

    return find


def letter(column: int) -> str:
    """1 → A, 27 → AA."""
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = LETTERS[rest] + said
    return said


def _households(run: _Coming, groups: Mapping[str, str]) -> None:
    headed = {one.household for one in run.told.of("person") if one.values.get("p_relation") == HEAD}
    by_head = _by_head(run)
    oldest: dict[str, date] = {}
    for person in (one for one in run.told.of("person") if one.known is None):
        oldest[person.household] = min(oldest.get(person.household, run.day), since(person.values, run.day))
    for entry in run.told.of("household"):
        # Who is head stands with her membership; what the household's own roster says is kept only where nobody is.
        names = {n: v for n, v in entry.values.items() if n not in ("h_head", "h_head_id") or entry.key not in headed}
        known = (
            run.keeping.by_key.get(("household", entry.key)) if entry.values.get("h_code") else by_head.get(entry.key)
        )
        home = groups.get(str(entry.values.get("h_group", "")), run.village)
        id, before = uuid7(), str(known.values.get("h_group", "")) if known else ""
        record = run.keeping.put(
            kind="household", key=known.key if known else _free(run, entry.key), values=names, origin=run.origin(entry.spots),
            day=run.day, verb=VERB, known=known, id=id,
        )  # fmt: skip
        run.households[entry.key] = record
        if record.id == id:
            run.new_households.append(NewHousehold(id, home, oldest.get(entry.key, run.day)))
        elif str(record.values.get("h_group", "")) != before and home != run.village:
            run.homes[record.id] = home


def _by_head(run: _Coming) -> dict[str, Record]:
    """For households without a number of their own: the record whose member the head is already."""
    found: dict[str, Record] = {}
    for entry in run.told.of("person"):
        if entry.values.get("p_relation") != HEAD or entry.known is not None:
            continue
        known = _known(run, entry, None)
        if known is not None and known.parent in run.keeping.by_id:
            found.setdefault(entry.household, run.keeping.by_id[known.parent])
    return found


def _free(run: _Coming, key: str) -> str:
    """A key no other household has: a running number of rosters may begin anew in each."""
    if not key.startswith("#"):
        return key
    number = int(key[1:])
    while ("household", f"#{number}") in run.keeping.by_key:
        number += 1
    return f"#{number}"


def _known(run: _Coming, entry: Entry, household: Record | None) -> Record | None:
    """The record of a person: by number; without one by name and birth, or as one noted before she had a number."""
    number = entry.values.get("p_id")
    if number and (found := run.keeping.by_number.get(number_key(str(number), county=run.county)[1])):
        return found
    name = blind_name(str(entry.values["p_name"]), county=run.county)
    birth = entry.values.get("p_birth")
    same = [
        one for one in run.keeping.by_name.get(name, [])
        if one.kind == "person" and one.values.get("p_birth") == birth and not (number and one.number_blind)
        and (household is None or one.parent == household.id)
    ]  # fmt: skip
    return same[0] if len(same) == 1 else None


def _persons(run: _Coming) -> None:
    heads: set[UUID] = set()
    for entry in run.told.of("person"):
        if entry.known is not None:
            run.persons[id(entry)] = _listed(run, run.keeping.by_id[UUID(entry.known.record)], entry)
            continue
        household = run.households[entry.household]
        known = _known(run, entry, household)
        name, number = str(entry.values["p_name"]), entry.values.get("p_id")
        blind: bytes | None = None
        if number:
            key, blind = number_key(str(number), county=run.county)
        else:
            key = bare_key(name, str(entry.values.get("p_birth", "")), str(household.id), county=run.county)
        until, why = gone(entry.values)
        before = (known.parent, known.until, known.values.get("p_relation")) if known else None
        record = run.keeping.put(
            kind="person", key=key, values=entry.values, origin=run.origin(entry.spots), day=run.day, verb=VERB, known=known,
            parent=household.id, until=until or (known.until if known else None), number_blind=blind,
        )  # fmt: skip
        run.persons[id(entry)] = record
        kin = kin_of(record.values.get("p_relation"))
        if kin == HEAD and until is None:
            if household.id in heads:
                kin = OTHER
                run.done.notes.append(f"户 {household.key} 有不止一个户主，留用前面的。")
            heads.add(household.id)
        _member(run, record, household, kin, before, until, why, name)


def _listed(run: _Coming, record: Record, entry: Entry) -> Record:
    """What a list says of somebody held already; her number, where the list is the first to know it."""
    key, blind = record.key, None
    if number := entry.values.get("p_id"):
        key, blind = number_key(str(number), county=run.county)
    return run.keeping.put(
        kind="person", key=key, values=entry.values, origin=run.origin(entry.spots), day=run.day, verb=VERB, known=record,
        until=record.until, number_blind=blind,
    )  # fmt: skip


def _not_listed(run: _Coming) -> None:
    """Who is held and of whom these rosters do not speak is on none of their lists."""
    if not run.told.lists:
        return
    told = {record.id for record in run.persons.values()}
    for record in [one for one in run.keeping.by_id.values() if one.kind == "person" and one.id not in told]:
        run.keeping.put(
            kind="person", key=record.key, values=dict.fromkeys(run.told.lists, False), origin=run.origin(run.told.lists),
            day=run.day, verb=VERB, known=record, until=record.until,
        )  # fmt: skip


def _member(
    run: _Coming, record: Record, household: Record, kin: str, before: tuple[Any, ...] | None, until: date | None, why: str,
    name: str,
) -> None:  # fmt: skip
    first = since(record.values, run.day) if before is None else run.day
    if before is None or before[0] != household.id:
        run.new_members.append(
            NewMember(household.id, record.id, blind_name(name, county=run.county), kin, first, until, why)
        )
        return
    if until and before[1] is None:
        run.left.append(Left(record.id, until, why))
    elif record.values.get("p_relation") != before[2]:
        run.kin[record.id] = kin


def since(values: Mapping[str, Any], day: date) -> date:
    """The day before which a person cannot have been a member: her birth; ``day`` where it is not known."""
    said = values.get("p_birth")
    return min(date.fromisoformat(said), day) if isinstance(said, str) else day


def gone(values: Mapping[str, Any]) -> tuple[date | None, str]:
    """The day a person died or moved out, and why_left of parties; (None, '') for who is on the book."""
    for name, why in GONE:
        if isinstance(said := values.get(name), str):
            return date.fromisoformat(said), why
    return None, ""


def _others(run: _Coming) -> None:
    for kind in ("group", "post", "site", "contract", "facility", "village"):
        for entry in run.told.of(kind):
            person = run.persons.get(id(entry.person)) if entry.person is not None else None
            run.keeping.put(
                kind=kind, key=_key(run, entry), values=entry.values, origin=run.origin(entry.spots), day=run.day, verb=VERB,
                parent=person.id if person else None,
            )  # fmt: skip


def _key(run: _Coming, entry: Entry) -> str:
    """A post's key names its holder, so it is kept blind; others are plain."""
    if entry.kind != "post":
        return entry.key[:80]
    return f"p{blind_name(entry.key, county=run.county).hex()[:48]}"
