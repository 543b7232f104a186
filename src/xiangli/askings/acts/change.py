"""Steps after the first: put right what was read, hand it in, take it off the count. Sums move in the same transaction."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from xiangli.askings.acts.add_up import add_up
from xiangli.askings.acts.append import append, done_before, step
from xiangli.askings.errors import NoSuchAsking, NotAllowed, Refused
from xiangli.askings.hours import estimate
from xiangli.askings.models import AskedColumn, VillageAsking
from xiangli.askings.reads.one import said_size
from xiangli.askings.vocabulary import KINDS, lines
from xiangli.law.limits import SHANGHAI
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed

ACT = "handle"


@dataclass(frozen=True, slots=True)
class Right:
    """What a person says it is; ``rows`` and ``columns`` None where she does not know either."""

    line: str
    kind: str
    due_at: datetime | None
    rows: int | None = None
    columns: int | None = None
    held: int = 0


def correct(*, asking: UUID, right: Right, by: Actor, request: UUID, at: datetime) -> VillageAsking:
    """Put it right; hours are estimated anew. Raises NoSuchAsking, NotAllowed, Refused, IdReused."""
    if right.line and right.line not in lines():
        raise Refused("line", "没有这个部门。")
    if right.kind not in KINDS:
        raise Refused("kind", "没有这一类。")
    if not 0 <= right.held <= 100:
        raise Refused("held", "已有的份额在 0 和 100 之间。")
    said = {
        "line": right.line, "kind": right.kind, "held": right.held, "rows": right.rows, "columns": right.columns,
        "due_at": right.due_at.astimezone(SHANGHAI).isoformat(timespec="minutes") if right.due_at else None,
    }  # fmt: skip
    return _step(asking, "correct", said, by=by, request=request, at=at)


def hand_in(*, asking: UUID, by: Actor, request: UUID, at: datetime) -> VillageAsking:
    """It was done or handed in; nobody is asked how long it took. Raises NoSuchAsking, NotAllowed, Refused, IdReused."""
    return _step(asking, "hand_in", {}, by=by, request=request, at=at)


def take_off(*, asking: UUID, ground: str, by: Actor, request: UUID, at: datetime) -> VillageAsking:
    """It was noted by mistake, or withdrawn by its asker: off the count, its steps stay. Raises as ``hand_in``."""
    if len(ground.strip()) < 2:
        raise Refused("ground", "请写一句为什么不算。")
    return _step(asking, "take_off", {"ground": ground.strip()[:200]}, by=by, request=request, at=at)


def _step(
    asking: UUID, verb: str, data: dict[str, Any], *, by: Actor, request: UUID, at: datetime
) -> VillageAsking:  # fmt: skip
    with transaction.atomic():
        row = VillageAsking.objects.select_for_update().filter(id=asking).first()
        if row is None:
            raise NoSuchAsking
        if not may(by, ACT, place=row.place):
            raise NotAllowed("您的岗位不管这个地方。")
        if before := done_before(county=row.county, request=request, verb=verb, data=data):
            if before.asking != asking:
                raise Refused("request", "这个提交编号用过了，请重新打开页面。")
            return row
        if row.off:
            raise Refused("off", "这一笔已经不算数了。")
        if verb == "hand_in" and row.done_at is not None:
            raise Refused("done", "已经交过了。")
        actor = signed(by, [(ACT, row.place, None)])
        made = step(
            place=row.place, asking=asking, seq=row.seq + 1, verb=verb, actor=actor, data=data, request=request, at=at
        )
        try:
            with transaction.atomic():
                append([made])
        except IntegrityError:
            raise Refused("turn", "别人刚改过这一笔，请看一眼再改。") from None
        add_up([row], sign=-1)
        _apply(row, verb, data, at)
        row.seq += 1
        row.save()
        if not row.off:
            add_up([row])
        if verb != "hand_in":
            held = AskedColumn.objects.filter(county=row.county, asking=row.id, place=row.place)
            held.delete() if row.off else held.update(line=row.line)
    return row


def _apply(row: VillageAsking, verb: str, data: dict[str, Any], at: datetime) -> None:
    """Fold one step into the row."""
    if verb == "hand_in":
        row.done_at = at
    elif verb == "take_off":
        row.off = True
    else:
        row.line, row.kind, row.held = data["line"], data["kind"], data["held"]
        row.due_at = datetime.fromisoformat(data["due_at"]) if data["due_at"] else None
        row.rows, row.columns = data["rows"], data["columns"]
        cost = estimate(row.kind, replace(said_size(row), rows=row.rows, columns=row.columns), held=row.held)
        row.likely, row.low, row.high, row.cells = cost.likely, cost.low, cost.high, cost.cells
