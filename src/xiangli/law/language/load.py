"""A procedure from its text: read strictly, typed, then its inner names checked. Errors carry the line.

What many procedures say alike stands once in a shared file (``casework.shared.yaml``: fields, steps, acts), taken by
``uses: [casework]``; ``instead: [return]`` leaves out its acts of these verbs: the procedure, or a file used after it,
says them itself, or has none of them. What is published is the whole (``resolved``): an edition needs no other file.
"""

import json
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from xiangli.law.language import model
from xiangli.law.language.names import meant, unresolved
from xiangli.law.language.strict import Path, PolicyError, nearest, read

__all__ = ["Loaded", "PolicyError", "load_procedure", "load_with_lines", "resolved"]

SHAPES: dict[str, type[BaseModel]] = {
    "steps": model.Step, "ends": model.End, "fields": model.Field, "acts": model.Act, "clock": model.Clock,
    "whole": model.Clock, "name": model.Name, "of": model.Name, "refuses": model.Refusal, "to": model.Choice,
    "waits": model.Clock, "stops": model.Clock, "extends": model.Clock, "warns": model.Warned,
}  # fmt: skip
SHARED = ("shared", "basis", "fields", "steps", "warns", "acts")
"""The words of a shared file."""

Spots = dict[Path, tuple[str, int]]


class Loaded(NamedTuple):
    """A procedure and where each of its words stands (file, line)."""

    procedure: model.Procedure
    spots: Spots

    def at(self, where: Path) -> tuple[str, int]:
        """File and line of the word at ``where``, or of the nearest word around it."""
        return nearest(self.spots, where)


def load_procedure(text: str, name: str, shared: Mapping[str, str] | None = None) -> model.Procedure:
    """The procedure. Raises PolicyError with file, line and, for a misspelt word, the word that was likely meant.

    ``shared``: texts of the shared files by the name a procedure uses; a published edition needs none.
    """
    return load_with_lines(text, name, shared).procedure


def load_with_lines(text: str, name: str, shared: Mapping[str, str] | None = None) -> Loaded:
    """The same, with the line of every word, for the checker's messages."""
    raw, spots = _whole(text, name, shared or {})
    try:
        made = model.Procedure.model_validate(raw, by_alias=True, by_name=False)
    except ValidationError as wrong:
        found = wrong.errors()
        first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])  # a slip explains the rest
        where = _path(first["loc"], raw)
        raise PolicyError(*nearest(spots, where), _say(first, where)) from None
    for spot, message in unresolved(made):
        raise PolicyError(*nearest(spots, spot), message)
    return Loaded(made, spots)


def resolved(p: model.Procedure) -> str:
    """The whole procedure as a text of its own that loads to the same canonical form, for ten years."""
    return json.dumps(p.canonical(), ensure_ascii=False, indent=1) + "\n"


def _whole(text: str, name: str, shared: Mapping[str, str]) -> tuple[Any, Spots]:
    """The document with what it uses laid in, and where each word stands."""
    raw, lines = read(text, name)
    spots: Spots = {path: (name, line) for path, line in lines.items()}
    uses = raw.pop("uses", [])
    if not isinstance(uses, list) or not all(isinstance(word, str) for word in uses):
        raise PolicyError(*nearest(spots, ("uses",)), "'uses' must be a list of names")
    instead = raw.pop("instead", [])
    if not isinstance(instead, list) or not all(isinstance(verb, str) for verb in instead):
        raise PolicyError(*nearest(spots, ("instead",)), "'instead' must be a list of verbs")
    own, theirs = _verbs(raw), set[str]()
    for number, word in enumerate(uses):
        if word not in shared:
            raise PolicyError(*nearest(spots, ("uses", number)), f"no shared file {word!r}{meant(word, shared)}")
        if word in uses[:number]:
            raise PolicyError(*nearest(spots, ("uses", number)), f"{word!r} is used twice")
        later = {
            verb for other in uses[number + 1 :] if other in shared for verb in _verbs(read(shared[other], other)[0])
        }
        left_out = {verb for verb in instead if verb in own | later or verb not in theirs}
        theirs |= _lay_in(raw, spots, word, shared[word], left_out)
    for number, verb in enumerate(instead):
        if verb not in theirs:  # nothing there to say in another way
            message = f"no act {verb!r} to say instead of{meant(verb, theirs)}" if theirs else "nothing is used"
            raise PolicyError(*nearest(spots, ("instead", number)), message)
    if instead:
        _drop_idle(raw, spots, name)
    return raw, spots


