"""A county with a township desk, an office and administrators: people as they sign in, for the tests of this room."""

from datetime import UTC, date, datetime, timedelta

from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.models import Organisation, Person, User
from xiangli.parties.reads.actor import Actor, staff

COUNTY, TOWN, VILLAGE = "430181", "430181110", "430181110201"
AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
TODAY = date(2026, 11, 24)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "correct-horse-battery"


def office(line: str, place: str, name: str = "") -> Organisation:
    """An office, found or made."""
    return found_organisation(name=name or f"示例{line}{place}", line=line, place=place)


def person(username: str, *posts: tuple[str, str, tuple[str, ...]], name: str = "") -> Person:
    """Somebody with a sign-in and posts (line, place, acts) that have run for years."""
    made = sign_in_for(username=username, password=PASSWORD, name=name or f"示例{username}")
    for line, place, acts in posts:
        appoint(person=made, organisation=office(line, place), name="经办", acts=acts, since=LONG_AGO)
    return made


def acting(username: str, at: datetime = AT, wearing: str = "") -> Actor:
    """The actor behind a sign-in at a moment; the second factor counts as set up."""
    user = User.objects.get(username=username)
    if user.second_factor_at is None:
        user.second_factor_at = at - timedelta(days=1)
    return staff(user, on=at.astimezone().date(), at=at, wearing=wearing)


def administrators() -> None:
    """One of each of the three, for the county."""
    for username, act in (("sys", "administer"), ("sec", "secure"), ("aud", "audit")):
        person(username, ("personnel_organization", COUNTY, (act,)), name=f"示例{act[:3]}")
