"""The ways a clerk takes something in, as the filters above each of their pages."""

from django.utils.translation import gettext as _

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
