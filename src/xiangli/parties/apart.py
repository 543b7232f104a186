"""The three administrators stay apart: nobody is two of them on any one day."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from xiangli.parties.errors import KeptApart
from xiangli.parties.models import Person, Post
from xiangli.parties.rights import ADMINISTRATORS, SHORT


def keep_apart(*, person: Person | None, acts: Sequence[str], since: date, until: date | None) -> None:
    """Raise KeptApart when a post with ``acts`` would make one person two of the three administrators."""
    wanted = set(ADMINISTRATORS) & set(acts)
    if not wanted:
        return
    held = set(wanted)
    if person is not None:
        others = Post.objects.filter(Q(until__isnull=True) | Q(until__gte=since), person=person)
        if until is not None:
            others = others.filter(since__lte=until)
        held |= {act for post in others for act in post.acts if act in ADMINISTRATORS}
    if len(held) > 1:
        names = "、".join(SHORT[act] for act in ADMINISTRATORS if act in held)
        whom = person.name if person else "这个人"
        raise KeptApart(f"系统管理、安全管理、审计三员必须分开：{whom}不能同时是{names}。", "acts")
