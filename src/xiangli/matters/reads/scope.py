"""Which matters a post sees: those its offices own, and, where it sorts, all of its place."""

from django.db.models import Q

from xiangli.lists.lines import LINES
from xiangli.parties.reads.actor import Actor


def offices(actor: Actor) -> list[str]:
    """The offices (``line@place``) that ``actor`` handles for."""
    found: set[str] = set()
    for hat in actor.hats:
        if "handle" in hat.acts:
            lines = LINES if "*" in hat.lines else hat.lines
            found |= {f"{line}@{place}" for line in lines for place in hat.places}
    return sorted(found)


def _under(code: str) -> Q:
    """Matters of a place and of all below it, by the level columns (never a prefix search)."""
    column = {2: None, 4: "city", 6: "county", 9: "town"}.get(len(code), "place")
    return Q() if column is None else Q(**{column: code})


def scope(actor: Actor, *acts: str) -> Q | None:
    """The condition on ``Matter`` for what ``actor`` sees by any of ``acts`` (handle, sort, oversee); None for nothing."""
    parts = []
    for hat in actor.hats:
        if {"sort", "oversee"} & set(hat.acts) & set(acts):
            parts += [_under(place) for place in hat.places]
    if "handle" in acts and (mine := offices(actor)):
        parts.append(Q(owner__in=mine))
    if not parts:
        return None
    if any(not part for part in parts):
        return Q()
    whole = parts[0]
    for part in parts[1:]:
        whole |= part
    return whole
