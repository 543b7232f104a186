"""Staff in, out and moved, by an administrator's hand; each a deed, strong rights only once a second person agrees."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from xiangli.parties.acts.again import again
from xiangli.parties.acts.appoint import appoint, sign_in_for
from xiangli.parties.acts.note import known, note, subject
from xiangli.parties.acts.password import handed
from xiangli.parties.acts.second_person import ask
from xiangli.parties.apart import keep_apart
from xiangli.parties.errors import NotAllowed, NotFound, PartyError
from xiangli.parties.models import Organisation, Person, Post, User
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import Door
from xiangli.parties.rights import SHORT, STRONG
from xiangli.parties.usernames import check_username


@dataclass(frozen=True, slots=True)
class Wanted:
    """A post as an administrator wants it: whose, where, called what, with which acts, from when to when."""

    organisation: UUID
    name: str
    acts: tuple[str, ...]
    since: date
    until: date | None = None

    def plain(self) -> dict[str, Any]:
        """As a deed keeps it."""
        return {
            "organisation": str(self.organisation), "name": self.name, "acts": list(self.acts),
            "since": self.since.isoformat(), "until": self.until.isoformat() if self.until else None,
        }  # fmt: skip


@dataclass(slots=True)
class Done:
    """What came of it: the person, a password to hand over (shown once), strong rights that wait for a second person."""

    person: Person
    password: str = ""
    waiting: list[str] = field(default_factory=list)
    repeated: bool = False


@again
def staff_in(*, username: str, name: str, post: Wanted, by: Actor, at: datetime, request: UUID) -> Done:
    """A new person with her sign-in and first post. Raises PartyError by field, NotAllowed, IdReused."""
    organisation = _organisation(by, post.organisation)
    data = {"username": username, "name": name, **post.plain()}
    with transaction.atomic():
        if found := known(county=_county(organisation), request=request, verb="staff_in", data=data):
            return Done(_person(subject(found)), repeated=True)
        check_username(username)
        if not name.strip():
            raise PartyError("请写姓名。", "name")
        if User.objects.filter(username=username).exists():
            raise PartyError(f"用户名 {username} 已经有人用。她若是调来的，请到她那一页加一个岗位。", "username")
        _check(post, None)
        password, hashed = handed()
        person = sign_in_for(username=username, password=None, name=name.strip(), hashed=hashed)
        said = f"{name}（{username}）到{organisation.name}任{post.name}"
        done = Done(person, password, _give(person, organisation, post, by, at))
        _note("staff_in", organisation, person, by, said, at, request, data)
    return done


@again
def post_added(*, person: UUID, post: Wanted, by: Actor, at: datetime, request: UUID) -> Done:
    """One more post for somebody who is here already."""
    organisation = _organisation(by, post.organisation)
    data = {"person": str(person), **post.plain()}
    with transaction.atomic():
        found = _person(person)
        if known(county=_county(organisation), request=request, verb="post_added", data=data):
            return Done(found, repeated=True)
        _check(post, found)
        waiting = _give(found, organisation, post, by, at)
        said = f"{found.name}在{organisation.name}任{post.name}"
        _note("post_added", organisation, found, by, said, at, request, data)
    return Done(found, waiting=waiting)


@again
def staff_moved(*, person: UUID, post: Wanted, by: Actor, at: datetime, request: UUID) -> Done:
    """To another post: what she holds within the administrator's places ends the day before the new one begins."""
    organisation = _organisation(by, post.organisation)
    data = {"person": str(person), **post.plain()}
    with transaction.atomic():
        found = _person(person)
        if known(county=_county(organisation), request=request, verb="staff_moved", data=data):
            return Done(found, repeated=True)
        ended = _end_posts(found, post.since - timedelta(days=1), by)
        _check(post, found)
        waiting = _give(found, organisation, post, by, at)
        said = f"{found.name}从{'、'.join(ended) or '（无岗位）'}调到{organisation.name}任{post.name}"
        _note("staff_moved", organisation, found, by, said, at, request, data)
    return Done(found, waiting=waiting)


