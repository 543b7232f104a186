"""Note: every act on staff, rights and households leaves one deed; the same request again is the same deed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.parties.errors import IdReused
from xiangli.parties.models import Deed
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.signature import Door, signed
from xiangli.proof.ids import uuid7


def known(*, county: str, request: UUID, verb: str, data: dict[str, Any]) -> Deed | None:
    """The deed this request left before, if any. Raises IdReused when it was about something else."""
    found = Deed.objects.filter(county=county, request=request).first()
    if found is None:
        return None
    if found.verb != verb or found.data != data:
        raise IdReused
    return found


def subject(deed: Deed) -> UUID:
    """Whom or what a deed is about. Only for deeds that name one."""
    assert deed.subject is not None, deed.verb
    return deed.subject


def note(
    *, county: str, verb: str, by: Actor, said: str, at: datetime, request: UUID, data: dict[str, Any],
    subject: UUID | None = None, doors: tuple[Door, ...] = (),
) -> Deed:  # fmt: skip
    """Append the deed, inside the act's transaction. ``said`` is the act in words, for whoever reads the log."""
    return Deed.objects.create(
        id=uuid7(), county=county, verb=verb, at=at, actor=signed(by, doors), person=by.person, subject=subject,
        said=said[:200], data=data, request=request,
    )  # fmt: skip
