"""Numbers as people write them in forms and names of places: 12, 十二, 二〇 as figures one by one."""

DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"两": 2}


def number(text: str) -> int:
    """Arabic or Chinese figures up to 99, or Chinese figures one by one. Raises KeyError for other signs."""
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)
    return int("".join(str(DIGITS[sign]) for sign in text))
