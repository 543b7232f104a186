"""Build the demo: settle the people, then let three months pass in their order, with the clock sweep each morning."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from xiangli.matters.acts.sweep import sweep
from xiangli.matters.models import Report
from xiangli.site.demo.draws import draws
from xiangli.site.demo.parties import parties, stood_in
from xiangli.site.demo.people import FILE, Role, offices, settle
from xiangli.site.demo.petitions import petitions
from xiangli.site.demo.publication import code, publication
from xiangli.site.demo.story import PIECES, Handling, events
from xiangli.site.demo.today import today
from xiangli.site.demo.villages import villages
from xiangli.site.demo.ways import ways
from xiangli.work.loop import Loop


def build(*, until: datetime, say: Callable[[str], None]) -> list[tuple[Role, str, str]]:
    """Sign-ins anew each time; the three months only once. All acts are real ones at the moments they are said to be."""
    since = (until - timedelta(days=365)).date()
    made = settle(since=since, var=Path(settings.VAR), at=until)
    offices()
    parties(since=since, until=until)
    if Report.objects.filter(source="demo").count() < PIECES:
        _pass_time(until)
        villages(until=until)
        draws(until=until)
        today(until=until)
        ways(until=until)
        petitions(until=until)
        publication(until=until)
        stood_in(until)
        Loop(now=timezone.now, lease=timedelta(seconds=60)).run(until_idle=True)
    say(f"演示事项：{Report.objects.filter(source='demo').count()} 件报事")
    say(f"看反映人怎样同意公开：首页输入查询码 {code()}")
    say(f"登录名和密码在 {settings.VAR / FILE}")
    return made


def _pass_time(until: datetime) -> None:
    order = count()
    queue: list[tuple[datetime, int, object]] = []
    for at, n, go in events(until=until):
        heapq.heappush(queue, (at, next(order), (n, go)))
    morning = queue[0][0].replace(hour=8, minute=0)
    while queue:
        at, _, what = heapq.heappop(queue)
        while morning <= at:
            sweep(at=morning)
            morning += timedelta(days=1)
        if isinstance(what, Handling):
            going, handling = what.step(at), what
        else:
            n, go = what  # type: ignore[misc]
            go(at)
            going, handling = True, Handling(n)
        if going and (then := _office_hours(at + handling.wait())) < until:
            heapq.heappush(queue, (then, next(order), handling))
    sweep(at=until)


def _office_hours(at: datetime) -> datetime:
    """Moved into the day: nobody in the demo works at night."""
    if at.hour < 8:
        return at.replace(hour=9)
    return at if at.hour < 19 else at.replace(hour=9) + timedelta(days=1)
