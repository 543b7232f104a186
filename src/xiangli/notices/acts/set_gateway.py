"""Set a gateway: the system administrator says where a channel's door stands, and opens or closes it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from xiangli.notices.channels import CHANNELS
from xiangli.notices.errors import NoticeError
from xiangli.notices.models import Gateway
from xiangli.notices.sealing import closed
from xiangli.parties.acts.note import known, note
from xiangli.parties.reads.actor import Actor

SCHEMES = {"sms": ("https://", "http://127.0.0.1"), "mail": ("smtps://", "smtp://"),
           "wecom": ("https://", "http://127.0.0.1"), "dingtalk": ("https://", "http://127.0.0.1")}  # fmt: skip


@transaction.atomic
def set_gateway(
    *, channel: str, url: str, sender: str, secret: str, open: bool, by: Actor, at: datetime, request: UUID
) -> Gateway:
    """An empty ``secret`` keeps the one there is. Raises NoticeError."""
    url, sender = url.strip(), sender.strip()
    if channel not in CHANNELS:
        raise NoticeError("channel", _("没有这个通道。"))
    if not url.startswith(SCHEMES[channel]):
        raise NoticeError("url", _("地址要以 %(start)s 开头。") % {"start": SCHEMES[channel][0]})
    if channel == "mail" and not CHANNELS["mail"].address.fullmatch(sender):
        raise NoticeError("sender", _("发件人写一个邮箱。"))
    data = {"channel": channel, "url": url, "sender": sender, "open": open, "secret": bool(secret)}
    county = by.hats[0].places[0][:6]
    if known(county=county, request=request, verb="set_gateway", data=data):
        return Gateway.objects.get(county=county, channel=channel)
    said = f"{'打开' if open else '关上'}通知通道“{CHANNELS[channel].name}”"
    note(county=county, verb="set_gateway", by=by, said=said, at=at, request=request, data=data)
    more = {"secret": closed(secret, channel)} if secret else {}
    row, _made = Gateway.objects.update_or_create(
        county=county,
        channel=channel,
        defaults={"url": url, "sender": sender, "open": open, "changed_at": at, **more},
        create_defaults={"id": request, "url": url, "sender": sender, "open": open, "changed_at": at, **more},
    )
    return row
