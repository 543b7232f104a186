"""The State Council's yearly holiday notices: one reviewed file a year, a later paper makes its next edition."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator


class NoticeError(ValueError):
    """A notice's file is not sound; the message names the file."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Paper(_Strict):
    """One paper of the State Council's office: its number, its date, what it changed."""

    number: str
    issued: dt.date
    changes: str = ""


class Break(_Strict):
    """One run of days off, both ends included, weekends within it too."""

    name: str
    first: dt.date
    last: dt.date

    def days(self) -> Iterable[dt.date]:
        """Each day of the run."""
        return (self.first + dt.timedelta(n) for n in range((self.last - self.first).days + 1))


class Notice(_Strict):
    """A year's arrangement: days off by name, and the Saturdays and Sundays worked in exchange."""

    year: int
    edition: int
    notices: tuple[Paper, ...]
    holidays: tuple[Break, ...]
    working: tuple[dt.date, ...]

    @model_validator(mode="after")
    def _is_sound(self) -> "Notice":
        off = [day for one in self.holidays for day in one.days()]
        if self.edition != len(self.notices):
            raise ValueError("edition counts the papers")
        if len(set(off)) != len(off) or set(off) & set(self.working):
            raise ValueError("a day stands twice")
        if any(day.weekday() < 5 for day in self.working):
            raise ValueError("a worked day in exchange is a Saturday or Sunday")
        if any(day.year != self.year and (day.year, day.month) != (self.year - 1, 12) for day in [*off, *self.working]):
            raise ValueError("a day lies outside the year and the December before it")
        return self


def read(text: str, name: str) -> Notice:
    """One notice from YAML; ``NoticeError`` naming the file when a field or a day is wrong."""
    try:
        return Notice.model_validate(yaml.safe_load(text))
    except (ValidationError, yaml.YAMLError) as wrong:
        raise NoticeError(f"{name}: {wrong}") from wrong


@lru_cache(maxsize=1)
def notices() -> tuple[Notice, ...]:
    """All shipped notices by year, without a gap."""
    folder = files(__name__)
    found = sorted(
        (read(f.read_text("utf-8"), f.name) for f in folder.iterdir() if f.name.endswith(".yaml")),
        key=lambda n: n.year,
    )
    years = [one.year for one in found]
    if years != list(range(years[0], years[-1] + 1)):
        raise NoticeError(f"a year is missing among the notices: {years}")
    return tuple(found)
