"""Who can stand in for whom, and which stand-ins run: colleagues of one's office first, then of the same county."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from xiangli.parties.models import Person, Post, StandIn
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.staff import under

MOST = 200


def colleagues(*, actor: Actor, on: date) -> list[tuple[UUID, str]]:
    """(person, “name · organisation”) with a running post in the county of hers: same office first. One statement."""
    offices = {hat.office for hat in (*actor.hats, *actor.others)}
    seen: dict[UUID, tuple[bool, str]] = {}
    for post in _posts(actor, on).order_by("organisation__place", "person__name")[: 4 * MOST]:
        if post.person_id == actor.person:
            continue
        near = f"{post.organisation.line}@{post.organisation.place}" in offices
        if post.person_id not in seen or near:
            seen[post.person_id] = (not near, f"{post.person.name} · {post.organisation.name}")
    ordered = sorted(seen.items(), key=lambda pair: pair[1][0])
    return [(person, label) for person, (_, label) in ordered[:MOST]]


def may_stand_in(*, actor: Actor, person: UUID, on: date) -> Person | None:
    """The person, if she has a running post in a county where the actor has one."""
    post = _posts(actor, on).filter(person=person).first()
    return post.person if post else None


def stand_ins(*, actor: Actor, at: datetime) -> list[StandIn]:
    """Those set for the actor and those she does for others, that run or will; soonest end first. One statement."""
    rows = StandIn.objects.filter(Q(of=actor.person) | Q(by=actor.person), until__gt=at, ended_at__isnull=True)
    return list(rows.select_related("of", "by", "organisation").order_by("until"))


def duties(*, organisation: UUID, at: datetime) -> list[StandIn]:
    """Who is and will be on duty for an office, soonest first. One statement."""
    rows = StandIn.objects.filter(organisation=organisation, until__gt=at, ended_at__isnull=True)
    return list(rows.select_related("by").order_by("since")[:60])


def _posts(actor: Actor, on: date) -> QuerySet[Post]:
    counties = sorted({place[:6] for hat in (*actor.hats, *actor.others) for place in hat.places})
    running = Q(until__isnull=True) | Q(until__gte=on)
    where = under(counties, "organisation__place")
    rows = Post.objects.filter(running, since__lte=on, person__user__is_active=True)
    rows = rows.filter(where) if where is not None else rows.none()
    return rows.select_related("person", "organisation")
