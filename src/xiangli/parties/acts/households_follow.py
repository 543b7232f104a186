"""Households go with the ground they live on when borders change: another code for home, in another village a new number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import Max

from xiangli.parties.acts.note import known, note
from xiangli.parties.models import Household
from xiangli.parties.reads.actor import Actor

VILLAGE = 12


@dataclass(frozen=True, slots=True)
class Gone:
    """How many households followed; how many stay with a place that was split, as nobody knows on which side they live."""

    moved: int
    left: int


def households_follow(*, follows: Mapping[str, list[str]], change: UUID, by: Actor, at: datetime) -> Gone:
    """Inside the transaction of the change of borders; ``follows`` tells the successors of each place that ended.

    Whoever may redraw borders may do this; the caller has asked. The same change again moves nobody twice.
    """
    rows = Household.objects.filter(
        county__in={old[:6] for old in follows}, home__in=sorted(follows), until__isnull=True
    ).order_by("village", "number")
    newest: dict[str, int] = {}
    moved = left = 0
    for row in rows:
        after = follows[row.home]
        if len(after) > 1:
            left += 1
            continue
        data = {"home": after[0], "was": row.home, "change": str(change)}
        request = uuid5(change, f"household {row.id}")
        if known(county=row.county, request=request, verb="household_moved", data=data):
            continue
        home, village = after[0], after[0][:VILLAGE]
        if village != row.village:
            if village not in newest:
                held = Household.objects.filter(county=row.county, village=village).aggregate(n=Max("number"))["n"]
                newest[village] = held or 0
            newest[village] += 1
            row.village, row.number = village, newest[village]
        row.home = home
        row.save(update_fields=["home", "village", "number"])
        note(county=row.county, verb="household_moved", by=by, said=f"界线变更，改为本村第 {row.number} 户", at=at,
             request=request, subject=row.id, data=data)  # fmt: skip
        moved += 1
    return Gone(moved, left)
