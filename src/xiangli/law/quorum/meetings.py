"""The kinds of meetings and ballots, from ``meetings.yaml``; every number is taken from its row of ``sources.yaml``."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from xiangli.law import sources
from xiangli.law.quorum.shares import Share


class MeetingError(LookupError):
    """There is no such kind of meeting, or its data is not sound; the message names it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Measure(_Strict):
    """One number of a row, and which figure it is held against: ``count`` must be that share ``of`` another figure.

    Without ``of`` the number is a plain count (``> 20 person``).
    """

    by: str
    number: str
    count: str
    of: str = ""
    stricter: bool = False
    """A charter may ask for more (农村集体经济组织法 27)."""

    @property
    def source(self) -> sources.Number:
        """The number as it stands in ``sources.yaml``. SourceError when it does not."""
        for one in sources.row(self.by).numbers:
            if one.what == self.number:
                return one
        raise sources.SourceError(f"row {self.by} has no number {self.number!r}")

    @property
    def share(self) -> Share:
        """The number as a share; only where ``of`` is given."""
        number = self.source
        if number.op not in (">=", ">"):
            raise sources.SourceError(f"{self.by} {self.number}: {number.op} is no share to reach")
        return Share(">" if number.op == ">" else ">=", Fraction(number.value))


class Way(_Strict):
    """One way to a valid meeting (all voters, or one for each household): all its measures must hold."""

    id: str
    name: str
    measures: tuple[Measure, ...]


class Subject(_Strict):
    """What may be decided here: at once, only when the assembly has ``empowered`` it, or ``elsewhere``."""

    id: str
    name: str
    here: Literal["yes", "empowered", "elsewhere"]
    by: str
    article: str
    instead: str = ""
    """The meeting that decides when this one may not."""

    @property
    def where(self) -> str:
        """The article in words."""
        return sources.row(self.by).cited(self.article)


class Note(_Strict):
    """A rule that is no count, with its ground."""

    text: str
    by: str
    article: str

    @property
    def where(self) -> str:
        """The article in words."""
        return sources.row(self.by).cited(self.article)


class Meeting(_Strict):
    """One kind of meeting or ballot. ``asked``: who may demand it (any); ``formed``: how it must be made up (all);
    ``ways``: any makes it valid; ``carried``: all must hold; ``within``: figures that cannot be more than another."""

    id: str
    name: str
    figures: Mapping[str, str]
    areas: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    asked: tuple[Measure, ...] = ()
    formed: tuple[Measure, ...] = ()
    ways: tuple[Way, ...] = ()
    carried: tuple[Measure, ...] = ()
    within: tuple[tuple[str, ...], ...] = ()
    """``(present, for, against)``: for and against together are no more than present."""
    subjects: tuple[Subject, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All of them."""
        return (*self.asked, *self.formed, *(one for way in self.ways for one in way.measures), *self.carried)

    @property
    def may_be_stricter(self) -> bool:
        """Whether a charter may ask for more than the law."""
        return any(one.stricter for one in self.measures)

    @model_validator(mode="after")
    def _sound(self) -> "Meeting":
        named = {*self.areas, *self.optional, *(name for group in self.within for name in group)}
        for one in self.measures:
            named |= {one.count, one.of} - {""}
            if one.source.kind != "law" or bool(one.of) != (one.source.unit == "share"):
                raise ValueError(f"{one.by} {one.number} is no number of law, or not a share where one is meant")
            if one.of:
                one.share  # noqa: B018 - raises when it cannot be reached
        if named - {*self.figures}:
            raise ValueError(f"unknown figures {named - {*self.figures}}")
        for said in self.subjects:
            said.where  # noqa: B018 - raises for an article that the row does not cite
        for note in self.notes:
            note.where  # noqa: B018 - the same
        return self


class _Shelf(_Strict):
    meetings: tuple[Meeting, ...] = Field(min_length=1)


def read(text: str) -> dict[str, Meeting]:
    """Meetings by id, in the order of the file. MeetingError names what is not sound."""
    raw: Any = yaml.load(text, Loader=yaml.BaseLoader)
    try:
        shelf = _Shelf.model_validate({"meetings": raw})
    except (ValidationError, sources.SourceError) as wrong:
        raise MeetingError(str(wrong)) from wrong
    found = {one.id: one for one in shelf.meetings}
    if len(found) != len(shelf.meetings):
        raise MeetingError("a meeting stands twice")
    for one in found.values():
        if lost := {subject.instead for subject in one.subjects} - {*found, ""}:
            raise MeetingError(f"{one.id}: no meeting {lost}")
    return found


@lru_cache(maxsize=1)
def meetings() -> Mapping[str, Meeting]:
    """All kinds, by id."""
    return read(files("xiangli.law.quorum").joinpath("meetings.yaml").read_text("utf-8"))


def meeting(id: str) -> Meeting:
    """The kind; MeetingError when there is none."""
    try:
        return meetings()[id]
    except KeyError:
        raise MeetingError(f"没有这种会议：{id}。有：{'、'.join(meetings())}") from None
