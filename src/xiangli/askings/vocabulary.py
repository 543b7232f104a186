"""The words by which an asking is read, and the formula of its hours: data, loaded once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from xiangli.lists.lines import LINES

KINDS = ("sheet", "form", "notice", "meeting", "visit", "report", "task")
CHANNELS = ("chat", "group", "phone", "meeting", "paper", "oa", "app", "photo", "file", "here")
"""How it came: pasted, a group, a call, a meeting, on paper, the office network, an app, a photo, a dropped file, or
sent down in this system."""
LEVELS = ("", "township", "county", "city", "province")
NOBODY = ""
"""The line of an asking that does not say who asks."""


@cache
def words() -> dict[str, Any]:
    """``words.yaml``."""
    return _loaded("words.yaml")


@cache
def formula() -> dict[str, Any]:
    """``formula.yaml``."""
    return _loaded("formula.yaml")


def _loaded(name: str) -> dict[str, Any]:
    text = (files("xiangli.askings") / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


@cache
def lines() -> dict[str, str]:
    """Every line that may ask: those of the duty lists, then bodies that own no residents' matter. Id → Chinese name."""
    return LINES | words()["more_lines"]


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns by which a size is read (``rows``, ``columns``…)."""
    return tuple(re.compile(one) for one in words()["size"][name])


@cache
def masks() -> tuple[re.Pattern[str], ...]:
    """Phone and identity numbers, as they are masked before anything is kept."""
    return tuple(re.compile(one) for one in words()["mask"])
