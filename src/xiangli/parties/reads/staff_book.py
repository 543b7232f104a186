"""The staff as a workbook: one row a running post, the last column empty, ready to be marked and handed in again."""

from datetime import date

from django.db.models import Q

from xiangli.parties.models import Post
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.sheet_plan import CHANGES
from xiangli.parties.reads.staff import organisations, places_of, under
from xiangli.parties.rights import ACTS, SHORT
from xiangli.parties.workbook import write


def staff_book(*, actor: Actor, on: date) -> bytes:
    """XLSX of the posts that run on ``on`` or later at the places ``actor`` administers. Two statements."""
    where = under(places_of(actor, "administer"), "organisation__place")
    posts = Post.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person__user__isnull=False)
    posts = posts.filter(where) if where is not None else posts.none()
    rows = [
        (p.person.user.username if p.person.user else "", p.person.name, p.organisation.name, p.name,
         "、".join(SHORT[act] for act in p.acts if act in SHORT), p.since, p.until or "", "")
        for p in posts.select_related("person__user", "organisation").order_by("organisation__place", "person__user__username")
    ]  # fmt: skip
    notes = [
        (
            "变动",
            f"空着就是不变；可以写：{'、'.join(CHANGES)}。离职写“任职止”为最后一天；调动写新的单位、岗位和任职起。",
        ),
        ("启封、三员权限", "由第二个人在“安全”页同意后才生效。"),
        *((SHORT[act], words) for act, words in ACTS.items() if act in SHORT),
        *(("单位", one.name) for one in organisations(actor=actor)),
    ]
    return write(rows, notes=notes, changes=CHANGES)
