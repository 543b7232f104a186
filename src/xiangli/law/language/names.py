"""Every name a procedure uses must be declared in it, or be one of the language's own."""

import difflib
import re
from collections.abc import Iterable, Iterator

from xiangli.law.language.guards import GUARDS, arguments
from xiangli.law.language.model import SAME, Act, Choice, Clock, Procedure, Verb
from xiangli.law.language.strict import Path
from xiangli.law.limits import Limit, LimitError, Unit

Fault = tuple[Path, str]
ID = re.compile(r"^[a-z][a-z0-9_]{1,39}$")
VERSION = re.compile(r"^\d{4}-\d{2}-\d{2}(\.\d+)?$")


def meant(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'x'?`` when a known word is near, else the list of known words."""
    known = list(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"


def unresolved(p: Procedure) -> Iterator[Fault]:
    """Each fault with where it stands: a name nobody declared, a clock that is none, an act declared twice."""
    for word in (p.id, *p.steps, *p.ends, *p.fields):
        if not ID.match(word):
            yield (), f"{word!r} is no name: use small letters, digits and _"
    if not VERSION.match(p.version):
        yield ("version",), f"version {p.version!r} is not a date such as 2026-11-24"
    for word in p.ends:
        if word in p.steps:
            yield ("ends", word), f"{word!r} is a step and an end"
    for kind, words in (("steps", p.steps), ("ends", p.ends)):
        if SAME in words:
            yield (kind, SAME), f"{SAME!r} is the language's own word for an act that moves nothing"
    for key in ("start", "routed"):
        if getattr(p, key) not in p.steps:
            yield (key,), f"no step {getattr(p, key)!r}{meant(getattr(p, key), p.steps)}"
    yield from _clock(p, ("whole",), p.whole)
    for name, step in p.steps.items():
        yield from _clock(p, ("steps", name, "clock"), step.clock)
        if step.stops and step.clock.open_for:
            yield ("steps", name, "stops"), "at a party's right no office's clock runs, so there is none to stop"
    for name, field in p.fields.items():
        if (field.type == "choice") != bool(field.of):
            yield ("fields", name), f"field {name!r}: a choice has values ('of'), other types have none"
        if not 1 <= field.least <= field.most:
            yield ("fields", name), f"field {name!r}: least {field.least} is not between 1 and most {field.most}"
    yield from _warns(p)
    yield from _acts(p)


def _warns(p: Procedure) -> Iterator[Fault]:
    hours = []
    for n, one in enumerate(p.warns):
        try:
            limit = one.limit
        except LimitError as wrong:
            yield ("warns", n), str(wrong)
            return
        if limit.unit is not Unit.H:
            yield ("warns", n, "before"), f"a warning comes so many hours before, not {one.before!r}"
        hours.append(limit.amount)
    if hours != sorted(set(hours), reverse=True):
        yield ("warns",), "warnings stand in the order they come"
    listeners = [one.who for one in p.warns]
    yield from ((("warns", n), f"{who!r} is warned twice") for n, who in enumerate(listeners) if who in listeners[:n])


def _clock(p: Procedure, spot: Path, clock: Clock) -> Iterator[Fault]:
    """The clock of a step or of the whole: a duty's or a right's."""
    if clock.not_before:
        yield spot, "'not_before' is a wait of an act ('waits'); a step's clock says until when"
    if bool(clock.within) == bool(clock.open_for):
        yield spot, "a clock needs either 'within' or 'open_for'"
    if clock.silence_is and not clock.within:
        yield spot, "'silence_is' belongs to 'within': it says what an office's silence means"
    if clock.silence_is and clock.silence_is not in {*p.steps, *p.ends}:
        goals = {*p.steps, *p.ends}
        yield (*spot, "silence_is"), f"no step or end {clock.silence_is!r}{meant(clock.silence_is, goals)}"
    if spot == ("whole",) and clock.silence_is:
        yield spot, "'silence_is' belongs to a step; the whole clock only says when"
    if clock.open_for and not clock.lapses_to:
        yield spot, "'open_for' needs 'lapses_to': where the matter goes when nobody spoke"
    if clock.within and clock.lapses_to:
        yield spot, "'lapses_to' belongs to 'open_for'; past 'within' a matter is late and stays"
    if clock.lapses_to and clock.lapses_to not in p.ends:
        yield (*spot, "lapses_to"), f"no end {clock.lapses_to!r}{meant(clock.lapses_to, p.ends)}"
    try:
        _ = clock.limit
    except LimitError as wrong:
        yield spot, str(wrong)


def _acts(p: Procedure) -> Iterator[Fault]:
    goals, seen = {*p.steps, *p.ends}, set()
    for number, act in enumerate(p.acts_):
        here: Path = ("acts", number)
        for where in act.from_:
            if where not in goals:
                yield (*here, "from"), f"no step or end {where!r}{meant(where, goals)}"
            if (where, act.verb) in seen:
                yield here, f"{act.verb!r} stands twice at {where!r}"
            seen.add((where, act.verb))
        for goal in act.goals:
            if goal not in {*goals, SAME}:
                yield (*here, "to"), f"no step or end {goal!r}{meant(goal, goals)}"
        for key in ("from_", "by"):
            if not getattr(act, key):
                yield here, f"{act.verb!r}: {key.strip('_')!r} is empty"
        for word in (*act.needs, *act.may):
            if word not in p.fields:
                yield here, f"no field {word!r}{meant(word, p.fields)}"
        for word in set(act.needs) & set(act.may):
            yield here, f"field {word!r} is needed and optional at once"
        yield from _times(here, act)
        yield from _choice(p, here, act)
        yield from _guards(here, act)


TIMES: dict[str, tuple[str, tuple[Verb, ...]]] = {
    "waits": ("not_before", ()), "stops": ("open_for", ("pause", "supplement_ask")),
    "extends": ("within", ("extend_grant",)),
}  # fmt: skip
"""The clocks of an act: the one word each may say, and the verbs that may (all) and must (all named) have it."""


def _times(here: Path, act: Act) -> Iterator[Fault]:
    for key, (word, verbs) in TIMES.items():
        clock: Clock | None = getattr(act, key)
        if verbs and (clock is not None) != (act.verb in verbs):
            yield here, f"{act.verb!r} {'has no' if clock else 'needs'} {key!r}"
        if clock is None:
            continue
        said = [one for one in ("within", "open_for", "not_before", "lapses_to", "silence_is") if getattr(clock, one)]
        if said != [word]:
            yield (*here, key), f"{key!r} says {word!r} and nothing else"
            continue
        try:
            _ = clock.limit
        except LimitError as wrong:
            yield (*here, key), str(wrong)
    if (act.verb in OPENING) != bool(act.opens):
        yield here, f"{act.verb!r} {'needs' if act.verb in OPENING else 'has no'} 'opens'"
    if act.verb in STAYING and act.to != SAME:
        yield (*here, "to"), f"{act.verb!r} moves nothing: 'to: {SAME}'"


OPENING = ("split", "open_child")
STAYING = (
    "share", "assist", "instruct", "push", "pause", "resume", "extend_ask", "extend_grant", "extend_refuse",
    "supplement_ask", "supplement_give", "split", "open_child", "appeal", "appeal_rule",
)  # fmt: skip
"""Verbs that say something about a matter and leave it where it is."""


def _choice(p: Procedure, here: Path, act: Act) -> Iterator[Fault]:
    if not isinstance(act.to, Choice):
        return
    field, spot = act.to.choice, (*here, "to")
    if field not in p.fields:
        yield spot, f"no field {field!r}{meant(field, p.fields)}"
    elif field not in act.needs:
        yield spot, f"{act.verb!r} leads by {field!r} but does not need it"
    else:
        for value in act.to.leads:
            if value not in p.fields[field].of:
                yield spot, f"{field!r} has no value {value!r}{meant(value, p.fields[field].of)}"


def _guards(here: Path, act: Act) -> Iterator[Fault]:
    for refusal in act.refuses:
        for guard, given in refusal.unless.items():
            spot = (*here, "refuses")
            if guard not in GUARDS:
                yield spot, f"no guard {guard!r}{meant(guard, GUARDS)}"
                continue
            wanted = arguments(guard)
            if set(given) != set(wanted):
                yield (
                    spot,
                    f"guard {guard!r} takes {', '.join(wanted) or 'nothing'}, not {', '.join(given) or 'nothing'}",
                )
            if not given.get("least", "1").isdecimal():
                yield spot, f"guard {guard!r}: least {given['least']!r} is no whole number"
            if "within" in given:
                try:
                    Limit.parse(given["within"], by=given.get("by", ""))
                except LimitError as wrong:
                    yield spot, f"guard {guard!r}: {wrong}"
