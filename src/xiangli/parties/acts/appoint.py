"""Set up an office, a person with a sign-in, and the post that ties them."""

from collections.abc import Sequence
from datetime import date

from xiangli.parties.apart import keep_apart
from xiangli.parties.models import Organisation, Person, Post, User
from xiangli.parties.rights import ACTS
from xiangli.proof.ids import uuid7


class UnknownAct(ValueError):
    """A post was to allow an act no rule knows; it would silently allow nothing."""


def found_organisation(*, name: str, line: str, place: str) -> Organisation:
    """The organisation of office ``line@place``, made when there is none."""
    found, _ = Organisation.objects.get_or_create(line=line, place=place, defaults={"id": uuid7(), "name": name})
    return found


def sign_in_for(*, username: str, password: str | None, name: str, hashed: str = "") -> Person:
    """A person with her own sign-in. Kept is the password's hash only: made here, or one ``hashed`` already and handed
    over, which must be changed at the first sign-in."""
    user = User(username=username, password=hashed, must_change=bool(hashed))
    if not hashed:
        user.set_password(password)
    user.save(force_insert=True)
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
