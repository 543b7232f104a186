"""The ways a clerk takes something in, as the filters above each of their pages."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from xiangli.matters.models import Matter
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor
from xiangli.web.kit.shapes import Link


def ways(path: str) -> list[Link]:
    """Note, forwarded chat, call, paper; the one shown is current."""
    doors = [
        ("/desk/new/", _("记一件")),
        ("/desk/chat/", _("群聊转来")),
        ("/desk/call/", _("接电话")),
        ("/desk/paper/", _("纸质来件")),
    ]
    return [Link(href, label, current=href == path) for href, label in doors]


def hers(actor: Actor, matters: Iterable[UUID]) -> set[UUID]:
    """Which of the matters just taken in she may open: a village's clerk takes in much that the township has. One statement."""
    seen = scope(actor, "handle", "sort")
    if seen is None:
        return set()
    return set(Matter.objects.filter(seen, id__in=list(matters)).values_list("id", flat=True))
