"""Open a matter from within another: what was one telling becomes two, or a part of the work gets its own clock.

Called inside the transaction of the act that opens it; that act's entry names the new matter as ``into``.
"""

from collections.abc import Mapping
from datetime import datetime
from os import urandom
from typing import Any
from uuid import UUID, uuid5

from xiangli.law.days import standing
from xiangli.matters.acts.append import append
from xiangli.matters.fold import levels, opened
from xiangli.matters.models import Entry, Matter
from xiangli.matters.number import number
from xiangli.policy.reads.edition import procedure
from xiangli.proof.ids import uuid7


def new_id(request: UUID) -> UUID:
    """The id of the matter that an act with this request id opens: the same when it is sent twice."""
    return uuid5(request, "into")


def report_of_part(into: UUID) -> UUID:
    """The id of the report of a matter that was split off."""
    return uuid5(into, "report")


def open_matter(
    *, into: UUID, county: str, place: str, title: str, edition: str, said: Mapping[str, Any], by: str, at: datetime,
    request: UUID,
) -> Matter:  # fmt: skip
    """The row of a new matter ``into`` with its first entry; ``said`` is that entry's data beside what stands here."""
    p = procedure(edition)
    data = {
        "procedure": p.id, "edition": edition, "place": place, "number": number(county, at, into), "topic": "",
        "item": "", "routed": False, "outer_due": None, "calendar": standing().last_year, **said,
    }  # fmt: skip
    entry = Entry(id=uuid7(), county=county, matter=into, seq=1, verb="open", at=at, actor=by, data=data,
                  request=uuid5(request, "open"), salt=urandom(16))  # fmt: skip
    append(entry)
    return Matter.objects.create(id=into, title=title[:120], **levels(place), **opened(entry, p).row())
