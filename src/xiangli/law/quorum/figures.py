"""A figure somebody wrote down at a meeting: whole persons or households, or an area in square metres."""

import re
from fractions import Fraction

_WHOLE = re.compile(r"[0-9]{1,9}")
_AREA = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,4})?")


class FigureError(ValueError):
    """A figure that cannot be; ``field`` is its id, the message says in plain Chinese what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def figure(field: str, text: str, *, area: bool = False) -> Fraction:
    """The figure as written, exactly. FigureError for anything but a number from 0 on (whole, unless an area)."""
    plain = text.strip().replace(",", "").replace("，", "")
    if not (_AREA if area else _WHOLE).fullmatch(plain):
        raise FigureError(field, "请写数字，最多四位小数。" if area else "请写整数，例如 120。")
    return Fraction(plain)
