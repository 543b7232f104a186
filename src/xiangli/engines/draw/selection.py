"""RFC 3797 §4: public numbers, put together in one way only, choose from a numbered list; whoever has both gets the same.

The digest is MD5 because the RFC says so; nothing here rests on MD5 being hard to collide, as the list and the sources
are fixed before the numbers are known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5
from math import comb

_APART = re.compile(r"[\s,，、;；+]+")
_WHOLE = re.compile(r"[0-9]{1,40}")
MOST_STEPS = 1 << 16


class BadSource(ValueError):
    """A source's values are no whole numbers; `number` counts sources from 1, the message is plain Chinese."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(message)
        self.number = number


@dataclass(frozen=True, slots=True)
class Taken:
    """One choice: `number` in the list from 1 on, the digest in hex, and how many were left to choose from."""

    number: int
    digest: str
    left: int


def values(text: str, *, number: int = 1) -> list[int]:
    """The whole numbers of one source, as drawn. Raises BadSource; decimals are written without their point."""
    parts = [one for one in _APART.split(text.strip()) if one]
    if not parts or not all(_WHOLE.fullmatch(one) for one in parts):
        raise BadSource(number, "只能是整数，几个数用空格隔开；有小数点的把小数点去掉。")
    return [int(one) for one in parts]


def key(sources: Sequence[Sequence[int]]) -> str:
    """All sources as one string: values ascending, each without leading zeros and with a period; a slash ends a source."""
    return "".join("".join(f"{one}." for one in sorted(source)) + "/" for source in sources)


def select(*, size: int, take: int, key: str) -> list[Taken]:
    """`take` of a list of `size`, in the order chosen.

    Raises ValueError unless 1 <= take <= size, and for more steps than a two-byte index has.
    """
    if not 1 <= take <= size or take > MOST_STEPS:
        raise ValueError(f"{take} of {size} cannot be taken")
    left, found = list(range(1, size + 1)), []
    for step in range(take):
        ends = step.to_bytes(2)
        digest = md5(ends + key.encode() + ends, usedforsecurity=False).digest()
        found.append(Taken(left.pop(int.from_bytes(digest) % len(left)), digest.hex().upper(), size - step))
    return found


def bits_needed(*, size: int, take: int) -> int:
    """How many bits of randomness the sources together must have so that every outcome is possible (RFC 3797 §3.3)."""
    return (comb(size, take) - 1).bit_length()
