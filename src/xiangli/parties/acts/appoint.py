"""Set up an office, a person with a sign-in, and the post that ties them."""

from collections.abc import Sequence
from datetime import date

from xiangli.parties.models import Organisation, Person, Post, User
from xiangli.parties.reads.may import ACTS
from xiangli.proof.ids import uuid7


class UnknownAct(ValueError):
    """A post was to allow an act no rule knows; it would silently allow nothing."""


def found_organisation(*, name: str, line: str, place: str) -> Organisation:
    """The organisation of office ``line@place``, made when there is none."""
    found, _ = Organisation.objects.get_or_create(line=line, place=place, defaults={"id": uuid7(), "name": name})
    return found


def sign_in_for(*, username: str, password: str, name: str) -> Person:
    """A person with her own sign-in. The password is kept by Django's hasher only."""
    user = User.objects.create_user(username=username, password=password)
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
    """A post for a term. Without ``places`` and ``lines`` it covers the organisation's own. Raises UnknownAct."""
    if strange := [a for a in acts if a not in ACTS]:
        raise UnknownAct(f"no such act: {', '.join(strange)}; known are {', '.join(ACTS)}")
    return Post.objects.create(
        id=uuid7(), person=person, organisation=organisation, name=name, since=since, until=until,
        places=list(places) or [organisation.place], lines=list(lines) or [organisation.line], acts=list(acts),
    )  # fmt: skip