def _verbs(raw: dict[str, Any]) -> set[str]:
    """The verbs that a document says."""
    acts = raw.get("acts", [])
    said = [act.get("verb") for act in acts if isinstance(act, dict)] if isinstance(acts, list) else []
    return {verb for verb in said if isinstance(verb, str)}


def _drop_idle(raw: dict[str, Any], spots: Spots, name: str) -> None:
    """Leave out what the shared files say only for acts that this procedure says itself: their fields and steps."""
    asked = {
        word for act in raw["acts"] if isinstance(act, dict) for key in ("needs", "may") for word in act.get(key, [])
    }
    for field in list(raw["fields"]):
        if field not in asked and spots[("fields", field)][0] != name:
            del raw["fields"][field]
    led = {goal for act in raw["acts"] if isinstance(act, dict) for goal in _goals(act.get("to"))}
    for step in list(raw["steps"]):
        if step not in led | {raw.get("start"), raw.get("routed")} and spots[("steps", step)][0] != name:
            del raw["steps"][step]


def _goals(to: Any) -> list[str]:
    """Every word at the places where an act says where it leads."""
    if isinstance(to, dict):
        return [goal for key, inner in to.items() if key != "choice" for goal in _goals(inner)]
    return [to] if isinstance(to, str) else []


def _lay_in(raw: dict[str, Any], spots: Spots, word: str, text: str, left_out: Collection[str]) -> set[str]:
    """Put what one shared file says into the document, its acts after those laid in before; the verbs it has.

    Acts of the verbs in ``left_out`` are passed over.
    """
    file = f"{word}.shared.yaml"
    more, lines = read(text, file)
    for key in more:
        if key not in SHARED:
            raise PolicyError(file, lines[(key,)], f"unknown word {key!r}{meant(key, SHARED)}")
    if more.get("shared") != word:
        raise PolicyError(file, 1, f"'shared' must be {word!r}, the file's name")
    for key in ("fields", "steps"):
        own, taken = raw.setdefault(key, {}), more.get(key, {})
        if not (isinstance(own, dict) and isinstance(taken, dict)):
            raise PolicyError(*nearest(spots, (key,)), f"{key!r} must be a mapping of words to values")
        for one in taken:
            if one in own:
                raise PolicyError(*nearest(spots, (key, one)), f"{key[:-1]} {one!r} stands in {file} already")
        own.update(taken)
        spots |= {path: (file, line) for path, line in lines.items() if path[:1] == (key,) and len(path) > 1}
    verbs = set()
    for key in ("basis", "warns", "acts"):
        had, added = raw.setdefault(key, []), more.get(key, [])
        if not (isinstance(had, list) and isinstance(added, list)):
            raise PolicyError(*nearest(spots, (key,)), f"{key!r} must be a list")
        for number, one in enumerate(added):
            verb = one.get("verb") if key == "acts" and isinstance(one, dict) else None
            verbs |= {verb} if isinstance(verb, str) else set()
            if verb in left_out:
                continue
            spots |= {
                (key, len(had), *path[2:]): (file, line) for path, line in lines.items() if path[:2] == (key, number)
            }
            had.append(one)
    return verbs


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
    return ["uses", "instead", *(field.alias or name for name, field in model.Procedure.model_fields.items())]
