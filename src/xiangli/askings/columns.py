"""The plain name of a column, so that 身份证号码 and 公民身份号码 are one question; by the words of ``words.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

from xiangli.askings.vocabulary import words

OUTER = re.compile(r"[（(].*?[)）]|[\s:：*＊、，,。\"“”]")
SILENT = {"序号", "备注", "填表人", "审核人", "填报单位", "单位", "日期", "填报日期", "签字", "签名", "附件"}
"""Columns that ask nothing of a place."""


def plain_columns(names: Iterable[str]) -> tuple[str, ...]:
    """Each column's plain name, once, in order; what asks nothing is left out."""
    found = (plain(name) for name in names)
    return tuple(dict.fromkeys(name for name in found if name and name not in SILENT))


def plain(name: str) -> str:
    """One column's plain name: brackets and signs off, then the one word for its many."""
    bare = OUTER.sub("", normalize("NFKC", name))[:40]
    return _same().get(bare, bare)


@cache
def _same() -> dict[str, str]:
    return {other: one for one, others in words()["same_columns"].items() for other in others}
