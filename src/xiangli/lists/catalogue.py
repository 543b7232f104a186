"""The shape of the lists of 2022 and of the new three, and their strict loading: one YAML a list, one line an item.

A county's own edition has the same shape; it is published with the county's name and stands in the starter's place there.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from xiangli.law import sources
from xiangli.lists.edition import Basis, ListError
from xiangli.lists.lines import LINES

SUFFIX = ".items.yaml"
ORDER = (
    "powers", "responsibilities", "autonomy", "assistance", "relief", "taken_back", "services", "certificates",
    "micro_powers",
)  # fmt: skip
"""The lists in the order they are shown: the five of 2022, then what joined them."""


class Now(StrEnum):
    """What an item of 2022 is by the lists of 2024–25: own 基本履职 (or 自治), assist 配合履职, taken_back 上级收回;
    barred 不该要 is what nobody may ask of a village."""

    OWN = "own"
    ASSIST = "assist"
    TAKEN_BACK = "taken_back"
    BARRED = "barred"


FLAGS = (
    "contract", "veto", "assessment", "unmarked_form", "check_in", "app_task", "again", "certificate", "reception",
    "plaque", "quota",
)  # fmt: skip
BLANKS = ("name", "since", "home", "note")
"""What a certificate may ask: whose it is, since when, where, and one line more."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(_Strict):
    """A name in both languages."""

    zh: str
    en: str


class ChartStep(_Strict):
    """One step of a small power's chart: what, by whom, on which paper; ``may_skip`` says when it may be left out."""

    does: str
    by: str
    paper: str = ""
    basis: str = ""
    may_skip: str = ""


class Item(_Strict):
    """One item. ``words``: what people say of it (``a+b``: both must stand there). ``line``: who does it, or who leads.

    ``flag``: what a barred item is recognised as; ``unless: document`` lets a central or provincial document number
    stand. ``where`` and ``bring`` are of services, ``instead``, ``ask`` and ``says`` of certificates, ``chart`` of small powers.
    """

    number: Annotated[str, Field(pattern=r"^[A-Z]{1,4}-\d{2,5}$")]
    zh: Annotated[str, Field(min_length=2, max_length=60)]
    now: Now
    line: str
    basis: Basis
    words: tuple[Annotated[str, Field(min_length=2, max_length=24)], ...] = Field(min_length=1)
    flag: Literal["", *FLAGS] = ""  # type: ignore[valid-type]
    unless: Literal["", "document"] = ""
    where: Literal["", "village", "township", "county"] = ""
    bring: tuple[str, ...] = ()
    instead: str = ""
    ask: tuple[Literal["name", "since", "home", "note"], ...] = ()
    says: str = ""
    chart: tuple[ChartStep, ...] = ()


class ItemList(_Strict):
    """One list of one edition."""

    list: Annotated[str, Field(pattern=r"^[a-z][a-z_]{2,39}$")]
    version: Annotated[str, Field(pattern=r"^\d{4}\.\d{2}(\.\d+)?$")]
    valid_from: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    level: Literal["county", "township", "village"]
    name: Named
    clause: tuple[str, ...]
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _sound(self) -> ItemList:
        seen: set[str] = set()
        for item in self.items:
            if item.number in seen:
                raise ListError(f"item {item.number} stands twice")
            seen.add(item.number)
            if item.line not in LINES:
                raise ListError(f"item {item.number}: no such line as {item.line}")
            if wrong := _unfounded(item.basis):
                raise ListError(f"item {item.number}: {wrong}")
            if self.list == "micro_powers" and len(item.chart) < 3:
                raise ListError(f"item {item.number}: a small power has a chart of three steps or more")
            if self.list == "relief" and not (item.flag and item.says):
                raise ListError(f"item {item.number}: says neither what it is recognised as nor what is answered")
        return self

    def canonical(self) -> dict[str, Any]:
        """The edition as a JSON value: what is hashed."""
        return self.model_dump(mode="json")

    def item(self, number: str) -> Item:
        """One item. Raises KeyError."""
        return next(one for one in self.items if one.number == number)


def _unfounded(basis: Basis) -> str:
    """What is wrong with a basis: an article is one its row cites, and only a row whose text was read is law."""
    rows = sources.rows()
    if basis.norm is not None:
        return "" if basis.norm in rows else f"no such norm as {basis.norm}"
    row = rows.get(str(basis.row))
    if row is None or row.kind != "law" or str(basis.article) not in row.cites.get(str(basis.law), ()):
        return f"{basis.law} {basis.article} is not among the articles of {basis.row}"
    return ""


def said(basis: Basis) -> str:
    """A basis in words: an article of a law that was read, or a norm that says it is none."""
    row = sources.rows()[str(basis.norm or basis.row)]
    return row.where if basis.norm else row.cited(f"{basis.law} {basis.article}")


def read(text: str, name: str) -> ItemList:
    """A list from YAML. Raises ListError naming the file and what is wrong, as far as can be by item."""
    try:
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return ItemList.model_validate(raw)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        spot = "".join(f" {part + 1 if isinstance(part, int) else part}" for part in first["loc"])
        raise ListError(f"{name}:{spot}: {first['msg']}") from wrong
    except yaml.YAMLError as wrong:
        raise ListError(f"{name}: {str(wrong).splitlines()[0]}") from wrong


def texts() -> Iterator[tuple[str, str]]:
    """Name and text of every shipped list, in the order they are shown."""
    folder = files("xiangli.measures") / "m14_lists"
    for name in ORDER:
        yield name, (folder / f"{name}{SUFFIX}").read_text(encoding="utf-8")


@cache
def starters() -> dict[str, ItemList]:
    """The shipped lists by name. Raises ListError."""
    found = {}
    for name, text in texts():
        one = read(text, f"{name}{SUFFIX}")
        if one.list != name:
            raise ListError(f"{name}{SUFFIX}: the file is named after its list, {one.list}")
        found[name] = one
    numbers = [item.number for one in found.values() for item in one.items]
    if twice := {number for number in numbers if numbers.count(number) > 1}:
        raise ListError(f"item {min(twice)} stands in two lists")
    return found
