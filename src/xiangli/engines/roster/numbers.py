"""Identity numbers as far as a roster must judge them (GB 11643-1999): the day of birth within, sex, the check character."""

from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def born(number: str) -> date | None:
    """The day of birth a number holds; None where it holds none, so that it is no identity number."""
    if len(number) != 18 or not number[:17].isascii() or not number[:17].isdigit() or number[17] not in "0123456789X":
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """The sex a number holds by its seventeenth digit."""
    return "男" if int(number[16]) % 2 else "女"


def checks(number: str) -> bool:
    """Whether the check character is right; a number whose last digits were mistyped seldom has a right one."""
    return CHECKS[sum(int(c) * w for c, w in zip(number[:17], WEIGHTS, strict=True)) % 11] == number[17]


def near(one: str, other: str) -> bool:
    """Whether two numbers differ in one character, or in two that changed places: a slip of the hand."""
    if len(one) != len(other):
        return False
    apart = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    return (
        len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )
