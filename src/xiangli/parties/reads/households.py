"""The households of a village: by number, or found by a member's whole name through the blind index; names stay sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from xiangli.parties.errors import NotFound
from xiangli.parties.models import Deed, Household, Member
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.staff import places_of
from xiangli.places.reads.below import standing_below
from xiangli.places.reads.names import names
from xiangli.vault.box import blind_name

PAGE = 50
VERBS = (
    "household_registered", "member_joined", "member_left", "head_changed", "household_moved", "names_opened",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """One page of households with how many live in each, and whether more follow."""

    rows: Sequence[Household]
    members: dict[UUID, int]
    more: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A household, its members (present first) and what was done, newest first."""

    household: Household
    members: list[Member]
    deeds: list[Deed]


def villages(*, actor: Actor) -> dict[str, str]:
    """Code → name of the villages whose households are the actor's. At most two statements."""
    places = places_of(actor, "households")
    own = [place for place in places if len(place) >= 12]
    found = names(own) if own else {}
    return found | standing_below(place for place in places if len(place) == 9)


def households(*, village: str, name: str = "", after: int = 0, limit: int = PAGE) -> Page:
    """Those that stand, by number; with ``name`` those with a member of exactly this name. One statement.

    Permission is asked by the page (``villages``).
    """
    rows = Household.objects.filter(county=village[:6], village=village, until__isnull=True, number__gt=after)
    if name:
        known = Member.objects.filter(
            county=village[:6], name_blind=blind_name(name, county=village[:6]), until__isnull=True
        )
        rows = rows.filter(id__in=known.values("household"))
    living = (
        Member.objects.filter(county=village[:6], household=OuterRef("id"), until__isnull=True)
        .values("household").annotate(n=Count("id")).values("n")
    )  # fmt: skip
    found = list(rows.annotate(living=Coalesce(Subquery(living), 0)).order_by("number")[: limit + 1])
    counts = {row.id: int(getattr(row, "living")) for row in found}  # noqa: B009 - an annotation, no field
    return Page(found[:limit], counts, len(found) > limit)


def household(*, actor: Actor, id: UUID) -> Whole:
    """Raises NotFound for whoever does not keep its village's book. Three statements."""
    row = Household.objects.filter(id=id).first()
    if row is None or not may(actor, "households", place=row.village):
        raise NotFound("没有这一户，或者不归您看。")
    members = list(Member.objects.filter(county=row.county, household=row.id).order_by("since", "id"))
    members.sort(key=lambda one: (one.until is not None, one.kin != "户主"))
    deeds = Deed.objects.filter(county=row.county, subject=row.id, verb__in=VERBS).order_by("-at")[:100]
    return Whole(row, members, list(deeds))


def homes(*, village: str) -> Sequence[tuple[str, str]]:
    """Where a household of the village may live: the village, or a group, grid or hamlet of it. Two statements."""
    return [(village, names([village])[village]), *standing_below([village]).items()]
