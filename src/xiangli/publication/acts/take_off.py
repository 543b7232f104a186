"""Staff of the place take a text off at once, with the reason: a slip must not wait for anybody."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import Actor
from xiangli.publication.acts.append import append, done_before
from xiangli.publication.errors import Refused
from xiangli.publication.models import PublicationStep
from xiangli.publication.reads.opened import Opened
from xiangli.publication.rights import NOT_HERS, allowed, sign, whoever
from xiangli.publication.text import keep


def take_off(*, opened: Opened, why: str, by: Actor, request: UUID, at: datetime) -> PublicationStep:
    """Off, its text gone; to be published again it needs her fresh consent. Refused where nothing is under way."""
    row, why = opened.row, why.strip()
    data = {"why": why, "who": whoever(by)}
    if before := done_before(county=row.county, request=request, verb="take_off", data=data):
        return before
    if not allowed(by, row.place):
        raise PermissionDenied(_(NOT_HERS))
    if row.state not in ("asked", "waiting", "published"):
        raise Refused("", _("没有公开，没有可以撤下的。"))
    if len(why) < 2:
        raise Refused("why", _("请写明为什么撤下。"))
    row.state = "off"
    keep(row, None)
    tell = f"{opened.whole.matter.number} 公开答复：已经撤下。{why}"
    return append(row=row, verb="take_off", actor=sign(by, row.place), data=data, request=request, at=at, tell=tell)
