"""The three administrators of a place that has none yet; from then on staff come and go by their hands only."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from xiangli.parties.acts.appoint import found_organisation
from xiangli.parties.acts.staff import Done, Wanted, staff_in
from xiangli.parties.errors import PartyError
from xiangli.parties.models import Post
from xiangli.parties.reads.actor import SYSTEM
from xiangli.parties.rights import ADMINISTRATORS, SHORT
from xiangli.proof.ids import uuid7

OFFICE = "personnel_organization"


def first_administrators(
    *, place: str, organisation: str, people: Mapping[str, tuple[str, str]], since: date, at: datetime
) -> dict[str, Done]:
    """``people``: each of the three acts → (sign-in name, name). Raises PartyError when one is missing, two are the same
    person, or the place has an administrator already: then those who hold the posts take others in, by two persons."""
    if set(people) != set(ADMINISTRATORS):
        raise PartyError(f"三员要一次设齐：{'、'.join(SHORT[act] for act in ADMINISTRATORS)}。")
    if len({username for username, _ in people.values()}) < len(ADMINISTRATORS):
        raise PartyError("三员必须是三个人。")
    with transaction.atomic():
        held = Post.objects.filter(organisation__place=place).values_list("acts", flat=True)
        if any(act in acts for acts in held for act in ADMINISTRATORS):
            raise PartyError("这个地方已经有管理员；再设由他们在“人员”页办，要两个人。")
        office = found_organisation(name=organisation, line=OFFICE, place=place)
        return {act: _one(office.id, act, username, name, since, at) for act, (username, name) in people.items()}


def _one(office: UUID, act: str, username: str, name: str, since: date, at: datetime) -> Done:
    post = Wanted(organisation=office, name=f"{SHORT[act]}员", acts=(act,), since=since)
    return staff_in(username=username, name=name, post=post, by=SYSTEM, at=at, request=uuid7())
