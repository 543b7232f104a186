"""Load a village's rosters: all of it in one transaction, or nothing; again it changes nothing, newer files with history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xiangli.engines.roster import Finder, Grid, Village, gather
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed
from xiangli.registers.acts.bring_in import BroughtIn, bring_in, finder
from xiangli.registers.acts.village_of import village_named, village_of
from xiangli.registers.edition import registers
from xiangli.registers.errors import IdReused, NotAllowed
from xiangli.registers.models import RosterLoad

MOST = 2000
"""Faults kept of one load; more than that is a file that is no roster."""


@dataclass(frozen=True, slots=True)
class File:
    """A workbook as read: its name, the SHA-256 of its bytes, its sheets."""

    name: str
    digest: str
    sheets: Sequence[Grid]


@dataclass(slots=True)
class Loaded:
    """What a load did. Faults as rows of ``file, sheet, row, words`` for people; ``unread``: files that could not be opened."""

    place: str
    name: str
    load: UUID | None = None
    changed: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    likely: list[dict[str, Any]] = field(default_factory=list)


def load_roster(
    *, place: str, files: Iterable[File], day: date, by: Actor, at: datetime, request: UUID,
    unread: Sequence[tuple[str, str]] = (),
) -> Loaded:  # fmt: skip
    """``place``: a village, or a township under which the village that the rosters name is found or made.

    ``day``: as of which day the rosters are true. ``unread``: file and reason of those that could not be opened; they
    are told with the rest. Raises NotAllowed, NotFound (no such place), RegisterError (no village named), IdReused.
    """
    given = list(files)
    kinds = {id: (*one.fields, *one.joined) for id, one in registers().items()}
    if not may(by, "households", place=place):
        raise NotAllowed("这个村的台账不归您登记。", "place")

    def find(village: Village) -> Finder:
        held = village_named(town=place, named=village.name) if len(place) < 12 and village.name else None
        return finder(held[0] if held else place)

    told = gather([(one.name, one.sheets) for one in given], kinds, day=day, find=find)
    with transaction.atomic():
        village, name = village_of(place=place, named=told.name, by=by, at=at, request=request)
        done = Loaded(village, name)
        _tell(done, told, unread)
        if before := RosterLoad.objects.filter(county=village[:6], id=request).first():
            if before.place != village or before.files != _files(given):
                raise IdReused
            return done
        actor = signed(by, (("households", village, None),))
        brought = bring_in(village=village, told=told, digests={one.name: one.digest for one in given}, day=day, by=by,
                           actor=actor, at=at, request=request)  # fmt: skip
        done.changed = brought.changed
        done.notes += [{"file": "", "sheet": "", "row": 0, "words": words} for words in brought.notes]
        if brought.changed:
            _keep(done, given, brought, day, actor, at, request)
    return done


def _keep(
    done: Loaded, given: Sequence[File], brought: BroughtIn, day: date, actor: str, at: datetime, request: UUID
) -> None:
    done.load = request
    RosterLoad.objects.create(
        id=request, county=done.place[:6], place=done.place, day=day, files=_files(given), made=brought.made,
        rejected=done.rejected[:MOST], notes=done.notes[:MOST], likely=done.likely[:MOST], by=actor, at=at,
    )  # fmt: skip


def _files(given: Sequence[File]) -> list[dict[str, str]]:
    return [{"name": one.name, "sha256": one.digest} for one in given]


def _tell(done: Loaded, told: Village, unread: Sequence[tuple[str, str]]) -> None:
    done.rejected = [{"file": file, "sheet": "", "row": 0, "words": words} for file, words in unread]
    for one in told.faults:
        row = {"file": one.spot.file, "sheet": one.spot.sheet, "row": one.spot.row, "words": one.words}
        (done.rejected if one.whole else done.notes).append(row)
    for pair in told.likely:
        done.likely.append(
            {"file": pair.one.file, "sheet": pair.one.sheet, "row": pair.one.row, "other_file": pair.other.file,
             "other_sheet": pair.other.sheet, "other_row": pair.other.row, "words": pair.words}
        )  # fmt: skip
