"""Join by hand: a person has seen two tellings side by side and says they are one event. The younger goes into the older.

Every report of the one matter moves into the other, each by an entry ``join`` there; the one left behind ends as
``merged``. It is undone report by report (``unjoin``).
"""

from datetime import datetime
from functools import partial
from uuid import UUID, uuid5

from django.db import transaction

from xiangli.matters.acts.perform import Done, perform
from xiangli.matters.errors import ActError, Forbidden, NoSuchMatter
from xiangli.matters.models import Entry, JoinKey, Matter, Report
from xiangli.matters.models.join_key import held_of, rows_of
from xiangli.matters.roles import roles
from xiangli.parties.reads.actor import Actor


class CannotJoin(ActError):
    """The two cannot become one; the reason is in plain words."""

    status = 409


def join(*, matter: UUID, into: UUID, by: Actor, at: datetime, request: UUID) -> Done:
    """``Done`` is of ``into``. The desk's act at both. Raises CannotJoin, Forbidden, NoSuchMatter, errors of ``perform``."""
    with transaction.atomic():
        return _join(matter, into, by, at, request)


def _join(matter: UUID, into: UUID, by: Actor, at: datetime, request: UUID) -> Done:
    rows = Matter.objects.in_bulk([matter, into])
    left, kept = rows.get(matter), rows.get(into)
    if left is None or kept is None:
        raise NoSuchMatter
    if "desk" not in roles(by, left) or "desk" not in roles(by, kept):
        raise Forbidden(by.name, "并案")
    before = Entry.objects.filter(county=left.county, request=request).first()
    if before is None:
        if left.county != kept.county or left.id == kept.id:
            raise CannotJoin("只能把同一个县的两件事并到一起。")
        if left.ended_at or kept.ended_at:
            raise CannotJoin("其中一件已经办结，不能再并。")
    told = list(Report.objects.filter(county=left.county, matter=left.id).order_by("received_at", "id"))
    done = perform(matter=left.id, verb="merge", data={"into": str(into)}, by=by, at=at, request=request)
    if done.repeated:
        return Done(Matter.objects.get(id=into), done.entry, repeated=True)
    for report in told:
        data = {"report": str(report.id), "body": bytes(report.body).hex(), "percent": 100, "left": str(left.id)}
        done = perform(matter=into, verb="join", data=data, by=by, at=at, request=uuid5(request, str(report.id)),
                       also=partial(_move, report, into))  # fmt: skip
    return done


def _move(report: Report, into: UUID, entry: Entry) -> None:
    held_of(report).delete()
    Report.objects.filter(id=report.id, county=report.county).update(matter=into)
    JoinKey.objects.bulk_create(rows_of([report], matter=into))
