"""Who may work on a publication, and who may not be one of its two readers."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from xiangli.matters.reads.one import Whole
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signatures, signed
from xiangli.publication.errors import Refused
from xiangli.publication.reads.opened import Opened
from xiangli.publication.reads.state import is_open
from xiangli.publication.text import fits

NOT_HERS = gettext_noop("您的岗位不管这个地方。")
AFTER_NAME = ("（", " 代 ", " 经程序")
"""What follows a person's name in a signature (``parties.reads.signature``, ``parties.reads.actor``)."""


def whoever(by: Actor) -> str:
    """The same person under any of her posts."""
    return str(by.person) if by.person else by.name


def allowed(by: Actor, place: str) -> bool:
    """Whether her posts handle or sort there."""
    return may(by, "handle", place=place) or may(by, "sort", place=place)


def sign(by: Actor, place: str) -> str:
    """How a step of staff is signed."""
    return signed(by, [("sort", place, None), ("handle", place, None)])


def handled(whole: Whole, by: Actor) -> bool:
    """Whether any entry of the matter is hers: under a post of today, one she has left, or of somebody of her name."""
    hers = signatures(by)
    begins = tuple(by.person_name + sign for sign in AFTER_NAME) if by.person_name else ()
    return any(entry.actor in hers or (begins and entry.actor.startswith(begins)) for entry in whole.entries)


def hindered(opened: Opened, by: Actor) -> str:
    """Why she may not be the next to read it, in words; '' when she may."""
    row = opened.row
    if handled(opened.whole, by):
        return _("这件事您经手过，要由没有经手的人来审。")
    if row.preparer == whoever(by):
        return _("文字是您遮的，要由另外两个人审。")
    if whoever(by) in row.reviewers:
        return _("您已经审过了，要由另一个人再审。")
    return ""


def standing(opened: Opened, by: Actor) -> None:
    """Raises PermissionDenied, and Refused unless the county publishes, she agreed, and the matter is where it was."""
    row = opened.row
    if not allowed(by, row.place):
        raise PermissionDenied(_(NOT_HERS))
    if not is_open(county=row.county):
        raise Refused("", _("本县没有打开公开。"))
    if row.state in ("off", "aside"):
        raise Refused("", _("报事人没有同意，或者已经收回，不能公开。"))
    if not fits(row, opened.whole):
        raise Refused("", _("这件事又在办了，办结以后要她看过新的文字再同意。"))
