"""Keeping: the records of one village in memory, what is to change of them, and the writing of it in a few statements."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiangli.proof.ids import uuid7
from xiangli.registers.acts.append import Noted, append
from xiangli.registers.edition import health
from xiangli.registers.keys import HEALTH, MARK, PERSONAL, VAULT, apart, digest
from xiangli.registers.models import Record, Source
from xiangli.vault.acts.seal import seal_many
from xiangli.vault.box import blind_name, close_envelope, open_envelope

COLUMNS = ["key", "parent", "since", "until", "values", "sources", "digests", "personal", "health", "name_blind",
           "number_blind", "seq"]  # fmt: skip
NAMED = {"p_name": "person", "h_head": "household"}
"""The field whose blind index finds a record, by its kind."""


class Keeping:
    """Two statements to read; ``put`` as often as wanted; ``write`` once, with a constant number of statements.

    ``settled``: sources that were read before; of what they said nothing is taken a second time.
    """

    def __init__(self, *, place: str, records: Any = None) -> None:
        self.place, self.county = place, place[:6]
        wanted = Record.objects.filter(county=self.county, place=place) if records is None else records
        self.by_id: dict[UUID, Record] = {}
        self.by_key: dict[tuple[str, str], Record] = {}
        self.by_number: dict[bytes, Record] = {}
        self.by_name: dict[bytes, list[Record]] = defaultdict(list)
        for one in wanted:
            self._keep(one)
        self.sources = {one.id.hex: one for one in Source.objects.filter(county=self.county, place=place)}
        self.settled: set[str] = set()
        self._new: dict[UUID, Record] = {}
        self._changed: dict[UUID, Record] = {}
        self._noted: list[Noted] = []
        self._vault: dict[UUID, dict[str, str]] = {}
        self._envelopes: dict[tuple[UUID, str], dict[str, str | None]] = {}

    def _keep(self, one: Record) -> None:
        self.by_id[one.id] = one
        self.by_key[one.kind, one.key] = one
        if one.number_blind:
            self.by_number[bytes(one.number_blind)] = one
        if one.name_blind:
            self.by_name[bytes(one.name_blind)].append(one)

    @property
    def changes(self) -> int:
        """How many records are new or changed."""
        return len(self._noted)

    def put(
        self, *, kind: str, key: str, values: Mapping[str, Any], origin: Mapping[str, str], day: date, verb: str,
        known: Record | None = None, id: UUID | None = None, parent: UUID | None = None, since: date | None = None,
        until: date | None = None, number_blind: bytes | None = None, name: bytes | None = None,
    ) -> Record:  # fmt: skip
        """The record with these values; ``origin`` is field → ``<source>/<row>``; a value None is held no longer.

        ``name``: a new person's name as its blind index, where her sealed name lies in the vault already. Nothing is
        noted where nothing differs. A value that a newer source gave is not overwritten by an older one.
        """
        one = known or self.by_key.get((kind, key))
        if one is None:
            one = Record(
                id=id or uuid7(), county=self.county, place=self.place, kind=kind, key=key, parent=parent, since=since,
                values={}, sources={}, digests={}, seq=0,
            )  # fmt: skip
            self._new[one.id] = one
            if name is not None:
                one.name_blind, one.digests = name, {"p_name": name.hex()[:MARK]}
        changes = self._differences(one, values, origin, day)
        if one.seq == 0 and (parent or since):
            changes |= {"parent": str(parent)} if parent else {}
            changes |= {"since": since.isoformat()} if since else {}
        elif parent and one.parent != parent:
            changes["parent"], one.parent = str(parent), parent
        if until != one.until and (until is not None or verb == "back"):
            changes["until"], one.until = until.isoformat() if until else None, until
        if number_blind is not None and bytes(one.number_blind or b"") != number_blind:
            one.number_blind, one.key = number_blind, key
        if changes:
            one.seq += 1
            self._noted.append(Noted(one, verb if one.seq > 1 or verb != "load" else "open", day, changes))
            self._keep(one)
            if one.id not in self._new:
                self._changed[one.id] = one
        return one

    def _differences(
        self, one: Record, values: Mapping[str, Any], origin: Mapping[str, str], day: date
    ) -> dict[str, Any]:
        plain, sealed = apart({name: value for name, value in values.items() if value is not None})
        gone = [name for name, value in values.items() if value is None and (name in one.values or name in one.digests)]
        held_from = {name: source for source, names in one.sources.items() for name in names}
        new_plain = {
            n: v for n, v in plain.items() if one.values.get(n) != v and self._may(n, one, held_from, origin, day)
        }
        marks = {name: digest(name, value, county=self.county) for name, value in sealed.items()}
        new_sealed = {
            n: mark
            for n, mark in marks.items()
            if one.digests.get(n) != mark and self._may(n, one, held_from, origin, day)
        }
        if not (new_plain or new_sealed or gone):
            return {}
        one.values = {n: v for n, v in {**one.values, **new_plain}.items() if n not in gone}
        one.digests = {n: v for n, v in {**one.digests, **new_sealed}.items() if n not in gone}
        self._seal(one, {n: sealed[n] for n in new_sealed}, [n for n in gone if n not in plain])
        changes: dict[str, Any] = {}
        if new_plain or any(n not in new_sealed for n in gone):
            changes["values"] = {**new_plain, **dict.fromkeys(gone)}
        if new_sealed:
            changes["sealed"] = new_sealed
        moved = [*new_plain, *new_sealed, *gone]
        come: dict[str, list[str]] = defaultdict(list)
        for name in moved:
            come[origin[name]].append(name)
        changes["from"] = {source: sorted(names) for source, names in sorted(come.items())}
        left = {s: [n for n in names if n not in moved] for s, names in one.sources.items()}
        whole = {s: [*left.get(s, []), *come.get(s, [])] for s in {*left, *come}}
        one.sources = {
            s: sorted(set(names) - set(gone)) for s, names in sorted(whole.items()) if set(names) - set(gone)
        }
        return changes

    def _may(self, name: str, one: Record, held_from: Mapping[str, str], origin: Mapping[str, str], day: date) -> bool:
        """Whether a value may take the place of what is held: not from a source read before, nor from an older one."""
        if name not in held_from:
            return True
        if origin[name].partition("/")[0] in self.settled:
            return False
        held = self.sources.get(held_from[name].partition("/")[0])
        return held is None or held.day <= day

    def _seal(self, one: Record, values: dict[str, str], gone: list[str]) -> None:
        for name, value in values.items():
            if one.kind == "person" and name in VAULT:
                self._vault.setdefault(one.id, {})[VAULT[name]] = value
            else:
                self._envelopes.setdefault((one.id, HEALTH if health(name) else PERSONAL), {})[name] = value
            if NAMED.get(name) == one.kind:
                one.name_blind = blind_name(value, county=self.county)
        for name in gone:
            if one.kind == "person" and name in VAULT:
                self._vault.setdefault(one.id, {})[VAULT[name]] = ""
            else:
                self._envelopes.setdefault((one.id, HEALTH if health(name) else PERSONAL), {})[name] = None

    def source(self, **given: Any) -> Source:
        """A new source of this village, written with the rest; or the one of the same file and sheet, then settled."""
        if given.get("digest"):
            for one in self.sources.values():
                if (one.digest, one.sheet) == (given["digest"], given["sheet"]):
                    self.settled.add(one.id.hex)
                    return one
        made = Source(id=uuid7(), county=self.county, place=self.place, **given)
        self.sources[made.id.hex] = made
        return made

    def write(self, *, actor: str, request: UUID, at: datetime) -> int:
        """Write all of it, inside the act's transaction; how many records changed."""
        if not self._noted:
            return 0
        used = {source.partition("/")[0] for one in self._noted for source in one.changes.get("from", {})}
        held = set(Source.objects.filter(county=self.county, place=self.place).values_list("id", flat=True))
        Source.objects.bulk_create([s for hex, s in self.sources.items() if hex in used and s.id not in held])
        if self._vault:
            seal_many(county=self.county, values=self._vault, at=at)
        for (id, part), values in self._envelopes.items():
            self._close(self.by_id[id], part, values)
        Record.objects.bulk_create(list(self._new.values()), batch_size=1000)
        Record.objects.bulk_update(list(self._changed.values()), COLUMNS, batch_size=200)
        append(noted=self._noted, actor=actor, request=request, at=at)
        return len(self._noted)

    def _close(self, one: Record, part: str, values: dict[str, str | None]) -> None:
        box = getattr(one, part)
        held = open_envelope(record=one.id, county=self.county, part=part, box=bytes(box)) if box else {}
        whole = {name: value for name, value in {**held, **values}.items() if value is not None}
        made = close_envelope(record=one.id, county=self.county, part=part, values=whole) if whole else None
        setattr(one, part, made)
