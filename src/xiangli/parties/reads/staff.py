"""The staff an administrator sees: people with posts at her places, and one person with everything that is hers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Left
from django.db.models.lookups import Exact

from xiangli.parties.errors import NotFound
from xiangli.parties.models import Organisation, Person, Post
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.parties.reads.may import may
from xiangli.parties.rights import STRONG

PAGE = 30


def places_of(actor: Actor, act: str) -> list[str]:
    """The places in which ``actor`` may do ``act``."""
    return sorted({place for hat in actor.hats if act in hat.acts for place in hat.places})


def under(places: Sequence[str], column: str) -> Q | None:
    """Rows whose ``column`` (a place's code) is one of ``places`` or lies under one; None for no place.

    By equality of the code's first digits; staff are some thousands in a county, so no index is needed for it.
    """
    parts = [Q(Exact(Left(F(column), len(place)), place)) for place in places]
    return reduce(or_, parts) if parts else None


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person with her posts, running ones first; ``user_name`` is what she signs in with."""

    person: Person
    posts: list[Post]

    @property
    def strong(self) -> bool:
        """Whether any of these posts gives a strong right."""
        return any(act in STRONG for post in self.posts for act in post.acts)


@dataclass(frozen=True, slots=True)
class Staff:
    """One page of people, and the name to go on after."""

    people: list[Colleague]
    after: str


def staff_list(*, actor: Actor, on: date, words: str = "", after: str = "", gone: bool = False) -> Staff:
    """People with a post at the actor's places that runs on ``on`` or later (``gone``: only those without one).

    Found by a part of name or sign-in, or by the organisation's name. Two statements however many rows.
    """
    where = under(places_of(actor, "administer"), "posts__organisation__place")
    if where is None:
        return Staff([], "")
    running = Q(posts__until__isnull=True) | Q(posts__until__gte=on)
    people = Person.objects.filter(where, user__isnull=False).select_related("user")
    people = people.exclude(id__in=Person.objects.filter(running).values("id")) if gone else people.filter(running)
    if words:
        named = Q(name__contains=words) | Q(user__username__contains=words)
        people = people.filter(named | Q(posts__organisation__name__contains=words))
    if after:
        people = people.filter(user__username__gt=after)
    found = list(people.distinct().order_by("user__username")[: PAGE + 1])
    posts = Post.objects.filter(person__in=found[:PAGE]).select_related("organisation").order_by("until", "since")
    held: dict[UUID, list[Post]] = {}
    for post in posts:
        if gone or post.until is None or post.until >= on:
            held.setdefault(post.person_id, []).append(post)
    shown = [Colleague(person, held.get(person.id, [])) for person in found[:PAGE]]
    last = shown[-1].person.user if shown and len(found) > PAGE else None
    return Staff(shown, last.username if last else "")


def colleague(*, actor: Actor, person: UUID, act: str = "administer") -> Colleague:
    """One person with all her posts. Raises NotFound when none of them lies at the actor's places. Two statements."""
    found = Person.objects.filter(id=person, user__isnull=False).select_related("user").first()
    if found is None:
        raise NotFound("没有这个人，或者不归您管。")
    posts = list(Post.objects.filter(person=found).select_related("organisation").order_by("-since", "id"))
    if not any(may(actor, act, place=post.organisation.place) for post in posts):
        raise NotFound("没有这个人，或者不归您管。")
    return Colleague(found, posts)


def organisations(*, actor: Actor, act: str = "administer") -> list[Organisation]:
    """The organisations at the places where the actor may do ``act``, by place and name. One statement."""
    where = under(places_of(actor, act), "place")
    return [] if where is None else list(Organisation.objects.filter(where).order_by("place", "name"))


def offices_of(hats: Sequence[Hat]) -> list[Organisation]:
    """The organisations behind some posts. One statement."""
    pairs = [hat.office.split("@", 1) for hat in hats if "@" in hat.office]
    if not pairs:
        return []
    where = reduce(or_, (Q(line=line, place=place) for line, place in pairs))
    return list(Organisation.objects.filter(where).order_by("place", "name"))
