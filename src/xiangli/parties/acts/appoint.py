"""Set up an office, a person with a sign-in, and the post that ties them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from xiangli.parties.errors import KeptApart
from xiangli.parties.models import Organisation, Person, Post, User
from xiangli.parties.rights import ACTS, ADMINISTRATORS, SHORT
from xiangli.proof.ids import uuid7


class UnknownAct(ValueError):
    """A post was to allow an act no rule knows; it would silently allow nothing."""


def found_organisation(*, name: str, line: str, place: str) -> Organisation:
    """The organisation of office ``line@place``, made when there is none."""
    found, _ = Organisation.objects.get_or_create(line=line, place=place, defaults={"id": uuid7(), "name": name})
    return found


def sign_in_for(*, username: str, password: str, name: str, must_change: bool = False) -> Person:
    """A person with her own sign-in. The password is kept by Django's hasher only."""
    user = User.objects.create_user(username=username, password=password, must_change=must_change)
    return Person.objects.create(id=uuid7(), name=name, user=user)


def appoint(
    *,
    person: Person,
    organisation: Organisation,
    name: str,
    acts: Sequence[str],
    since: date,
    until: date | None = None,
    places: Sequence[str] = (),
    lines: Sequence[str] = (),
) -> Post:
    """A post for a term. Without ``places`` and ``lines`` it covers the organisation's own.

    Raises UnknownAct; KeptApart when she would be two of the three administrators on any one day.
    """
    if strange := [a for a in acts if a not in ACTS]:
        raise UnknownAct(f"no such act: {', '.join(strange)}; known are {', '.join(ACTS)}")
    keep_apart(person=person, acts=acts, since=since, until=until)
    return Post.objects.create(
        id=uuid7(), person=person, organisation=organisation, name=name, since=since, until=until,
        places=list(places) or [organisation.place], lines=list(lines) or [organisation.line], acts=list(acts),
    )  # fmt: skip


def keep_apart(*, person: Person | None, acts: Sequence[str], since: date, until: date | None) -> None:
    """Raise KeptApart when a post with ``acts`` would make one person two of the three administrators."""
    wanted = set(ADMINISTRATORS) & set(acts)
    if not wanted:
        return
    held = set(wanted)
    if person is not None:
        others = Post.objects.filter(Q(until__isnull=True) | Q(until__gte=since), person=person)
        if until is not None:
            others = others.filter(since__lte=until)
        held |= {act for post in others for act in post.acts if act in ADMINISTRATORS}
    if len(held) > 1:
        names = "、".join(SHORT[act] for act in ADMINISTRATORS if act in held)
        whom = person.name if person else "这个人"
        raise KeptApart(f"系统管理、安全管理、审计三员必须分开：{whom}不能同时是{names}。", "acts")
