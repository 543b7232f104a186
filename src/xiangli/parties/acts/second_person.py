"""Strong rights need two: what is asked waits here until somebody else, who holds the security post, has looked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xiangli.parties.acts.again import again
from xiangli.parties.acts.appoint import appoint
from xiangli.parties.acts.note import note
from xiangli.parties.acts.password import fresh_password
from xiangli.parties.acts.second_factor import drop
from xiangli.parties.errors import NotAllowed, NotFound, PartyError
from xiangli.parties.models import Asking, Organisation, Person
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.askings import needed, rules
from xiangli.parties.reads.signature import signed
from xiangli.proof.ids import uuid7


@dataclass(frozen=True, slots=True)
class Ruled:
    """What became of an asking; ``password`` is the new one, shown to whoever agreed, once."""

    asking: Asking
    password: str = ""


def ask(*, kind: str, person: Person, county: str, data: dict[str, Any], said: str, by: Actor, at: datetime) -> Asking:
    """Lay a strong right or reset before a second person, inside the asker's transaction. She notes the deed."""
    return Asking.objects.create(
        id=uuid7(), county=county, kind=kind, person=person, data=data, said=said[:200], asked_by=by.person,
        asked_by_name=signed(by, (("administer", None, None),)), asked_at=at,
    )  # fmt: skip


@again
def rule(*, asking: UUID, grant: bool, by: Actor, at: datetime, request: UUID) -> Ruled:
    """Agree or not. The second person holds ``secure`` there (for the security post itself: ``audit``), is not the
    asker and not the one it is about. A ruled asking is not ruled again. Raises NotFound, NotAllowed, PartyError."""
    with transaction.atomic():
        row = Asking.objects.select_for_update(of=("self",)).select_related("person__user").filter(id=asking).first()
        if row is None or not rules(by, row):
            raise NotFound("没有这项申请，或者不归您审。")
        if row.ruled_at is not None:
            return Ruled(row)
        if by.person is not None and by.person in (row.asked_by, row.person_id):
            raise NotAllowed("强权限要两个人：提出的人和本人都不能审这一项。")
        row.granted, row.ruled_at, row.ruled_by_name = grant, at, signed(by, ((needed(row), row.county, None),))
        row.save(update_fields=["granted", "ruled_at", "ruled_by_name"])
        password = _carry_out(row, at) if grant else ""
        verb = "strong_granted" if grant else "strong_refused"
        note(
            county=row.county, verb=verb, by=by, said=("同意：" if grant else "不同意：") + row.said, at=at,
            request=request, subject=row.person_id, data={"asking": str(row.id)},
            doors=((needed(row), row.county, None),),
        )  # fmt: skip
        return Ruled(row, password)


def _carry_out(row: Asking, at: datetime) -> str:
    user = row.person.user
    if user is None:
        raise PartyError("这个人没有账号。")
    if row.kind == "reset_password":
        return fresh_password(user)
    if row.kind == "drop_second_factor":
        drop(user)
        return ""
    organisation = Organisation.objects.get(id=row.data["organisation"])
    until = row.data.get("until")
    appoint(
        person=row.person, organisation=organisation, name=row.data["name"], acts=row.data["acts"],
        since=date.fromisoformat(row.data["since"]), until=date.fromisoformat(until) if until else None,
        places=row.data.get("places", ()), lines=row.data.get("lines", ()),
    )  # fmt: skip
    return ""
