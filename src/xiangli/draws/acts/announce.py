"""Name what is drawn from, how many, and which public numbers will decide: before anybody can know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiangli.draws.acts.append import append, done_before
from xiangli.draws.errors import NotAllowed, Refused
from xiangli.draws.models import DrawStep
from xiangli.engines.draw import BadPool, pool
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed

ACT = "handle"


@dataclass(frozen=True, slots=True)
class Source:
    """A public number still to come: what it is called, and when it is made known."""

    name: str
    known_at: datetime


def announce(
    *, place: str, title: str, names: str, take: int, sources: Sequence[Source], by: Actor, request: UUID, at: datetime
) -> DrawStep:
    """Write the announcement. Raises NotAllowed; Refused for a list, a number or a source that will not do."""
    if not may(by, ACT, place=place):
        raise NotAllowed("您的岗位不管这个地方。")
    try:
        listed = pool(names)
    except BadPool as wrong:
        raise Refused("names", str(wrong)) from wrong
    if not 1 <= take < len(listed):
        raise Refused("take", f"名单有 {len(listed)} 个，要抽的数在 1 和 {len(listed) - 1} 之间。")
    if not title.strip():
        raise Refused("title", "请写明抽什么。")
    if not sources:
        raise Refused("sources", "请写明用哪个公开的随机数。")
    said = [{"name": one.name.strip(), "known_at": one.known_at.isoformat(timespec="minutes")} for one in sources]
    data = {"title": title.strip(), "names": listed, "take": take, "sources": said}
    if before := done_before(county=place[:6], request=request, verb="announce", data=data):
        return before
    for one in sources:
        if one.known_at <= at:
            raise Refused("sources", f"“{one.name}”在登记之前就公布了。要用登记以后才公布的数。")
    actor = signed(by, [(ACT, place, None)])
    return append(place=place, draw=None, seq=1, verb="announce", actor=actor, data=data, request=request, at=at)
