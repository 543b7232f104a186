"""Wrong procedures made from a right one: a guard or an effect dropped, a by, to, from, need or clock changed.

Stories that still pass on one do not hold what was changed.
"""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from xiangli.law.language.guards import GUARDS
from xiangli.law.language.model import READERS, ROLES, SAME, Procedure
from xiangli.law.language.names import unresolved
from xiangli.law.language.sound import BOUNCING


@dataclass(frozen=True)
class Mutant:
    """``says`` what was changed, in words a reader can find in the file."""

    says: str
    procedure: Procedure


def mutants(p: Procedure) -> list[Mutant]:
    """Every single change that still is a procedure; none equals the original or another."""
    out, seen = [], {_written(p)}
    for says, change in _changes(p.canonical()):
        raw = copy.deepcopy(p.canonical())
        change(raw)
        try:
            made = Procedure.model_validate(raw, by_alias=True, by_name=False)
        except ValidationError:
            continue
        if (text := _written(made)) in seen or next(unresolved(made), None):
            continue
        seen.add(text)
        out.append(Mutant(says, made))
    return out


def _written(p: Procedure) -> str:
    return json.dumps(p.canonical(), sort_keys=True)


Change = tuple[str, Callable[[dict[str, Any]], None]]


def _put(path: tuple[Any, ...], value: Any) -> Callable[[dict[str, Any]], None]:
    def change(raw: dict[str, Any]) -> None:
        spot: Any = raw
        for part in path[:-1]:
            spot = spot[part]
        spot[path[-1]] = value

    return change


def _changes(raw: dict[str, Any]) -> Iterator[Change]:
    steps, ends = list(raw["steps"]), list(raw["ends"])
    for key in ("start", "routed"):
        for other in steps:
            yield f"{key}: {raw[key]} → {other}", _put((key,), other)
    yield from _clock("whole", ("whole",), raw["whole"], raw["basis"], ends)
    for name, step in raw["steps"].items():
        yield from _clock(name, ("steps", name, "clock"), step["clock"], raw["basis"], ends)
        yield f"{name}: stops changed", _put(("steps", name, "stops"), "" if step["stops"] else "whole")
    for name, field in raw["fields"].items():
        for least in (field["least"] - 1, field["least"] + 1) if field["least"] > 1 else ():
            yield f"{name}: least {field['least']} → {least}", _put(("fields", name, "least"), least)
    for number, one in enumerate(raw["warns"]):
        hours = int(one["before"].split()[0])
        yield f"warns: without {one['who']}", _put(("warns",), [w for w in raw["warns"] if w != one])
        for other in (hours - 1, hours + 1):
            yield f"warns {one['who']}: {hours} → {other} H", _put(("warns", number, "before"), f"{other} H")
    for number, act in enumerate(raw["acts"]):
        named = f"{act['verb']} from {', '.join(act['from'])}"
        for what, change in _act(("acts", number), act, raw["basis"], steps, ends):
            yield f"{named}: {what}", change


def _clock(
    name: str, path: tuple[Any, ...], clock: dict[str, Any], rows: list[str], ends: list[str]
) -> Iterator[Change]:
    key = next(word for word in ("within", "open_for", "not_before") if clock[word])
    amount, unit = clock[key].split()
    for long in (int(amount) - 1, int(amount) + 1):
        yield f"{name}: {key} {clock[key]} → {long} {unit}", _put((*path, key), f"{long} {unit}")
    if other := _other(rows, clock["by"]):
        yield f"{name}: by {clock['by']} → {other}", _put((*path, "by"), other)
    for end in ends if clock["lapses_to"] else ():
        yield f"{name}: lapses_to {clock['lapses_to']} → {end}", _put((*path, "lapses_to"), end)
    for end in ends if clock["silence_is"] else ():
        yield f"{name}: silence_is {clock['silence_is']} → {end}", _put((*path, "silence_is"), end)


