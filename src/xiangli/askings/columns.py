"""The plain name of a column, so that 身份证号码 and 公民身份号码 are one question: by the one data dictionary.

A heading the dictionary knows is called by its field's name; any other by its own words without brackets and signs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from xiangli.engines.columns.dictionary import dictionary
from xiangli.engines.columns.label import clean, meanings

MOST = 40
SILENT = {
    "序号",
    "备注",
    "填表人",
    "审核人",
    "填报单位",
    "填报人",
    "日期",
    "填报日期",
    "填表日期",
    "签字",
    "签名",
    "附件",
    "单位负责人",
}
"""Headings that ask nothing of a place."""


def plain_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Each column's plain name, once, in order; what asks nothing is left out."""
    found = (plain(name) for name in names)
    return tuple(dict.fromkeys(name for name in found if name and name not in SILENT))


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """One column's plain name."""
    known = dictionary()
    bare = clean(name, known).text
    means = meanings(bare, known)
    return known.fields[means[0].field].zh if means else bare[:MOST]


def held_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns that the dictionary knows: facts registers hold, which nobody need ask again."""
    known = {one.zh for one in dictionary().fields.values()}
    return tuple(name for name in plain_columns(names) if name in known)
