"""The channels there are: their names, what an address of each looks like, and how each sends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xiangli.notices.adapters import Send, mail, robots, sms


@dataclass(frozen=True, slots=True)
class Channel:
    """``address`` matches a whole address; ``person`` and ``office`` say whose way it may be."""

    name: str | Promise
    address: re.Pattern[str]
    example: str | Promise
    send: Send
    person: bool
    office: bool
    place: str
    """Where its gateway usually stands; empty where each county has its own."""


CHANNELS: Mapping[str, Channel] = {
    "sms": Channel(_("短信"), re.compile(r"\+?[0-9]{7,15}"), _("手机号"), sms.send, True, False, ""),
    "mail": Channel(_("邮件"), re.compile(r"[^@\s]{1,60}@[^@\s]{1,60}\.[^@\s]{2,20}"), _("邮箱"), mail.send, True, True, ""),
    "wecom": Channel(
        _("企业微信群"), re.compile(r"[0-9a-zA-Z-]{16,80}"), _("群机器人的 key"), robots.wecom, True, True,
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
    ),
    "dingtalk": Channel(
        _("钉钉群"), re.compile(r"[0-9a-zA-Z]{16,80}(:[0-9a-zA-Z]{16,80})?"), _("群机器人的 access_token，要加签的再写冒号和密钥"),
        robots.dingtalk, True, True, "https://oapi.dingtalk.com/robot/send",
    ),
}  # fmt: skip


def shown(channel: str, address: str) -> str:
    """An address as a page may show it: its two ends."""
    if channel == "mail":
        name, _at, host = address.partition("@")
        return f"{name[:2]}…@{host}"[:60]
    return f"{address[:3]}…{address[-4:]}"
