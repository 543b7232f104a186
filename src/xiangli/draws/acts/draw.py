"""Put in the numbers once they are known, and choose; or put wrong numbers right, with the reason, both kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from xiangli.draws.acts.announce import ACT
from xiangli.draws.acts.append import append, done_before
from xiangli.draws.errors import NotAllowed, Refused, SecondOne
from xiangli.draws.models import DrawStep
from xiangli.draws.reads.draws import Draw, one
from xiangli.engines.draw import BadSource, key, select, values
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed


def draw(*, draw: UUID, given: Sequence[str], why: str, by: Actor, request: UUID, at: datetime) -> DrawStep:
    """The result under the values ``given``, one text for each source named; ``why`` only when it corrects an earlier one.

    Raises NoSuchDraw, NotAllowed; Refused before the last number is known, for values that are none, and for a
    correction without a reason; SecondOne when somebody drew first.
    """
    found = one(draw)
    if not may(by, ACT, place=found.place):
        raise NotAllowed("您的岗位不管这个地方。")
    verb = "correct" if why.strip() else "draw"
    data: dict[str, Any] = {
        "values": [" ".join(text.split()) for text in given],
        **({"why": why.strip()} if why.strip() else {}),
    }
    if before := done_before(county=found.county, request=request, verb=verb, data=data):
        return before
    _check(found, given, why.strip(), at)
    try:
        used = key([values(text, number=n) for n, text in enumerate(given, 1)])
    except BadSource as wrong:
        raise Refused(f"value_{wrong.number}", str(wrong)) from wrong
    taken = select(size=len(found.names), take=found.take, key=used)
    data |= {"key": used, "taken": [one.number for one in taken], "digests": [one.digest for one in taken]}
    actor = signed(by, [(ACT, found.place, None)])
    try:
        return append(
            place=found.place,
            draw=draw,
            seq=len(found.steps) + 1,
            verb=verb,
            actor=actor,
            data=data,
            request=request,
            at=at,
        )
    except IntegrityError:
        raise SecondOne(one(draw).steps[-1]) from None


def _check(found: Draw, given: Sequence[str], why: str, at: datetime) -> None:
    if at < found.known_at:
        raise Refused("values", f"随机数要到 {found.known_at:%Y-%m-%d %H:%M} 才公布，现在还不能抽。")
    if len(given) != len(found.sources):
        raise Refused("values", f"要填 {len(found.sources)} 个来源的数字。")
    if found.result is not None and not why:
        raise SecondOne(found.result)
    if found.result is None and why:
        raise Refused("why", "还没有抽过，没有可以更正的。")
    if why and len(why) < 4:
        raise Refused("why", "请写明为什么更正。")
