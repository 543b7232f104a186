"""Which matters a post sees: those its offices own, and, where it sorts, all of its place.

Every condition names the county first where one is known, so that the county's own index of open matters serves it.
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from xiangli.lists.lines import LINES
from xiangli.matters.models import Part
from xiangli.matters.search.tokens import office_token, place_token
from xiangli.parties.reads.actor import Actor
from xiangli.places.reads.below import counties_under

PROVINCE, COUNTY = 2, 6
"""Digits of a province's and of a county's code."""
WHOLE = {"sort", "oversee", "instruct"}
"""Acts that see all of a place; ``handle`` sees what its offices own or are asked to assist with."""


def offices(actor: Actor) -> list[str]:
    """The offices (``line@place``) that ``actor`` handles for."""
    found: set[str] = set()
    for hat in actor.hats:
        if "handle" in hat.acts:
            lines = LINES if "*" in hat.lines else hat.lines
            found |= {f"{line}@{place}" for line in lines for place in hat.places}
    return sorted(found)


def _under(code: str) -> Q:
    """Matters of a place and of all below it within its county, by the level columns (never a prefix search)."""
    if len(code) <= COUNTY:
        return Q()
    return Q(town=code) if len(code) == 9 else Q(place=code)


def _parts(actor: Actor, acts: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The places seen whole, and the offices whose matters are seen beside them."""
    whole: set[str] = set()
    for hat in actor.hats:
        if WHOLE & set(hat.acts) & set(acts):
            whole |= set(hat.places)
    mine = offices(actor) if "handle" in acts else []
    beside = [office for office in mine if not any(office.split("@")[1].startswith(place) for place in whole)]
    return sorted(whole), beside


def places_seen(actor: Actor, *acts: str) -> list[str]:
    """The places of which ``actor`` sees everything by any of ``acts``."""
    return _parts(actor, acts)[0]


def scope(actor: Actor, *acts: str) -> Q | None:
    """The condition on ``Matter`` for what ``actor`` sees by any of ``acts`` (handle, sort, oversee, instruct); None for nothing."""
    whole, beside = _parts(actor, acts)
    if not whole and not beside:
        return None
    if any(len(place) <= PROVINCE for place in whole):
        return Q()
    here: dict[tuple[str, ...], list[Q]] = {}
    for code in whole:
        here.setdefault(_counties(code), []).append(_under(code))
    mine: dict[tuple[str, ...], list[str]] = {}
    for office in beside:
        mine.setdefault(_counties(office.split("@")[1]), []).append(office)
    for counties, some in mine.items():
        here.setdefault(counties, []).append(Q(owner__in=some) | asked_to_assist(counties, some))
    return reduce(or_, [_in(counties) & _any(some) for counties, some in sorted(here.items())])


def asked_to_assist(counties: tuple[str, ...], some: list[str]) -> Q:
    """Matters with which any of these offices still owes its part."""
    owed = Part.objects.filter(county__in=counties, office__in=some)
    return Q(id__in=owed.values("matter"))


def _counties(code: str) -> tuple[str, ...]:
    """The counties in which matters of a place, or of its offices, are kept: its own, or those of a city or province."""
    return (code[:COUNTY],) if len(code) >= COUNTY else counties_under(code)


def _in(counties: tuple[str, ...]) -> Q:
    return Q(county=counties[0]) if len(counties) == 1 else Q(county__in=counties)


def _any(some: list[Q]) -> Q:
    return Q() if any(not one for one in some) else reduce(or_, some)


def scope_tokens(actor: Actor, *acts: str) -> list[str]:
    """Tokens of the search index of which a matter that ``actor`` sees has at least one; none when she sees everything."""
    whole, beside = _parts(actor, acts)
    if any(len(place) <= PROVINCE for place in whole):
        return []
    return [*(place_token(place) for place in whole), *(office_token(office) for office in beside)]