@again
def staff_out(*, person: UUID, last_day: date, by: Actor, at: datetime, request: UUID) -> Done:
    """She leaves: every post of hers within the administrator's places ends with ``last_day``."""
    data = {"person": str(person), "last_day": last_day.isoformat()}
    with transaction.atomic():
        found = _person(person)
        held = Post.objects.filter(person=found).select_related("organisation").order_by("-since").first()
        if held is None or not may(by, "administer", place=held.organisation.place):
            raise NotFound("没有这个人，或者不归您管。")
        if known(county=_county(held.organisation), request=request, verb="staff_out", data=data):
            return Done(found, repeated=True)
        ended = _end_posts(found, last_day, by)
        if not ended:
            raise PartyError(f"{found.name}在 {last_day} 之后没有岗位，不用再办离岗。", "last_day")
        said = f"{found.name}离岗，最后一天 {last_day}：{'、'.join(ended)}"
        _note("staff_out", held.organisation, found, by, said, at, request, data)
    return Done(found)


def _check(post: Wanted, person: Person | None) -> None:
    if not post.name.strip():
        raise PartyError("请写岗位名称。", "name_of_post")
    if strange := [act for act in post.acts if act not in SHORT]:
        raise PartyError(f"没有这种权限：{'、'.join(strange)}。", "acts")
    if post.until and post.until < post.since:
        raise PartyError("任职止不能早于任职起。", "until")
    keep_apart(person=person, acts=post.acts, since=post.since, until=post.until)


def _give(person: Person, organisation: Organisation, post: Wanted, by: Actor, at: datetime) -> list[str]:
    """Plain rights at once; strong ones are laid before a second person as a post of their own."""
    strong = [act for act in post.acts if act in STRONG]
    if by.kind == "system":
        strong = []
    plain = [act for act in post.acts if act not in strong]
    if plain or not strong:
        appoint(
            person=person, organisation=organisation, name=post.name, acts=plain, since=post.since, until=post.until
        )
    if strong:
        said = f"给{person.name}（{organisation.name}·{post.name}）强权限：{'、'.join(SHORT[a] for a in strong)}"
        data = {**post.plain(), "acts": strong}
        ask(kind="appoint", person=person, county=_county(organisation), data=data, said=said, by=by, at=at)
    return strong


def _end_posts(person: Person, last_day: date, by: Actor) -> list[str]:
    running = Post.objects.filter(Q(until__isnull=True) | Q(until__gt=last_day), person=person)
    mine = [p for p in running.select_related("organisation") if may(by, "administer", place=p.organisation.place)]
    for post in mine:
        post.until = max(last_day, post.since - timedelta(days=1))
        post.save(update_fields=["until"])
    return [f"{post.organisation.name}·{post.name}" for post in mine]


def _organisation(by: Actor, organisation: UUID) -> Organisation:
    found = Organisation.objects.filter(id=organisation).first()
    if found is None:
        raise PartyError("没有这个单位。", "organisation")
    if not may(by, "administer", place=found.place):
        raise NotAllowed(f"{found.name}不归您管。", "organisation")
    return found


def _person(person: UUID) -> Person:
    found = Person.objects.filter(id=person, user__isnull=False).select_related("user").first()
    if found is None:
        raise NotFound("没有这个人，或者不归您管。")
    return found


def _county(organisation: Organisation) -> str:
    return organisation.place[:6]


def _note(
    verb: str, organisation: Organisation, person: Person, by: Actor, said: str, at: datetime, request: UUID,
    data: dict[str, Any],
) -> None:  # fmt: skip
    doors: Sequence[Door] = (("administer", organisation.place, None),)
    note(
        county=_county(organisation), verb=verb, by=by, said=said, at=at, request=request, subject=person.id, data=data,
        doors=tuple(doors),
    )  # fmt: skip
