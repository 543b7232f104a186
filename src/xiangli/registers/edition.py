"""The shape of a register as data: what its records are, which fields of the data dictionary they hold, what is shown.

A county may keep another edition without code: fields and columns are words of the dictionary, nothing else.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from xiangli.engines.roster.dictionary import fields
from xiangli.law.language.strict import Path, PolicyError, nearest, validated

SUFFIX = ".register.yaml"
PAGES = ("list", "one", "history", "map", "excel", "api")
_ID = Annotated[str, Field(pattern=r"^[a-z][a-z_]{2,15}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(_Strict):
    """A name in both languages."""

    zh: str = Field(min_length=1, max_length=40)
    en: str = Field(min_length=1, max_length=60)


class Register(_Strict):
    """A register. ``key`` are the fields by which a record is known again; ``joined`` come from the record above it.

    ``list`` are the columns of its page, ``narrow`` the fields one may filter by; sealed fields stand in neither.
    """

    register_: _ID = Field(alias="register")
    version: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}(\.\d+)?$")
    clause: tuple[str, ...] = Field(min_length=1)
    name: Name
    one: Name
    subject: Literal["person", "household", "place", "contract"]
    key: tuple[str, ...]
    under: str = ""
    fields: tuple[str, ...] = Field(min_length=1)
    joined: tuple[str, ...] = ()
    list_: tuple[str, ...] = Field(alias="list", min_length=1)
    narrow: tuple[str, ...] = ()
    pages: tuple[str, ...] = Field(min_length=1)

    @property
    def id(self) -> str:
        """The register's id."""
        return self.register_


def load(text: str, name: str) -> Register:
    """One register. Raises PolicyError with the line at fault."""
    found, lines = validated(Register, text, name)
    for at, said in _faults(found, name):
        raise PolicyError(name, nearest(lines, at), said)
    return found


def _faults(one: Register, name: str) -> Iterator[tuple[Path, str]]:
    known = fields()
    if name != one.id + SUFFIX:
        yield ("register",), f"the file is named after its register, {one.id!r}"
    for part in ("fields", "joined", "key", "list", "narrow"):
        for n, field in enumerate(getattr(one, "list_" if part == "list" else part)):
            if field not in known:
                yield (part, n), f"no field {field!r} in the data dictionary"
            if part in ("list", "narrow") and (known[field].personal or known[field].sealed):
                yield (part, n), f"{field!r} is sealed and stands in no list"
            if part in ("list", "narrow", "key") and field not in (*one.fields, *one.joined):
                yield (part, n), f"{field!r} is no field of this register"
    for n, page in enumerate(one.pages):
        if page not in PAGES:
            yield ("pages", n), f"no page {page!r}; known: {', '.join(PAGES)}"


@cache
def registers() -> dict[str, Register]:
    """All registers by id, in the order a clerk thinks of them. Raises PolicyError for an unsound one."""
    shelf = files("xiangli.registers").joinpath("kinds")
    order = ("household", "person", "group", "post", "site", "contract", "facility", "village")
    found = {
        (one := load(file.read_text(encoding="utf-8"), file.name)).id: one
        for file in shelf.iterdir()
        if file.name.endswith(SUFFIX)
    }
    return dict(sorted(found.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else 99, pair[0])))


def personal(field: str) -> bool:
    """Whether a value of this field is sealed as a name or a number."""
    return fields()[field].personal


def health(field: str) -> bool:
    """Whether a value of this field is sealed until a purpose is stated, apart from names."""
    return fields()[field].sealed
