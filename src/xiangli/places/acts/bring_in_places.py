"""Bring in places below the village from a workbook: all of it, or nothing and each wrong cell by name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from xiangli.engines.address.writing import plain
from xiangli.law.limits import SHANGHAI
from xiangli.places.acts.record import digest, record, repeated
from xiangli.places.errors import PlaceRefused
from xiangli.places.held import Held, NewPlace, checked_name
from xiangli.places.models import LocalName, Place
from xiangli.places.models.place import Kind, Level
from xiangli.places.workbook import Row, read_rows

MOST_ERRORS = 500


@dataclass(frozen=True, slots=True)
class CellError:
    """One wrong cell: its sheet, its row there, its address (C7), and why."""

    sheet: str
    row: int
    cell: str
    words: str


@dataclass(slots=True)
class Brought:
    """What a workbook gave: places added, held already, names noted; or the errors, and then nothing was written."""

    added: int = 0
    held: int = 0
    names: int = 0
    errors: list[CellError] = field(default_factory=list)


def bring_in_places(*, id: UUID, content: bytes, file: str, within: Sequence[str], by: str, at: datetime) -> Brought:
    """Reads the workbook for villages under the codes of `within`; a second run adds nothing.

    Raises BadFile where it is no such workbook, ChangeIdReused, PlaceRefused where somebody else was quicker.
    """
    asked = {"verb": "bring_in", "sha256": hashlib.sha256(content).hexdigest(), "within": sorted(within)}
    body = digest(asked)
    if known := repeated(id=id, body=body):
        return Brought(known.data["added"], known.data["held"], known.data["names"])
    rows = list(read_rows(content))
    today = at.astimezone(SHANGHAI).date()
    out = Brought()
    places, names = _take(rows, list(within), today, out)
    if out.errors or not (places or names):
        return out
    try:
        with transaction.atomic():
            Place.objects.bulk_create(places, batch_size=2000)
            LocalName.objects.bulk_create(names, batch_size=2000)
            data = {**asked, "file": file[:120], "added": out.added, "held": out.held, "names": out.names}
            record(id=id, verb="bring_in", place=min(within, key=len), data=data, body=body, by=by, at=at)
    except IntegrityError:
        raise PlaceRefused("file", "导入时别人也在改这些村；什么都没有写入，请再导一次。") from None
    return out


class _Villages:
    """Villages under some codes by code, and by name with or without their township's."""

    def __init__(self, within: Sequence[str]) -> None:
        counties = {code[:6] for code in within}
        rows = Place.objects.filter(
            county__in=counties, level__in=(Level.VILLAGE, Level.TOWNSHIP), valid_to__isnull=True
        )
        told = [(row.code, row.name, row.level) for row in rows]
        self.towns = {code: name for code, name, level in told if level == Level.TOWNSHIP}
        self.names = {
            code: name
            for code, name, level in told
            if level == Level.VILLAGE and any(code.startswith(up) for up in within)
        }
        self.by_name: dict[str, list[str]] = {}
        for code, name in self.names.items():
            self.by_name.setdefault(plain(name), []).append(code)

    def find(self, row: Row) -> str:
        """The village a row names. Raises PlaceRefused for the village's or the township's cell."""
        told, town = row.words.get("village", ""), plain(row.words.get("town", ""))
        if told in self.names:
            return told
        codes = self.by_name.get(plain(told), [])
        if town:
            codes = [code for code in codes if plain(self.towns.get(code[:9], "")) == town or code[:9] == town]
        if len(codes) == 1:
            return codes[0]
        if codes:
            raise PlaceRefused("village", f"{told}有 {len(codes)} 个（{'、'.join(codes[:4])}），请写乡镇或代码。")
        if told.isdigit():
            raise PlaceRefused("village", f"没有代码为 {told[:16]!r} 的村（社区），或不在您管的范围。")
        raise PlaceRefused("village", f"您管的范围里没有叫 {told[:20]!r} 的村（社区）。")


def _take(rows: list[Row], within: list[str], today: date, out: Brought) -> tuple[list[Place], list[LocalName]]:
    villages = _Villages(within)
    placed: list[tuple[Row, str]] = []
    for row in rows:
        try:
            placed.append((row, villages.find(row)))
        except PlaceRefused as wrong:
            _wrong(out, row, wrong)
    held = Held(village for _, village in placed)
    places: list[Place] = []
    names: list[LocalName] = []
    for row, village in sorted(placed, key=lambda one: one[0].kind == Kind.BUILDING):  # estates before their buildings
        try:
            place, called = _one(row, village, held, today)
        except PlaceRefused as wrong:
            _wrong(out, row, wrong)
            continue
        places += [place] if place else []
        names += called
        out.held += 0 if place else 1
    out.added, out.names = len(places), len(names)
    order = {row.sheet: at for at, row in enumerate(rows)}
    out.errors.sort(key=lambda wrong: (order[wrong.sheet], wrong.row))
    return places, names


def _one(row: Row, village: str, held: Held, today: date) -> tuple[Place | None, list[LocalName]]:
    """The new place of a row and its names; no place where it is held already."""
    name = checked_name(row.words.get("name", ""))
    parent = village
    if estate := row.words.get("parent", ""):
        parent = held.names.get((village, Kind.ESTATE, village, plain(estate)), estate)
        if held.kinds.get(parent) != Kind.ESTATE:
            raise PlaceRefused("parent", f"本村没有叫 {estate[:20]!r} 的小区。")
    if known := held.names.get((village, row.kind, parent, plain(name))):
        new = [said for said in dict.fromkeys(row.said()) if held.said.get((village, plain(said))) != known]
        return None, [held.call(known, said, since=today) for said in new]
    return held.take(
        NewPlace(village, row.kind, name, row.since() or today, row.number(), parent, row.said()), today=today
    )


def _wrong(out: Brought, row: Row, wrong: PlaceRefused) -> None:
    if len(out.errors) < MOST_ERRORS:
        out.errors.append(CellError(row.sheet, row.n, row.cell(wrong.field), str(wrong)))
