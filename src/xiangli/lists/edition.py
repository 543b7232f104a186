"""The shape of the topic list and the duty list, and their strict loading.

Both are YAML beside the measures. Unknown keys, unknown lines, unknown topics and doubled numbers are refused, so that
a list that loads is a list one can decide by.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from xiangli.lists.lines import LINES

GENERAL = "general"
"""The topic of the items that let a line own what no topic names."""

_ID = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,39}$")]


class ListError(ValueError):
    """A list that cannot be decided by; the message names the item."""


class Level(StrEnum):
    """Levels of government by which an item speaks."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class Kind(StrEnum):
    """own 基本: the line's own duty; share 属地: lawful owner by territory; autonomy 自治: a village's own affair."""

    OWN = "own"
    SHARE = "share"
    AUTONOMY = "autonomy"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Topic(_Strict):
    """One topic: `words` are what people say, in Chinese."""

    id: _ID
    zh: str
    en: str
    words: tuple[str, ...] = Field(min_length=5)


class TopicList(_Strict):
    """All topics, each id once."""

    topics: tuple[Topic, ...]

    @model_validator(mode="after")
    def _unique(self) -> TopicList:
        ids = [t.id for t in self.topics]
        if len(set(ids)) != len(ids) or GENERAL in ids:
            raise ListError("a topic stands twice, or is called general")
        return self


class Basis(_Strict):
    """An article of a law (`row` is its row of the sources, whose text was read), or a norm, never both."""

    row: str | None = None
    law: str | None = None
    article: int | None = None
    norm: str | None = None

    @model_validator(mode="after")
    def _one(self) -> Basis:
        named = (self.row, self.law, self.article)
        if (self.norm is None) == (None in named) and (self.norm is not None or any(x is None for x in named)):
            raise ListError("a basis is either row, law and article, or a norm")
        if self.norm is not None and any(x is not None for x in named):
            raise ListError("a basis is either row, law and article, or a norm")
        return self

    def __str__(self) -> str:
        return f"规范 {self.norm}（非法律）" if self.norm else f"《{self.law}》第{self.article}条"


class Item(_Strict):
    """One line of the duty list."""

    number: Annotated[str, Field(pattern=r"^[PSXZV]-(G?\d{2})(-\d)?$")]
    topic: _ID
    level: Level
    line: _ID
    kind: Kind
    basis: Basis
    assist: tuple[_ID, ...] = ()


class Edition(_Strict):
    """Which edition this is, and from when."""

    id: str
    version: str
    valid_from: str
    norm: str


class DutyList(_Strict):
    """The duty list of one edition."""

    edition: Edition
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _sound(self) -> DutyList:
        seen: set[str] = set()
        for item in self.items:
            if item.number in seen:
                raise ListError(f"item {item.number} stands twice")
            seen.add(item.number)
            for line in (item.line, *item.assist):
                if line not in LINES:
                    raise ListError(f"item {item.number}: no such line as {line}")
        return self


def _read(name: str) -> object:
    text = (files("xiangli.measures") / "m14_lists" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def topics() -> dict[str, Topic]:
    """Topics by id, in the list's order."""
    return {t.id: t for t in TopicList.model_validate(_read("topics.list.yaml")).topics}


@cache
def duties() -> DutyList:
    """The shipped duty list, every topic known and answered for at city and county level."""
    duty_list = DutyList.model_validate(_read("duties.list.yaml"))
    check(duty_list, set(topics()))
    return duty_list


def check(duty_list: DutyList, known: set[str]) -> None:
    """Raise ListError where an item names no topic of `known`, or a topic has no owner at city level."""
    answered = set()
    for item in duty_list.items:
        if item.topic != GENERAL and item.topic not in known:
            raise ListError(f"item {item.number}: no such topic as {item.topic}")
        if item.level is Level.CITY and item.kind is Kind.OWN:
            answered.add(item.topic)
    missing = known - answered
    if missing:
        raise ListError(f"no owner at city level for {', '.join(sorted(missing))}")
