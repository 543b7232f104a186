"""Open or close publication in a county: the system administrator's act, with its deed."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from xiangli.parties.acts.note import known, note
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.publication.models import PublicationSwitch
from xiangli.publication.rights import NOT_HERS

COUNTY = 6


@transaction.atomic
def switch(*, county: str, open: bool, by: Actor, request: UUID, at: datetime) -> None:
    """Closing hides every page at once; nothing is lost. PermissionDenied; IdReused for an id that said something else."""
    if len(county) != COUNTY or not may(by, "administer", place=county):
        raise PermissionDenied(_(NOT_HERS))
    data = {"open": open}
    if known(county=county, request=request, verb="switch_publication", data=data):
        return
    said = "打开办理结果的公开" if open else "关上办理结果的公开"
    doors = (("administer", county, None),)
    note(county=county, verb="switch_publication", by=by, said=said, at=at, request=request, data=data, doors=doors)
    PublicationSwitch.objects.update_or_create(
        county=county,
        defaults={"open": open, "changed_at": at},
        create_defaults={"id": request, "open": open, "changed_at": at},
    )
