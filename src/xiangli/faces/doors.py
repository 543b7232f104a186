"""The doors beside a desk's list: what is done now and then, one tap away and never in the way."""

from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.web.kit.shapes import Link

DOORS = (
    ("/desk/outer/", "outer", ("handle", "sort")), ("/desk/beside/", "beside", ("sort",)),
    ("/desk/quarrels/", "quarrels", ("sort",)), ("/desk/extensions/", "extensions", ("sort",)),
    ("/desk/bulletin/", "bulletin", ("sort",)), ("/desk/replies/", "replies", ("handle", "sort")),
    ("/desk/corrections/", "corrections", ("sort",)), ("/desk/archive/", "archive", ("handle", "sort")),
    ("/desk/phone/", "phone", ("handle", "sort")), ("/desk/publication/", "publication", ("handle", "sort")),
)  # fmt: skip


def doors(actor: Actor, *without: str) -> list[Link]:
    """The doors open to ``actor``, but for those named in ``without``."""
    labels = {
        "outer": _("上级系统"), "beside": _("像是同一件事"), "quarrels": _("退单和归属异议"), "extensions": _("申请延期"),
        "bulletin": _("月度通报"), "replies": _("知识库"), "corrections": _("改过的判断"), "archive": _("归档"),
        "phone": _("本单位电话"), "publication": _("公开答复"),
    }  # fmt: skip
    return [
        Link(href, labels[name])
        for href, name, acts in DOORS
        if name not in without and any(may(actor, act) for act in acts)
    ]