def _act(
    path: tuple[Any, ...], act: dict[str, Any], rows: list[str], steps: list[str], ends: list[str]
) -> Iterator[Change]:
    for role in ROLES:
        by = [one for one in ROLES if (one in act["by"]) != (one == role)]
        yield f"by {act['by']} → {by}", _put((*path, "by"), by)
    for where in act["from"]:
        yield f"not from {where}", _put((*path, "from"), [one for one in act["from"] if one != where])
    for where in (*steps, *ends):
        if where not in act["from"]:
            yield f"also from {where}", _put((*path, "from"), [*act["from"], where])
    yield from _to((*path, "to"), act["to"], steps, ends)
    for key in ("needs", "may", "tell"):
        for word in act[key]:
            yield f"{key} without {word}", _put((*path, key), [one for one in act[key] if one != word])
    for word in act["needs"]:
        yield f"needs {word} → may", _loosen(path, act, word)
    for reader in [one for one in READERS if one not in act["tell"]]:
        yield f"tells {reader} too", _put((*path, "tell"), [*act["tell"], reader])
    if act["verb"] not in BOUNCING:  # of these the checker itself refuses it
        yield "restarts changed", _put((*path, "restarts"), "" if act["restarts"] else "whole")
    for key in ("waits", "stops", "extends"):
        if key in act:
            yield from _clock(key, (*path, key), act[key], rows, ends)
            yield f"without {key}", _put((*path, key), None)
    for n, refusal in enumerate(act["refuses"]):
        guards = ", ".join(refusal["unless"])
        rest = [one for m, one in enumerate(act["refuses"]) if m != n]
        yield f"without guard {guards}", _put((*path, "refuses"), rest)
        if other := _other(rows, refusal["cites"]):
            yield f"guard {guards}: cites {refusal['cites']} → {other}", _put((*path, "refuses", n, "cites"), other)
        for guard, given in refusal["unless"].items():
            if guard in GUARDS and "least" in given:
                for least in (int(given["least"]) - 1, int(given["least"]) + 1):
                    change = _put((*path, "refuses", n, "unless", guard, "least"), str(least))
                    yield f"guard {guard}: least {given['least']} → {least}", change
            if guard in GUARDS and "within" in given:
                amount, unit = given["within"].split()
                for long in (int(amount) - 1, int(amount) + 1):
                    change = _put((*path, "refuses", n, "unless", guard, "within"), f"{long} {unit}")
                    yield f"guard {guard}: within {given['within']} → {long} {unit}", change


def _other(rows: list[str], own: str) -> str:
    """One row that is not the right one: whoever does not notice it would notice no other."""
    return next((row for row in rows if row != own), "")


def _loosen(path: tuple[Any, ...], act: dict[str, Any], word: str) -> Callable[[dict[str, Any]], None]:
    def change(raw: dict[str, Any]) -> None:
        _put((*path, "needs"), [one for one in act["needs"] if one != word])(raw)
        _put((*path, "may"), [*act["may"], word])(raw)

    return change


def _to(path: tuple[Any, ...], to: Any, steps: list[str], ends: list[str]) -> Iterator[Change]:
    """Another step and another end in each place of a goal, and each way of a choice taken away."""
    if to == SAME:
        return  # verbs that move nothing have no other goal
    if isinstance(to, str):
        spots = {path: to}
    elif "leads" in to:
        spots = {(*path, "leads", value): goal for value, goal in to["leads"].items()}
    else:
        spots = {(*path, key): goal for key, goal in to.items()}
    for spot, goal in spots.items():
        for known in (steps, ends):
            if others := [one for one in known if one != goal]:
                yield f"{'.'.join(spot[2:])} {goal} → {others[0]}", _put(spot, others[0])
    if isinstance(to, dict) and "leads" in to and len(to["leads"]) > 1:
        for value in to["leads"]:
            yield f"to without {value}", _put((*path, "leads"), {k: v for k, v in to["leads"].items() if k != value})
