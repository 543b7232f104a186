"""A procedure from its text: read strictly, typed, then its inner names checked. Errors carry the line."""

import difflib
from typing import Any

from pydantic import BaseModel, ValidationError

from xiangli.law.language import model
from xiangli.law.language.guards import GUARDS
from xiangli.law.language.strict import Path, PolicyError, read
from xiangli.law.limits import LimitError

__all__ = ["PolicyError", "load_procedure"]


def load_procedure(text: str, name: str) -> model.Procedure:
    """The procedure. Raises PolicyError with file, line and, for a misspelt word, the word that was likely meant."""
    raw, lines = read(text, name)
    try:
        made = model.Procedure.model_validate(raw)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = _path(first["loc"], raw)
        raise PolicyError(name, _line(lines, where), _say(first, where)) from None
    _names(made, lines, name)
    return made


def meant(word: str, known: Any) -> str:
    """``; did you mean 'x'?`` when a known word is near, else the list of known words."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"


def _path(loc: tuple[str | int, ...], raw: Any) -> Path:
    """Pydantic's location without the names of union members, which are no keys of the text."""
    out: list[str | int] = []
    for part in loc:
        if isinstance(raw, dict) and part in raw:
            raw = raw[part]  # type: ignore[index]
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            raw = raw[part]
        elif part is not loc[-1]:
            continue
        out.append(part)
    return tuple(out)


def _line(lines: dict[Path, int], where: Path) -> int:
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where, 1)


def _say(error: Any, where: Path) -> str:
    spot = ".".join(str(p) for p in where)
    word = str(where[-1]) if where else ""
    if error["type"] == "extra_forbidden":
        return f"unknown word {spot!r}{meant(word, _known(where))}"
    if error["type"] == "missing":
        return f"{spot!r} is missing"
    if error["type"] == "literal_error":
        given = str(error["input"])
        return f"{spot}: {given!r} is none of {error['ctx']['expected']}"
    return f"{spot}: {error['msg']}"


def _known(where: Path) -> set[str]:
    """The words the language has at the place of an unknown one."""
    shapes: dict[str, type[BaseModel]] = {
        "steps": model.Step, "ends": model.End, "fields": model.Field, "acts": model.Act, "clock": model.Clock,
        "whole": model.Clock, "name": model.Name, "refuses": model.Refusal, "to": model.Choice,
    }  # fmt: skip
    for part in reversed(where[:-1]):
        if part in shapes:
            return set(shapes[str(part)].model_fields)
    return set(model.Procedure.model_fields)


def _names(p: model.Procedure, lines: dict[Path, int], name: str) -> None:
    """Every step, end, field and guard named must exist."""
    goals = {*p.steps, *p.ends}

    def fail(where: Path, message: str) -> None:
        raise PolicyError(name, _line(lines, where), message)

    def goal(where: Path, value: str) -> None:
        if value not in goals:
            fail(where, f"no step or end {value!r}{meant(value, goals)}")

    for key in ("start", "routed"):
        if getattr(p, key) not in p.steps:
            fail((key,), f"no step {getattr(p, key)!r}{meant(getattr(p, key), p.steps)}")
    for spot, clock in [(("whole",), p.whole), *((("steps", s, "clock"), step.clock) for s, step in p.steps.items())]:
        if bool(clock.within) == bool(clock.open_for):
            fail(spot, "a clock needs either 'within' or 'open_for'")
        if clock.open_for:
            goal((*spot, "lapses_to"), clock.lapses_to)
        try:
            _ = clock.limit
        except LimitError as wrong:
            fail(spot, str(wrong))
    places = [("steps", k, v.acts) for k, v in p.steps.items()] + [("ends", k, v.acts) for k, v in p.ends.items()]
    for kind, key, acts in places:
        for verb, act in acts.items():
            here: Path = (kind, key, "acts", verb)
            for value in [act.to] if isinstance(act.to, str) else act.to.leads.values():
                goal((*here, "to"), value)
            fields = [*act.needs, *act.may] + ([] if isinstance(act.to, str) else [act.to.choice])
            for field in fields:
                if field not in p.fields:
                    fail(here, f"no field {field!r}{meant(field, p.fields)}")
            for refusal in act.refuses:
                for guard in refusal.unless:
                    if guard not in GUARDS:
                        fail((*here, "refuses"), f"no guard {guard!r}{meant(guard, GUARDS)}")
