"""A new office by an administrator's hand: its name, its line, its place; one organisation an office."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from xiangli.parties.acts.again import again
from xiangli.parties.acts.appoint import found_organisation
from xiangli.parties.acts.note import known, note
from xiangli.parties.errors import NotAllowed, PartyError
from xiangli.parties.models import Organisation
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.places.reads.names import names


@again
def found_office(*, name: str, line: str, place: str, by: Actor, at: datetime, request: UUID) -> Organisation:
    """Raises PartyError by field: no name, no such place, an office that is there already under another name."""
    if not may(by, "administer", place=place):
        raise NotAllowed("这个地方不归您管。", "place")
    name, data = name.strip(), {"name": name.strip(), "line": line, "place": place}
    with transaction.atomic():
        if known(county=place[:6], request=request, verb="office_founded", data=data):
            return Organisation.objects.get(line=line, place=place)
        if not name:
            raise PartyError("请写单位名称。", "name")
        if names([place])[place] == place:
            raise PartyError(f"没有代码是 {place} 的地方。", "place")
        found = Organisation.objects.filter(line=line, place=place).first()
        if found:
            raise PartyError(f"这个地方的这条线已经有单位：{found.name}。", "line")
        made = found_organisation(name=name, line=line, place=place)
        note(county=place[:6], verb="office_founded", by=by, said=f"设单位{name}", at=at, request=request, subject=made.id,
             data=data, doors=(("administer", place, None),))  # fmt: skip
    return made
