"""Choose a way: a person says how she, or her office's group, is to be told; and may end it again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from xiangli.notices.channels import CHANNELS, shown
from xiangli.notices.errors import NoticeError
from xiangli.notices.models import Way
from xiangli.notices.sealing import closed
from xiangli.parties.acts.note import known, note
from xiangli.parties.reads.actor import Actor

DAY = 24 * 60


@transaction.atomic
def choose_way(
    *, channel: str, address: str, by: Actor, at: datetime, request: UUID, office: str = "", quiet_from: int = 0,
    quiet_to: int = 0,
) -> Way:  # fmt: skip
    """A way of the person, or with ``office`` of that office, which must be one of hers. Raises NoticeError."""
    address = address.strip()
    kind = CHANNELS.get(channel)
    if kind is None or not (kind.office if office else kind.person):
        raise NoticeError("channel", _("没有这个通道。"))
    if not kind.address.fullmatch(address):
        raise NoticeError("address", _("写法不对，这里填%(what)s。") % {"what": kind.example})
    if not (0 <= quiet_from < DAY and 0 <= quiet_to < DAY):
        raise NoticeError("quiet_from", _("时间写成 21:00。"))
    if by.person is None or (office and office not in {hat.office for hat in by.hats}):
        raise NoticeError("office", _("这不是您的单位。"))
    said = shown(channel, address)
    data = {"way": str(request), "channel": channel, "shown": said, "office": office,
            "quiet": [quiet_from, quiet_to]}  # fmt: skip
    county = by.hats[0].places[0][:6]
    if known(county=county, request=request, verb="choose_way", data=data):
        return Way.objects.get(id=request)
    note(county=county, verb="choose_way", by=by, said=f"通知走{kind.name}：{said}", at=at, request=request,
         data=data, subject=by.person)  # fmt: skip
    return Way.objects.create(
        id=request, county=county, person_id=None if office else by.person, office=office, channel=channel,
        address=closed(address, str(request)), shown=said, quiet_from=quiet_from, quiet_to=quiet_to, since=at,
    )  # fmt: skip


@transaction.atomic
def end_way(*, way: UUID, by: Actor, at: datetime, request: UUID) -> None:
    """Her own way, or one of her office's, ends. What is not hers, or ended already, stays as it is."""
    found = Way.objects.filter(id=way, ended_at__isnull=True).first()
    if found is None or (found.person_id != by.person and found.office not in {hat.office for hat in by.hats}):
        return
    note(county=by.hats[0].places[0][:6], verb="end_way", by=by, said=f"通知不再走：{found.shown}", at=at,
         request=request, data={"way": str(way)}, subject=by.person)  # fmt: skip
    Way.objects.filter(id=way).update(ended_at=at)
