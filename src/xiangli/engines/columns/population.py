"""Of whom or of what a sheet asks: what its title, notes and names narrow its rows to."""

import re
from collections.abc import Sequence
from datetime import date

from xiangli.engines.columns.dictionary import Dictionary
from xiangli.engines.columns.label import plain
from xiangli.engines.columns.where import narrowing


def population(
    section: str, title: str, sheet: str, name: str, notes: Sequence[str], day: date, place_words: Sequence[str], known: Dictionary
) -> tuple[tuple[str, ...], str]:  # fmt: skip
    """What narrows the rows, and the words of the title that could narrow them but are not known."""
    for source in dict.fromkeys((section, title)):
        found = narrowing(bare(source, place_words), known, as_of=day)
        if found.tokens:
            return found.tokens, ""
    for note in notes:
        if hit := re.search(
            r"(?:填报对象|填报范围|统计范围|统计对象|采集对象|登记对象|调查对象|对象|范围)[为是:：]?(.+?)(?:[。；;]|$)",
            note,
        ):
            found = narrowing(bare(hit[1], place_words), known, as_of=day)
            if found.tokens:
                return found.tokens, ""
    for source in (sheet, _stem(name)):
        found = narrowing(bare(source, place_words), known, as_of=day)
        if found.tokens:
            return found.tokens, ""
    return (), _unknown(bare(title, place_words), known)


def bare(text_: str, place_words: Sequence[str]) -> str:
    """A title without names of places, its day and its deadline."""
    flat = plain(text_)
    for word in sorted(filter(None, place_words), key=len, reverse=True):
        flat = flat.replace(word, "")
    flat = re.sub(r"[(（]?截[至止]\d{4}年\d{1,2}月(?:\d{1,2}日|底|末)?[)）]?", "", flat)
    return re.sub(r"\d{1,2}月\d{1,2}日.{0,6}前.{0,4}报?|每月\d{1,2}日报", "", flat)


def _stem(name: str) -> str:
    return re.sub(r"\.\w{3,4}$", "", name)


def _unknown(title: str, known: Dictionary) -> str:
    rest = re.sub(r"[\d\s]+|[^\u4e00-\u9fff]", "", title)
    for word in known.titles:
        rest = rest.replace(word, "")
    return rest if len(rest) >= 2 else ""
