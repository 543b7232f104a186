"""Keep a good reply as knowledge, change it, or take it away; each reply has an owner and a day it must be looked at again."""

from datetime import date, datetime, timedelta
from uuid import UUID

from xiangli.law.language import FieldError
from xiangli.lists.edition import topics
from xiangli.matters.errors import BadFields, Forbidden, IdReused
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed
from xiangli.replies.models import Reply

LONGEST_LIFE = timedelta(days=730)
MOST_TEXT = 2000


def keep_reply(
    *, id: UUID, topic: str, title: str, text: str, basis: str, owner: str, until: date, by: Actor, at: datetime,
    matter: UUID | None = None,
) -> Reply:  # fmt: skip
    """The reply as kept; the same ``id`` again is the same. ``owner``: an office of the actor's own.

    Raises BadFields, Forbidden, IdReused (the id stands for other words).
    """
    today = at.astimezone().date()
    errors = []
    if topic not in topics():
        errors.append(FieldError("topic", "请选一个事由。"))
    if not 2 <= len(title.strip()) <= 120:
        errors.append(FieldError("title", "写一句问的是什么（2 到 120 字）。"))
    if not 4 <= len(text.strip()) <= MOST_TEXT:
        errors.append(FieldError("text", f"答复要有 4 到 {MOST_TEXT} 个字。"))
    if not today < until <= today + LONGEST_LIFE:
        errors.append(FieldError("until", "有效期要在明天以后、两年以内；到期要有人再看一遍。"))
    if errors:
        raise BadFields(errors)
    if not (may(by, "handle", office=owner) or may(by, "sort", place=owner.partition("@")[2])):
        raise Forbidden(by.name, "收作知识")
    said = {
        "county": owner.partition("@")[2][:6], "topic": topic, "title": title.strip(), "text": text.strip(),
        "basis": basis.strip()[:200], "owner": owner, "until": until, "matter": matter,
    }  # fmt: skip
    row, made = Reply.objects.get_or_create(
        id=id,
        defaults={
            **said,
            "kept_at": at,
            "kept_by": signed(by, [("handle", None, owner), ("sort", owner.partition("@")[2], None)]),
        },
    )
    if not made and any(getattr(row, name) != value for name, value in said.items()):
        raise IdReused(id)
    return row


def drop_reply(*, id: UUID, by: Actor, at: datetime) -> None:
    """Take a reply out of use; it drafts nothing any more. Raises Forbidden for another office's."""
    row = Reply.objects.get(id=id)
    if not (may(by, "handle", office=row.owner) or may(by, "sort", place=row.owner.partition("@")[2])):
        raise Forbidden(by.name, "停用答复")
    Reply.objects.filter(id=id, county=row.county, gone_at__isnull=True).update(gone_at=at)
