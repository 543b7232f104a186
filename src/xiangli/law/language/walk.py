"""The walk: how each entry moves a matter. Pure; the row of a matter is what this adds up to."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from xiangli.law.language.guards import Facts
from xiangli.law.language.model import NotAllowed, Procedure
from xiangli.law.limits import Limit, due_at


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands after its entries.

    ``owner``: an office; ``step_since`` and ``whole_since``: when the two clocks began; ``due_at``: the nearer of both
    (None once ended); ``by_whole`` says which; ``late``: called late in this visit of the step; ``visits``: how many
    steps were entered; ``handler``: the last office that accepted; ``answered``: an answer was given since the last
    opening; ``unsolved``: how often the reporter said "not solved".
    """

    step: str
    owner: str
    step_since: datetime
    whole_since: datetime
    due_at: datetime | None
    by_whole: bool = False
    late: bool = False
    ended_at: datetime | None = None
    reports: int = 1
    handler: str = ""
    answered: bool = False
    item: str = ""
    seq: int = 1
    visits: int = 1
    unsolved: int = 0


def facts(now: Standing, data: dict[str, Any]) -> Facts:
    """What guards may know of a matter standing so, and of what the actor says."""
    return Facts(
        step=now.step, owner=now.owner, data=data, answered=now.answered, handled=bool(now.handler),
        unsolved=now.unsolved,
    )  # fmt: skip


def begin(p: Procedure, *, data: dict[str, Any], at: datetime) -> Standing:
    """The first entry, ``open``: with ``routed`` the owner is lawful and known, else the desk sorts it first."""
    step = p.routed if data.get("routed") else p.start
    return _clocked(p, Standing(step=step, owner=data["owner"], step_since=at, whole_since=at, due_at=at,
                                item=data.get("item", "")))  # fmt: skip


def target(p: Procedure, now: Standing, verb: str, data: dict[str, Any]) -> str:
    """Where the act leads from here. Raises NotAllowed."""
    return p.target(now.step, verb, data, handled=bool(now.handler))


def advance(p: Procedure, now: Standing, *, verb: str, data: dict[str, Any], at: datetime) -> Standing:
    """The standing after one entry more. Raises NotAllowed.

    ``data["desk"]`` names the sorting office where the act leads back to it.
    """
    now = replace(now, seq=now.seq + 1)
    if verb in ("unseal", "join", "unjoin", "late", "lapse"):
        return _kernel(p, now, verb, at)
    act = p.act(now.step, verb)
    to = target(p, now, verb, data)
    if verb == "accept":
        now = replace(now, handler=now.owner)
    if verb == "answer":
        now = replace(now, answered=True)
    if verb == "reopen":
        now = replace(now, ended_at=None, answered=False)
    if verb in ("rate", "reopen") and data.get("solved") == "no":
        now = replace(now, unsolved=now.unsolved + 1)
    if act.restarts:
        now = replace(now, whole_since=at)
    if p.is_end(to):
        return _ended(now, to, at)
    owner, item = data.get("owner") or now.owner, data.get("item") or now.item
    if p.step(to).owner == "desk":
        if not data.get("desk"):
            raise NotAllowed(now.step, f"{verb} (no desk named)", tuple(p.acts(now.step)))
        owner = data["desk"]
    return _clocked(p, replace(now, step=to, owner=owner, item=item, step_since=at, late=False, visits=now.visits + 1))


def _kernel(p: Procedure, now: Standing, verb: str, at: datetime) -> Standing:
    if verb == "unseal":
        return now
    allowed = tuple(p.acts(now.step))
    if now.ended_at is not None:
        raise NotAllowed(now.step, verb, allowed)
    clock = p.step(now.step).clock
    if verb == "join":
        return replace(now, reports=now.reports + 1)
    if verb == "unjoin" and now.reports > 1:
        return replace(now, reports=now.reports - 1)
    if verb == "late" and clock.kind == "within" and not now.late:
        return replace(now, late=True)
    if verb == "lapse" and clock.kind == "open_for":
        return _ended(now, clock.lapses_to, at)
    raise NotAllowed(now.step, verb, allowed)


def _ended(now: Standing, end: str, at: datetime) -> Standing:
    return replace(now, step=end, ended_at=at, due_at=None, by_whole=False, late=False)


def clocks(p: Procedure, now: Standing) -> list[tuple[datetime, Limit, bool]]:
    """The clocks that run: (began, limit, is the whole clock). The resident's right to rate stops the office's."""
    clock = p.step(now.step).clock
    out = [(now.step_since, clock.limit, False)]
    if clock.kind == "within":
        out.append((now.whole_since, p.whole.limit, True))
    return out


def _clocked(p: Procedure, now: Standing) -> Standing:
    due, by_whole = min((due_at(start, limit), whole) for start, limit, whole in clocks(p, now))
    return replace(now, due_at=due, by_whole=by_whole)
