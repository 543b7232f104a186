"""Retry: the system administrator has what failed tried again, once the gateway is in order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from xiangli.notices.acts.deliver import queue
from xiangli.notices.models import Delivery
from xiangli.parties.acts.note import known, note
from xiangli.parties.reads.actor import Actor

MOST = 500


@transaction.atomic
def retry(*, channel: str, by: Actor, at: datetime, request: UUID) -> int:
    """How many failed messages of a channel are waiting again (the newest MOST)."""
    county = by.hats[0].places[0][:6]
    data = {"channel": channel}
    if known(county=county, request=request, verb="retry_notices", data=data):
        return 0
    rows = list(Delivery.objects.filter(county=county, channel=channel, state="failed").order_by("-made_at")[:MOST])
    note(
        county=county,
        verb="retry_notices",
        by=by,
        said=f"重发 {len(rows)} 条没发出去的通知",
        at=at,
        request=request,
        data=data,
    )
    for row in rows:
        row.state, row.due_at, row.done_at, row.tries = "waiting", at, None, row.tries + 1
        row.save()
        queue(row)
    return len(rows)
