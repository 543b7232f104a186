"""Group robots of WeCom and DingTalk: the way's address is the robot's key, the gateway's the service's.

So nobody can make the server call an address of her own. Both answer ``errcode`` 0 for taken.
"""

import base64
import hmac
import time
import urllib.parse

from xiangli.notices.adapters import Door, NotSent
from xiangli.notices.adapters.post import post

BUSY = {45009, 130101}
"""Codes of “too often”: try again later."""


def wecom(door: Door, *, address: str, text: str, message: str) -> None:
    """``address``: the key of the group's robot. Raises NotSent."""
    del message
    _taken(
        post(f"{door.url}?{urllib.parse.urlencode({'key': address})}", {"msgtype": "text", "text": {"content": text}})
    )


def dingtalk(door: Door, *, address: str, text: str, message: str) -> None:
    """``address``: the robot's access token, with ``:`` and its signing secret where it wants one. Raises NotSent."""
    del message
    token, _, secret = address.partition(":")
    query = {"access_token": token}
    if secret:
        moment = str(round(time.time() * 1000))
        signed = hmac.digest(secret.encode(), f"{moment}\n{secret}".encode(), "sha256")
        query |= {"timestamp": moment, "sign": base64.b64encode(signed).decode()}
    _taken(post(f"{door.url}?{urllib.parse.urlencode(query)}", {"msgtype": "text", "text": {"content": text}}))


def _taken(answer: dict[str, object]) -> None:
    code = answer.get("errcode", 0)
    if code != 0:
        raise NotSent(f"对方不收：{code} {str(answer.get('errmsg', ''))[:80]}", again=code in BUSY)
