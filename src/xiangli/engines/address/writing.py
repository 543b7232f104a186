"""How a text is written: width, spaces between characters, traditional characters, and what sounds or looks alike."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from functools import cache
from importlib.resources import files

_JOINERS = re.compile(r"[\s·•・‧/\\|_>＞›→\-－—–﹣﻿​‌‍　]+")
_PAUSES = "、；,;"
_WIDE = [(sign, unicodedata.normalize("NFKC", sign)) for sign in "，：；！？（）…"]
"""The signs of every Chinese text that NFKC changes: put right by hand, most texts need no more of it."""


@cache
def tables() -> dict[str, dict[str, str]]:
    """`simple`: traditional → simplified; `spoken`: character → coarse syllables; `drawn`: character → its parts."""
    packed = (files("xiangli.engines.address") / "characters.json.gz").read_bytes()
    read: dict[str, dict[str, str]] = json.loads(gzip.decompress(packed))
    return read


@cache
def _simple() -> dict[int, str]:
    return str.maketrans(tables()["simple"])


@cache
def _traditional() -> frozenset[str]:
    return frozenset(tables()["simple"])


def plain(text: str) -> str:
    """One way of writing: NFKC, simplified, without blanks or joining signs; commas of all kinds become one.

    Blanks go because forms put them between levels, and people between characters. Positions are not kept.
    """
    if not text.isascii():
        for wide, narrow in _WIDE:
            text = text.replace(wide, narrow)
        if not unicodedata.is_normalized("NFKC", text):
            text = unicodedata.normalize("NFKC", text)
        if not _traditional().isdisjoint(text):
            text = text.translate(_simple())
    text = _JOINERS.sub("", text)
    for pause in _PAUSES:
        text = text.replace(pause, "，")
    return text


@cache
def _sounds(character: str) -> frozenset[str]:
    return frozenset(tables()["spoken"].get(character, "").split())


@cache
def unlike(typed: str, meant: str) -> float:
    """How unlikely it is that `meant` was typed as `typed`: 0 same, 0.3 sounds alike, 0.5 looks alike, 1 neither."""
    if typed == meant:
        return 0.0
    if _sounds(typed) & _sounds(meant):
        return 0.3
    drawn = tables()["drawn"]
    one, other = set(drawn.get(typed, "")) | {typed}, set(drawn.get(meant, "")) | {meant}
    return 0.5 if one & other else 1.0
