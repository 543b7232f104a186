"""Chinese numerals of article numbers, 1 to 9999: 二十二 ↔ 22."""

DIGITS = "零一二三四五六七八九"
_VALUE = {sign: n for n, sign in enumerate(DIGITS)} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}


def from_chinese(text: str) -> int:
    """22 for 二十二, 108 for 一百零八; ``ValueError`` for anything else."""
    total, digit = 0, 0
    if not text:
        raise ValueError("no numeral")
    for sign in text:
        if sign in _VALUE:
            digit = _VALUE[sign]
        elif sign in _TENS:
            total += (digit or 1) * _TENS[sign]
            digit = 0
        else:
            raise ValueError(f"{text!r} is not a Chinese numeral")
    return total + digit


def to_chinese(number: int) -> str:
    """二十二 for 22, 一百零八 for 108, as articles are numbered (十二, not 一十二)."""
    if not 1 <= number <= 9999:
        raise ValueError(f"{number} is not an article number")
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out
