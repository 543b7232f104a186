"""The walk: how each entry moves a matter. Pure; the row of a matter is what this adds up to."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from xiangli.law.language.clock import Stop, nearest, over, wakes, warnings
from xiangli.law.language.guards import Facts
from xiangli.law.language.model import KERNEL, MERGED, SAME, Act, NotAllowed, Procedure
from xiangli.law.limits import Limit, Pause

LATEST = 9999
"""Counted by whatever holiday notice is the last: what an entry that names none says."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a matter stands after its entries.

    ``owner``: an office; ``step_since`` and ``whole_since``: when the two clocks began; ``due_at``: the nearer of both
    (None once ended, as it stood while ``stopped``); ``by_whole`` says which; ``late``: called late in this visit of
    the step; ``visits``: how many steps were entered; ``handler``: the last office that accepted; ``answered``: an
    answer was given since the last opening; ``unsolved``: how often the reporter said "not solved".

    ``pauses``: how long the clocks stood still, by which row; ``step_more``, ``whole_more``: what lengthened them;
    ``warned``: how many of the procedure's listeners were warned of this due time; ``asked``: who asked for an
    extension that waits for consent; ``assists``: offices that owe their part; ``ruled``: the office a ruling made the owner; ``appealed``: an
    appeal waits, ``first`` ruled on it first and said ``first_yes``; ``excluded``: left out of the count, its entries
    unchanged; ``calendar``: the year of the last holiday notice its days are counted by; ``done``: verbs since the last opening; ``by``: who acted last; ``prior``: the standing that act can be
    taken back to.
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
    step_due: datetime | None = None
    stopped: Stop | None = None
    pauses: tuple[Pause, ...] = ()
    step_more: tuple[Limit, ...] = ()
    whole_more: tuple[Limit, ...] = ()
    warned: int = 0
    asked: str = ""
    assists: tuple[str, ...] = ()
    ruled: str = ""
    appealed: bool = False
    first: str = ""
    first_yes: bool = False
    excluded: bool = False
    done: tuple[str, ...] = ()
    by: str = ""
    calendar: int = LATEST
    prior: "Standing | None" = field(default=None, compare=False, repr=False)


def facts(
    now: Standing, data: dict[str, Any], *, by: str = "", at: datetime | None = None, children: int = 0,
    roles: Iterable[str] = (),
) -> Facts:  # fmt: skip
    """What guards may know of a matter standing so, and of what the actor ``by``, who is ``roles`` here, says at ``at``."""
    return Facts(
        step=now.step, owner=now.owner, data=data, by=by, answered=now.answered, handled=bool(now.handler),
        handler=now.handler, overdue=bool(at and now.due_at and at >= now.due_at and not now.stopped),
        unsolved=now.unsolved, done=now.done,
        stopped=now.stopped.verb if now.stopped else "", asked=now.asked, appealed=now.appealed, first=now.first,
        ruled=bool(now.ruled) and now.ruled == now.owner, assists=now.assists, children=children,
        roles=frozenset(roles), since=now.step_since, at=at,
    )  # fmt: skip


def begin(p: Procedure, *, data: dict[str, Any], at: datetime) -> Standing:
    """The first entry, ``open``: with ``routed`` the owner is lawful and known, else the desk sorts it first."""
    step = p.routed if data.get("routed") else p.start
    return _clocked(p, Standing(step=step, owner=data["owner"], step_since=at, whole_since=at, due_at=at,
                                item=data.get("item", ""), calendar=data.get("calendar", LATEST)))  # fmt: skip


def target(p: Procedure, now: Standing, verb: str, data: dict[str, Any]) -> str:
    """Where the act leads from here; the step itself for one that moves nothing. Raises NotAllowed."""
    return p.target(now.step, verb, data, handled=bool(now.handler))


def advance(p: Procedure, now: Standing, *, verb: str, data: dict[str, Any], at: datetime, by: str = "") -> Standing:
    """The standing after one entry more, made by ``by``. Raises NotAllowed.

    ``data["desk"]`` names the sorting office where the act leads back to it.
    """
    if verb in KERNEL:
        return _kernel(p, replace(now, seq=now.seq + 1), verb, data, at)
    act, to = p.act(now.step, verb), target(p, now, verb, data)
    prior = replace(now, prior=None)
    now = replace(now, seq=now.seq + 1, by=by, prior=prior, done=tuple(sorted({*now.done, verb})))
    now = _said(now, act, data, by)
    if act.restarts:
        since = at if act.restarts == "all" else now.step_since
        now = replace(now, whole_since=at, whole_more=(), step_since=since)
    if act.to == SAME:
        return _stays(p, now, act, at)
    return _moves(p, now, verb, data, to, at)


def _said(now: Standing, act: Act, data: dict[str, Any], by: str) -> Standing:
    """What the act itself says, apart from step and clock."""
    verb = act.verb
    if verb == "accept":
        return replace(now, handler=now.owner)
    if verb == "answer":
        return replace(now, answered=True)
    if verb in ("rate", "reopen"):
        unsolved = now.unsolved + (data.get("solved") == "no")
        if verb == "rate":
            return replace(now, unsolved=unsolved)
        return replace(now, ended_at=None, answered=False, unsolved=unsolved, done=("reopen",))
    if verb == "share":
        return replace(now, assists=tuple(sorted({*now.assists, data["assist"]})))
    if verb == "assist":
        return replace(now, assists=tuple(one for one in now.assists if one != data.get("office")))
    if verb in ("extend_ask", "extend_refuse"):
        return replace(now, asked=(data.get("person") or by) if verb == "extend_ask" else "")
    if verb == "extend_grant":
        more = (act.extends.limit,) if act.extends else ()
        return replace(now, asked="", step_more=now.step_more + more, whole_more=now.whole_more + more)
    if verb == "rule":
        return replace(now, ruled=data["owner"])
    if verb == "appeal":
        return replace(now, appealed=True, first="", first_yes=False)
    if verb == "appeal_rule":
        yes = data.get("exclude") == "yes"
        if not now.first:
            return replace(now, first=data.get("person") or by, first_yes=yes)
        return replace(now, appealed=False, first="", first_yes=False, excluded=yes and now.first_yes)
    return now


