"""A value as it goes into a cell of a given format."""

import re
from datetime import date, datetime

from xiangli.engines.book import dates
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.shapes import Value

LONGEST = 32_767
MOST_DIGITS = 15
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def to_write(value: Value, *, pattern: str, from_1904: bool) -> str | int | float | bool | None:
    """What is stored: days as numbers where the format shows days, else as text; numbers of more than 15 digits as
    text, since the sheet would round them; other numbers stay numbers in text cells too, so that totals count them."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, (datetime, date)):
        if dates.shows_date(pattern):
            return dates.number_of(value, from_1904=from_1904)
        return dates.day_text(value)
    if isinstance(value, (int, float)):
        if abs(value) >= 10**MOST_DIGITS:
            return str(int(value)) if float(value).is_integer() else repr(value)
        return value
    return value


_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without characters no cell may hold, its lines parted as sheets part them."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def looks_like_formula(text: str) -> bool:
    """Whether a program that is less careful, or a hand that types it anew, would take the text for a formula."""
    return text.startswith(FORMULA_SIGNS)


def check(value: object, *, name: str, sheet: str, cell: str) -> None:
    """Raises BookError for what no cell can hold."""
    if isinstance(value, str) and len(value) > LONGEST:
        raise BookError(
            "value", f"文字有 {len(value):,} 个字，一格最多 {LONGEST:,} 个。", name=name, sheet=sheet, cell=cell
        )
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        raise BookError("value", "不是一个数。", name=name, sheet=sheet, cell=cell)
    if not isinstance(value, (str, int, float, bool, date, datetime, type(None))):
        raise BookError("value", f"这种内容（{type(value).__name__}）写不进表格。", name=name, sheet=sheet, cell=cell)
