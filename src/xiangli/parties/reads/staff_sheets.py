"""A staff sheet, for whoever handed it in."""

from uuid import UUID

from xiangli.parties.errors import NotFound
from xiangli.parties.models import StaffSheet
from xiangli.parties.reads.actor import Actor


def staff_sheet(*, actor: Actor, id: UUID) -> StaffSheet:
    """Raises NotFound: it is nobody else's."""
    found = StaffSheet.objects.filter(id=id, by=actor.person).first() if actor.person else None
    if found is None:
        raise NotFound("没有这份人员表，或者不是您交的。")
    return found
