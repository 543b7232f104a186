"""The tokens programs hold, and the posts one may give a token for."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from xiangli.parties.models import Post, Token
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.staff import places_of, under

MOST = 300


def tokens(*, actor: Actor) -> list[Token]:
    """Those at the places ``actor`` secures, running ones first. One statement."""
    where = under(places_of(actor, "secure"), "post__organisation__place")
    if where is None:
        return []
    rows = Token.objects.filter(where).select_related("post__person", "post__organisation").order_by("-made_at")[:MOST]
    return sorted(rows, key=lambda one: one.ended_at is not None)


def posts_for_tokens(*, actor: Actor, on: date) -> list[tuple[UUID, str]]:
    """Running posts there as “office · post · person”. One statement."""
    where = under(places_of(actor, "secure"), "organisation__place")
    if where is None:
        return []
    rows = Post.objects.filter(where, Q(until__isnull=True) | Q(until__gte=on), since__lte=on)
    found = rows.select_related("person", "organisation").order_by("organisation__place", "organisation__name")[:MOST]
    return [(one.id, f"{one.organisation.name} · {one.name} · {one.person.name}") for one in found]
