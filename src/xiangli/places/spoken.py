"""How people say the places below a village: a numbered group is 三组, 第3组 or 三小组; a hamlet is said as it is called."""

from __future__ import annotations

import re

from xiangli.engines.address.writing import plain
from xiangli.places.models.place import Kind

_DIGITS = "零一二三四五六七八九"
NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百")
_NUMBER = "([0-9]{1,3}|[零〇一二三四五六七八九十百]{1,5})"
_TAILS = {
    Kind.GROUP: ("村民小组", "居民小组", "小组", "组"),
    Kind.GRID: ("号网格", "网格"),
    Kind.BUILDING: ("号楼", "栋", "幢"),
}
_NUMBERED = {
    kind: re.compile(f"第?{_NUMBER}({'|'.join(tails)})") for kind, tails in _TAILS.items()
}  # fmt: skip


def numeral(number: int) -> str:
    """A number below 1000 in Chinese: 3 → 三, 12 → 十二, 103 → 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        said += "零"
    return said + (_DIGITS[ones] if ones or not number else "")


def number_of(said: str) -> int | None:
    """The number a numeral means, or None: 十二 → 12, 12 → 12."""
    if said.isascii() and said.isdigit():
        return int(said)
    return next((n for n in range(1, 1000) if numeral(n) == said.replace("〇", "零")), None)


def numbered(name: str, kind: str) -> int | None:
    """The number in a name that is only a number and its kind of place: 第三村民小组 → 3; None for 石湾组."""
    pattern = _NUMBERED.get(Kind(kind))
    found = pattern.fullmatch(plain(name)) if pattern else None
    return number_of(found[1]) if found else None


def forms(name: str, kind: str) -> tuple[str, ...]:
    """All ways of saying a place's name, in one way of writing, longest first."""
    told = {plain(name)}
    number = numbered(name, kind)
    tails = _TAILS.get(Kind(kind), ())
    if number is not None:
        told |= {f"{head}{n}{tail}" for head in ("", "第") for n in (number, numeral(number)) for tail in tails}
    else:
        for tail in tails:
            if plain(name).endswith(tail) and len(plain(name)) - len(tail) >= 2:
                stem = plain(name).removesuffix(tail)
                told |= {stem + other for other in tails}
                break
    return tuple(sorted((form for form in told if len(form) >= 2), key=lambda form: (-len(form), form)))
