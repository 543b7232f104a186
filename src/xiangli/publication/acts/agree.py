"""The reporter's own word: she agrees to the very text she has read, or takes it back at any time."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from xiangli.matters.models import Report
from xiangli.matters.reads.one import Whole
from xiangli.proof.ids import uuid7
from xiangli.publication.acts.append import append, done_before
from xiangli.publication.acts.set_aside import put_aside
from xiangli.publication.errors import Late, Refused
from xiangli.publication.models import Publication, PublicationStep
from xiangli.publication.reads.state import is_open, never, of_report
from xiangli.publication.text import fits, keep, kept, ruled

REPORTER = "报事人"
TURNS = 8
"""How often her no is tried when others step in between: it must not lose to a reader."""
ACTIVE = ("asked", "waiting", "published")


def agree(*, report: Report, whole: Whole, text: str, request: UUID, at: datetime) -> PublicationStep:
    """``text`` is the digest of what she read. Refused where the county does not publish, and when the text is another now."""
    matter = whole.matter
    data = {"report": str(report.id), "matter": str(matter.id), "text": text}
    row = of_report(
        county=matter.county, report=report.id
    )  # read before the steps: whose row it shows, its step is seen
    if before := done_before(county=matter.county, request=request, verb="agree", data=data):
        return before
    if row is not None and row.state in ACTIVE and not fits(row, whole):
        put_aside(row, at=at)
    if not is_open(county=matter.county) or never(matter):
        raise Refused("", _("这件事不公开。"))
    if row is not None and row.state in ("waiting", "published"):
        raise Refused("", _("您已经同意过这段文字了。"))
    found = ruled(whole, report.id)
    if found is None:
        raise Refused("", _("还没有答复并办结，现在不能公开。"))
    offered = kept(row) if row is not None and row.state == "asked" else found.text
    if offered.digest != text:
        raise Refused("", _("文字和您看到的不一样了。请重新打开页面，看过再定。"))
    fresh = row is None
    row = row or Publication(id=uuid7(), county=matter.county, report=report.id, seq=0)
    preparer = row.preparer
    keep(row, offered)
    row.matter, row.ended_at, row.state, row.preparer = matter.id, whole.standing.ended_at, "waiting", preparer
    return append(row=row, verb="agree", actor=REPORTER, data=data, request=request, at=at, fresh=fresh)


def withdraw(*, report: Report, request: UUID, at: datetime) -> PublicationStep:
    """She takes it back: off at once, whatever was prepared or published, and not a word of the text is kept."""
    data = {"report": str(report.id)}
    for turn in range(TURNS):
        row = of_report(county=report.county, report=report.id)
        if before := done_before(county=report.county, request=request, verb="withdraw", data=data):
            return before
        if row is None or row.state not in ACTIVE:
            raise Refused("", _("您没有同意过公开，没有可以收回的。"))
        row.state = "off"
        keep(row, None)
        try:
            return append(row=row, verb="withdraw", actor=REPORTER, data=data, request=request, at=at)
        except Late:
            if turn == TURNS - 1:
                raise
    raise AssertionError("the last turn returns or raises")
