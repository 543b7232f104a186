"""Deliver: from a notice on our pages to the messages that leave the house, one row a way. A job of the worker.

Staff are told as they chose. A reporter is told by text message when a gateway is open and she left a number; that her
number was opened for it stands in the ledger and on her page, as every opening does.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from xiangli.law.limits import SHANGHAI
from xiangli.matters.models import Report
from xiangli.notices.models import Delivery, Gateway, Notice, Way
from xiangli.parties.models import Post
from xiangli.proof.ids import uuid7
from xiangli.work.acts.enqueue import enqueue

QUIET_FROM, QUIET_TO = 21 * 60, 8 * 60
"""A reporter's quiet hours, minutes of the day: nobody is woken by a platform."""


def deliver(*, payload: dict[str, Any], at: datetime) -> None:
    """One row for each way that is open for the notice's reader; run twice it adds nothing."""
    notice = Notice.objects.get(id=UUID(payload["notice"]), county=payload["county"])
    usable = set(Gateway.objects.filter(county=notice.county, open=True).values_list("channel", flat=True))
    for way in _ways(notice, at):
        if way.channel in usable:
            _row(notice, way.channel, way, waits_until(at, way.quiet_from, way.quiet_to), at)
    if "sms" in usable and "@" not in notice.reader and _left_a_number(notice):
        _row(notice, "sms", None, waits_until(at, QUIET_FROM, QUIET_TO), at)


def waits_until(at: datetime, quiet_from: int, quiet_to: int) -> datetime:
    """``at`` itself, or the end of the quiet hours it falls into."""
    local = at.astimezone(SHANGHAI)
    minute = local.hour * 60 + local.minute
    inside = quiet_from <= minute < quiet_to if quiet_from <= quiet_to else not quiet_to <= minute < quiet_from
    if not inside or quiet_from == quiet_to:
        return at
    end = local.replace(hour=quiet_to // 60, minute=quiet_to % 60, second=0, microsecond=0)
    return end if end > local else end + timedelta(days=1)


def _row(notice: Notice, channel: str, way: Way | None, due: datetime, at: datetime) -> None:
    row, made = Delivery.objects.get_or_create(
        county=notice.county, notice=notice.id, way=way.id if way else None,
        defaults={"id": uuid7(), "channel": channel, "reader": notice.reader, "due_at": due, "made_at": at},
    )  # fmt: skip
    if made:
        queue(row)


def queue(row: Delivery) -> None:
    """Have the next try of a delivery made when it is due."""
    payload = {"county": row.county, "delivery": str(row.id)}
    enqueue(kind="send", key=f"send:{row.id}:{row.tries}", payload=payload, run_at=row.due_at)


def _ways(notice: Notice, at: datetime) -> list[Way]:
    """The ways of an office's group and of the people whose posts run there; none for a reporter."""
    kind, _, rest = notice.reader.rpartition(":")
    if "@" not in rest and kind != "leader":
        return []
    running = Q(until__isnull=True) | Q(until__gte=at.astimezone(SHANGHAI).date())
    posts = Post.objects.filter(running, since__lte=at.astimezone(SHANGHAI).date())
    if kind == "leader":
        around = [rest[:n] for n in (2, 4, 6, 9) if n <= len(rest)]
        led = posts.filter(organisation__place__in=around)
        people = [p.person_id for p in led if "instruct" in p.acts and any(rest.startswith(c) for c in p.places)]
        return list(Way.objects.filter(person__in=people, ended_at__isnull=True).order_by("id"))
    line, _, place = rest.partition("@")
    members = posts.filter(organisation__line=line, organisation__place=place).values_list("person", flat=True)
    whose = Q(person__in=members) if kind else Q(person__in=members) | Q(office=rest)
    return list(Way.objects.filter(whose, ended_at__isnull=True).order_by("id"))


def _left_a_number(notice: Notice) -> bool:
    try:
        report = UUID(notice.reader)
    except ValueError:
        return False
    return Report.objects.filter(id=report, county=notice.county, reporter__isnull=False).exists()
