"""Open the names of one household for a stated purpose; each opening is on record, and its person may ask who looked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from xiangli.parties.acts.again import again
from xiangli.parties.acts.note import known, note
from xiangli.parties.errors import NotAllowed, NotFound, PartyError
from xiangli.parties.models import Household, Member
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.vault.acts.open_record import note_opening, values

LEAST_PURPOSE = 4


@again
def open_names(*, household: UUID, purpose: str, by: Actor, at: datetime, request: UUID) -> dict[UUID, dict[str, str]]:
    """Member → name, phone, identity number as far as given. Needs ``households`` and ``unseal`` at the village.

    Raises NotFound, NotAllowed, PartyError (no purpose). 个人信息保护法 6, 28: a clear purpose, the least needed.
    """
    row = Household.objects.filter(id=household).first()
    if row is None or not may(by, "households", place=row.village):
        raise NotFound("没有这一户，或者不归您看。")
    if not may(by, "unseal", place=row.village):
        raise NotAllowed("您的岗位不能打开封存的姓名。")
    if sum(c.isalnum() for c in purpose) < LEAST_PURPOSE:
        raise PartyError("请写明用途（至少四个字），本人能看到。", "purpose")
    people = list(Member.objects.filter(county=row.county, household=row.id, until__isnull=True))
    data = {"purpose": purpose.strip()[:200]}
    with transaction.atomic():
        if known(county=row.county, request=request, verb="names_opened", data=data) is None:
            doors = (("unseal", row.village, None),)
            deed = note(county=row.county, verb="names_opened", by=by, said=f"打开第 {row.number} 户的姓名", at=at,
                        request=request, subject=row.id, data=data, doors=doors)  # fmt: skip
            for one in people:
                note_opening(record=one.record, county=row.county, household=row.id, entry=deed.id,
                             actor=deed.actor, purpose=data["purpose"], at=at)  # fmt: skip
    return {one.id: values(record=one.record, county=row.county) for one in people}
