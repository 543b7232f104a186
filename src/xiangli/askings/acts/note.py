"""Note an asking: whoever is asked forwards the message, and it is kept with its hours and what the lists say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from xiangli.askings.acts.add_up import add_up
from xiangli.askings.acts.append import append, done_before, step
from xiangli.askings.columns import plain_columns
from xiangli.askings.errors import NotAllowed, Refused
from xiangli.askings.hours import estimate
from xiangli.askings.models import AskedColumn, AskingStep, VillageAsking
from xiangli.askings.reading.kind import Size, masked
from xiangli.askings.vocabulary import CHANNELS, KINDS, LEVELS, lines
from xiangli.law.limits import SHANGHAI
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed

ACT = "handle"
VILLAGE = 12
MOST_TEXT, MOST_TITLE, MOST_COLUMNS = 20_000, 80, 200


@dataclass(frozen=True, slots=True)
class Noted:
    """What is kept of an asking: read from its words, and changed by a person where she knew better."""

    title: str
    text: str
    line: str = ""
    level: str = ""
    channel: str = "chat"
    kind: str = "notice"
    due_at: datetime | None = None
    size: Size = field(default_factory=Size)
    columns: tuple[str, ...] = ()
    held: int = 0
    verdict: str = "none"
    item: str = ""
    file: str = ""


def note(*, place: str, one: Noted, by: Actor, request: UUID, at: datetime) -> VillageAsking:
    """Keep it for the village ``place``; the same ``request`` again changes nothing.

    ``one.held``: percent of its cells that registers hold; ``one.file``: the name of a dropped file. Raises NotAllowed;
    Refused with the field at fault; IdReused.
    """
    if not may(by, ACT, place=place):
        raise NotAllowed("您的岗位不管这个地方。")
    return note_many(places=[place], one=one, actor=signed(by, [(ACT, place, None)]), requests=[request], at=at)[0]


def note_many(
    *, places: Sequence[str], one: Noted, actor: str, requests: Sequence[UUID], at: datetime
) -> list[VillageAsking]:  # fmt: skip
    """Keep the same asking for several villages at once, each with its own request id; written whole or not at all."""
    _check(places, one)
    data = _data(one)
    made: list[VillageAsking] = []
    steps: list[AskingStep] = []
    for place, request in zip(places, requests, strict=True):
        if before := done_before(county=place[:6], request=request, verb="note", data=data):
            made.append(VillageAsking.objects.get(county=place[:6], id=before.asking))
            continue
        first = step(place=place, asking=None, seq=1, verb="note", actor=actor, data=data, request=request, at=at)
        steps.append(first)
        made.append(_row(first, one))
    fresh = {first.asking for first in steps}
    rows = [row for row in made if row.id in fresh]
    try:
        with transaction.atomic():
            append(steps)
            VillageAsking.objects.bulk_create(rows)
            AskedColumn.objects.bulk_create([column for row in rows for column in _columns(row, one)])
            add_up(rows)
    except IntegrityError:  # the same request came twice at once: answer as the repeat it is
        if any(done_before(county=place[:6], request=request, verb="note", data=data) is None
               for place, request in zip(places, requests, strict=True)):  # fmt: skip
            raise
        return note_many(places=places, one=one, actor=actor, requests=requests, at=at)
    return made


def _check(places: Sequence[str], one: Noted) -> None:
    if any(len(place) != VILLAGE or not place.isdigit() for place in places):
        raise Refused("place", "要选一个村（社区）。")
    if not one.text.strip() and not one.file:
        raise Refused("text", "内容是空的。请把消息粘贴进来，或者放一个文件。")
    if len(one.text) > MOST_TEXT:
        raise Refused("text", f"内容有 {len(one.text):,} 个字，最多 {MOST_TEXT:,} 个。")
    if one.line and one.line not in lines():
        raise Refused("line", "没有这个部门。")
    if one.kind not in KINDS:
        raise Refused("kind", "没有这一类。")
    if one.channel not in CHANNELS or one.level not in LEVELS:
        raise Refused("channel", "没有这个渠道。")
    if not 0 <= one.held <= 100:
        raise Refused("held", "已有的份额在 0 和 100 之间。")
    for name in ("rows", "columns", "persons", "words", "minutes"):
        value = getattr(one.size, name)
        if value is not None and not 0 <= value <= 200_000:
            raise Refused(name, "这个数不对，应在 0 和 200,000 之间。")


def _data(one: Noted) -> dict[str, Any]:
    size = {
        name: value
        for name in ("rows", "columns", "persons", "words", "minutes")
        if (value := getattr(one.size, name)) is not None
    }
    cost = estimate(one.kind, one.size, held=one.held)
    said = {
        "title": one.title.strip()[:MOST_TITLE] or "（没有标题）", "text": masked(one.text.strip()), "line": one.line,
        "level": one.level, "channel": one.channel, "kind": one.kind, "size": size, "held": one.held,
        "due_at": one.due_at.astimezone(SHANGHAI).isoformat(timespec="minutes") if one.due_at else "",
        "columns": list(plain_columns(one.columns)[:MOST_COLUMNS]), "verdict": one.verdict, "item": one.item,
        "minutes": list(cost.minutes), "file": one.file[:120],
    }  # fmt: skip
    return {name: value for name, value in said.items() if value not in ("", [], {}, None)} | {"held": one.held}


def _row(first: AskingStep, one: Noted) -> VillageAsking:
    cost = estimate(one.kind, one.size, held=one.held)
    return VillageAsking(
        id=first.asking, county=first.county, place=first.place, town=first.place[:9], line=one.line, level=one.level,
        channel=one.channel, kind=one.kind, title=first.data["title"], came_at=first.at, month=month(first.at),
        due_at=one.due_at, rows=one.size.rows, columns=one.size.columns, cells=cost.cells, held=one.held,
        likely=cost.likely, low=cost.low, high=cost.high, verdict=one.verdict, item=one.item,
    )  # fmt: skip


def _columns(row: VillageAsking, one: Noted) -> list[AskedColumn]:
    return [
        AskedColumn(county=row.county, place=row.place, column=name, asking=row.id, line=row.line, at=row.came_at)
        for name in plain_columns(one.columns)[:MOST_COLUMNS]
    ]


def month(at: datetime) -> int:
    """yyyymm on Shanghai's clock."""
    local = at.astimezone(SHANGHAI)
    return local.year * 100 + local.month