def _stays(p: Procedure, now: Standing, act: Act, at: datetime) -> Standing:
    """An act that moves nothing may still stop the clocks, start them again, or lengthen them."""
    if now.ended_at is not None:
        return now
    if act.stops:
        until = over(now, at, act.stops.limit)
        return replace(now, stopped=Stop(at, until, act.verb, act.stops.by))
    if act.verb in ("resume", "supplement_give"):
        return _clocked(p, _run_on(now, at))
    if act.extends or act.restarts:
        before = now.due_at
        now = _clocked(p, now)
        return now if now.due_at == before else replace(now, late=now.late and not _later(now, at), warned=0)
    return now


def _later(now: Standing, at: datetime) -> bool:
    return now.due_at is not None and now.due_at > at


def _moves(p: Procedure, now: Standing, verb: str, data: dict[str, Any], to: str, at: datetime) -> Standing:
    if p.is_end(to):
        return _ended(_run_on(now, at), to, at)
    now = _run_on(now, at)
    left = p.steps.get(now.step)
    if left and left.stops:
        now = replace(now, pauses=(*now.pauses, Pause(now.step_since, at, left.clock.by)))
    owner, item = data.get("owner") or now.owner, data.get("item") or now.item
    if p.step(to).owner == "desk":
        if not data.get("desk"):
            raise NotAllowed(now.step, f"{verb} (no desk named)", tuple(p.acts(now.step)))
        owner = data["desk"]
    return _clocked(p, replace(now, step=to, owner=owner, item=item, step_since=at, step_more=(), late=False, warned=0,
                               asked="", visits=now.visits + 1))  # fmt: skip


def _run_on(now: Standing, at: datetime) -> Standing:
    """The clocks run again from ``at``; how long they stood is kept with its row."""
    if now.stopped is None:
        return now
    stood = Pause(now.stopped.since, at, now.stopped.by)
    return replace(now, stopped=None, pauses=(*now.pauses, stood), warned=0)


def _kernel(p: Procedure, now: Standing, verb: str, data: dict[str, Any], at: datetime) -> Standing:
    if verb in ("unseal", "keyed", "outer_due", "correct"):
        return now
    if verb == "undo" and now.prior is not None:
        return replace(now.prior, seq=now.seq, reports=now.reports)
    now = replace(now, prior=None)
    if now.ended_at is None:
        if verb == "join":
            return replace(now, reports=now.reports + 1)
        if verb == "merge":
            return _ended(_run_on(now, at), MERGED, at)
        if verb == "unjoin" and now.reports > 1:
            return replace(now, reports=now.reports - 1)
        if verb == "recount":
            return _recounted(p, now, data, at)
        if verb in ("late", "warn", "run_on", "lapse", "silence"):
            return _by_itself(p, now, verb, data, at)
    raise NotAllowed(now.step, verb, tuple(p.acts(now.step)))


def _recounted(p: Procedure, now: Standing, data: dict[str, Any], at: datetime) -> Standing:
    """The same clocks by the calendar of a later holiday notice; nobody is late any more who has time again."""
    now = replace(now, calendar=data["calendar"])
    if now.stopped:
        return now
    before, now = now.due_at, _clocked(p, now)
    return now if now.due_at == before else replace(now, warned=0, late=now.late and not _later(now, at))


def _by_itself(p: Procedure, now: Standing, verb: str, data: dict[str, Any], at: datetime) -> Standing:
    """What the clock does unasked. Raises NotAllowed for what this step's clock does not do."""
    clock = p.step(now.step).clock
    if verb == "late" and clock.kind in ("within", "silence") and not now.late and not now.stopped:
        return replace(now, late=True)
    if verb == "warn" and not now.stopped and not now.late:
        told = [n for n, _ in warnings(p, now) if p.warns[n].who in data.get("who", ())]
        if told:
            return replace(now, warned=told[-1] + 1)
    if verb == "run_on" and now.stopped:
        return _clocked(p, _run_on(now, at))
    if verb == "lapse" and clock.kind == "open_for" and not now.stopped:
        return _ended(now, clock.lapses_to, at)
    if verb == "silence" and clock.kind == "silence" and not now.stopped:
        return _moves(p, now, verb, data, clock.silence_is, at)
    raise NotAllowed(now.step, verb, tuple(p.acts(now.step)))


def _ended(now: Standing, end: str, at: datetime) -> Standing:
    return replace(now, step=end, ended_at=at, due_at=None, step_due=None, by_whole=False, late=False, warned=0,
                   asked="")  # fmt: skip


def _clocked(p: Procedure, now: Standing) -> Standing:
    due, by_whole, step_due = nearest(p, now)
    return replace(now, due_at=due, by_whole=by_whole, step_due=step_due)


def wake_at(p: Procedure, now: Standing) -> datetime | None:
    """When the sweep must look at the matter again; None when only people can move it."""
    found = wakes(p, now)
    return found[0][0] if found else None
