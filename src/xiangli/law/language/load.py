"""A procedure from its text: read strictly, typed, then its inner names checked. Errors carry the line."""

from typing import Any

from pydantic import BaseModel, ValidationError

from xiangli.law.language import model
from xiangli.law.language.names import meant, unresolved
from xiangli.law.language.strict import Path, PolicyError, read

__all__ = ["PolicyError", "load_procedure"]

SHAPES: dict[str, type[BaseModel]] = {
    "steps": model.Step, "ends": model.End, "fields": model.Field, "acts": model.Act, "clock": model.Clock,
    "whole": model.Clock, "name": model.Name, "of": model.Name, "refuses": model.Refusal, "to": model.Choice,
}  # fmt: skip


def load_procedure(text: str, name: str) -> model.Procedure:
    """The procedure. Raises PolicyError with file, line and, for a misspelt word, the word that was likely meant."""
    raw, lines = read(text, name)
    try:
        made = model.Procedure.model_validate(raw, by_alias=True, by_name=False)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = _path(first["loc"], raw)
        raise PolicyError(name, _line(lines, where), _say(first, where)) from None
    for spot, message in unresolved(made):
        raise PolicyError(name, _line(lines, spot), message)
    return made


def _path(loc: tuple[str | int, ...], raw: Any) -> Path:
    """Pydantic's location without the tags of unions, which are no keys of the text."""
    out: list[str | int] = []
    for part in loc:
        if (isinstance(raw, dict) and part in raw) or (isinstance(raw, list) and isinstance(part, int)):
            raw = raw[part]  # type: ignore[index]
        elif part in ("plain", "choice", "taken", "[key]") or part is not loc[-1]:
            continue
        out.append(part)
    return tuple(out)


def _line(lines: dict[Path, int], where: Path) -> int:
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where, 1)


def _say(error: Any, where: Path) -> str:
    spot, kind, given = ".".join(str(p) for p in where), error["type"], error["input"]
    word = str(where[-1]) if where else ""
    if kind == "extra_forbidden":
        return f"unknown word {spot!r}{meant(word, _words(where))}"
    if kind == "missing":
        return f"{spot!r} is missing"
    if kind == "literal_error":
        if given in model.KERNEL and word == "verb":
            return f"{spot}: {given!r} belongs to every procedure and is not declared"
        known = [word for word in error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ") if word]
        return f"{spot}: {given!r} is not known{meant(str(given), known)}"
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"{spot!r} must be a mapping of words to values"
    if kind in ("tuple_type", "list_type"):
        return f"{spot!r} must be a list"
    if kind == "string_type":
        return f"{spot!r} must be plain text"
    if kind == "int_parsing":
        return f"{spot}: {given!r} is no whole number"
    return f"{spot}: {error['msg']}"


def _words(where: Path) -> list[str]:
    """The words the language has at the place of an unknown one."""
    for part in reversed(where[:-1]):
        if part in SHAPES:
            fields = SHAPES[str(part)].model_fields
            return [field.alias or name for name, field in fields.items()]
    return [field.alias or name for name, field in model.Procedure.model_fields.items()]
