"""Invented people and offices for the pages' tests, in a real county with real places."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.test import Client

from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.matters.models import Matter
from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.models import User
from xiangli.proof.ids import uuid7
from xiangli.vault.follow import follow_code

COUNTY, TOWN, VILLAGE = "430181", "430181109", "430181109217"
PASSWORD = "correct-horse-battery"
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """A report as registered: its id, follow code and matter."""

    report: UUID
    code: str
    matter: UUID

    @property
    def row(self) -> Matter:
        """The matter as it stands now."""
        return Matter.objects.get(id=self.matter)


def hire(
    username: str, *, line: str, place: str, acts: list[str], name: str = "示例员", lines: list[str] | None = None
) -> None:
    """A person with a sign-in and one post."""
    organisation = found_organisation(name=f"示例{line}单位{place}", line=line, place=place)
    person = sign_in_for(username=username, password=PASSWORD, name=name)
    appoint(
        person=person,
        organisation=organisation,
        name="经办",
        acts=acts,
        since=date(2020, 1, 1),
        lines=lines or [line],
        places=[place],
    )


def signed_in(username: str) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def tell(text: str, at: datetime = NOW, **more: Any) -> Told:
    """Register a report through the public act at the moment ``at``."""
    one = Incoming(
        id=uuid7(),
        text=text,
        place=more.pop("place", TOWN),
        owner=more.pop("owner", f"desk@{TOWN}"),
        item=more.pop("item", "X-1"),
        **more,
    )
    outcome = receive([one], at=at)[0]
    assert outcome.matter is not None, outcome.reason
    return Told(one.id, follow_code(one.id), outcome.matter)
