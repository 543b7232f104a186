"""Citizen identity numbers: 18 characters, a date of birth within, a check character (GB 11643-1999)."""

from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def fault(number: str) -> str:
    """What is wrong with a number as typed, in plain words; '' when nothing is."""
    plain = number.strip().upper()
    if len(plain) != 18 or not plain[:17].isascii() or not plain[:17].isdigit():
        return f"身份证号要 18 位，现在 {len(plain)} 位。" if len(plain) != 18 else "身份证号前 17 位都是数字。"
    try:
        date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
    except ValueError:
        return "身份证号里的出生日期不对，看看是不是抄错了。"
    if CHECKS[sum(int(c) * w for c, w in zip(plain, WEIGHTS, strict=False)) % 11] != plain[17]:
        return "身份证号最后一位对不上，看看是不是抄错了。"
    return ""
