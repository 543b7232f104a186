"""A report's words as hashed character runs: what keys and similarity are made of.

Runs of 2 to 4 signs become 32-bit hashes with flags telling where they stand. ``rarity.npz`` says how rare a run is
among residents' messages, ``subjects.npz`` what a pair of signs tends to be about. Masked places, links and little words
are boundaries: they tell nothing about the site. No text can be read back from what is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

BITS = 20
"""Rows of the table of rarity, as a power of two."""
SUBJECT_BITS = 15
TITLE = 60
TEXT = 300
"""Signs read of a title and of a text: site and problem are named early, and a long text must cost no more."""
HEAD = 25
"""Signs of a text without a title that stand for one."""
STEP = 16.0
"""A row of the table of rarity holds ``round(STEP * ln(messages / messages with the run))`` in a byte."""
COMMON = 2.0
"""Runs less rare than this (in nats) are not kept."""
TELLING = 6.8
"""Pairs of signs rarer than this are names rather than subjects."""

IN_TITLE, IN_TEXT, OFTEN, THREE, FOUR, NAMED, EARLY, PLACED = 1, 2, 4, 8, 16, 32, 64, 128
"""Flags of a run: stands in the title, in the text, twice or more in the text, has 3 signs, has 4, ends as names do,
stands in the first signs of the text, follows a masked place."""
FIRST = 80
"""Signs of the text that count as first."""

_LITTLE = "的了是在我们你您他她它和与及也都就不没有把被从对到向为因所着吗呢吧啊哪怎什么很请问这那其个"
_ENDS = "区路街道巷村组苑园城府湾庭馆厦场司校学院店公线站桥期栋案网贷台厂社镇乡居郡墅岸洲山湖江港楼局所"
_MASK = re.compile(r"[A-Za-z]\d*[市区县]|\*{3,}|https?://[\w./]+")
_ROW, _SUBJECT, _SIGN, _ABOVE, _HALF = (np.uint32(n) for n in ((1 << BITS) - 1, 32 - SUBJECT_BITS, 0xFFFF, 16, 15))
_SPREAD = np.uint32(0x9E3779B1)
_BYTE, _WHOLE = np.uint64(8), np.uint64(32)
_TELLING = (np.arange(256) > STEP * COMMON) & (np.arange(256) < STEP * TELLING)
Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Features:
    """``runs``: sorted hashes; ``flags``: one byte each; ``subject`` of all, ``headed`` of the title: directions of length
    1 (or all zero); ``totals``: rarity summed over the title's pairs, the title, all pairs, all, the title's runs that
    stand in the text too (each plus 1)."""

    runs: Hashes
    flags: npt.NDArray[np.uint8]
    subject: npt.NDArray[np.float32]
    headed: npt.NDArray[np.float32]
    totals: tuple[float, ...]


@cache
def _folding() -> npt.NDArray[np.uint32]:
    """For each UTF-16 unit: its plain sign (0 = boundary) and, above bit 16, whether names end so or a place was masked."""
    table = np.zeros(0x10000, dtype=np.uint32)
    for point in range(0x20, 0x10000):
        if 0xD800 <= point < 0xE000:
            continue
        plain = unicodedata.normalize("NFKC", chr(point)).lower()[:1] or " "
        if unicodedata.category(plain)[0] in "LN" and plain not in _LITTLE:
            table[point] = min(ord(plain), 0xFFFF)
    table[[ord(sign) for sign in _ENDS]] |= NAMED << 16
    table[1] |= PLACED << 16
    return table


def held(name: str) -> Any:
    """The one array of a file of this package."""
    with files("xiangli.engines.joining").joinpath(name).open("rb") as file, np.load(file) as arrays:
        return arrays[arrays.files[0]]


def forget() -> None:
    """Read the tables anew: training has written them."""
    for table in (_steps, _subjects):
        table.cache_clear()
    _kept.clear()


@cache
def _steps() -> npt.NDArray[np.uint8]:
    table: npt.NDArray[np.uint8] = held("rarity.npz")
    return table


@cache
def _subjects() -> npt.NDArray[np.int8]:
    table: npt.NDArray[np.int8] = held("subjects.npz")
    return table


_NATS = np.arange(256, dtype=np.float32) / np.float32(STEP)


def steps(runs: Hashes) -> npt.NDArray[np.uint8]:
    """Rarity of each run in steps; one never met is as rare as can be."""
    return _steps()[runs & _ROW]


def rarity(runs: Hashes) -> npt.NDArray[np.float32]:
    """Rarity of each run in nats."""
    return _NATS[steps(runs)]


def hashed(
    texts: Sequence[tuple[str, str]], *, longest: int = TEXT, to_four: bool = False
) -> tuple[Hashes, npt.NDArray[np.uint8], npt.NDArray[np.intp]]:
    """All runs of these (title, text) that cross no boundary, with repeats: hash, flags (OFTEN is not told yet), and
    which text each is of; runs of one length stand together, in the order of the texts.

    ``longest``: signs read of a text; runs of 4 signs are told of a text only if ``to_four``.
    """
    parts: list[bytes] = []
    lengths: list[int] = []
    for title, text in texts:
        head = _MASK.sub("\1", title[:TITLE] if title.strip() else text.strip()[:HEAD]) + "\n"
        body = _MASK.sub("\1", text[:longest]) + "\n"
        told_head, told_body = head.encode("utf-16-le", "replace"), body.encode("utf-16-le", "replace")
        parts += (told_head, told_body)
        size = len(told_body) // 2
        first = min(FIRST, size)
        lengths += (len(told_head) // 2, first, size - first)
    told = _folding()[np.frombuffer(b"".join(parts), np.uint16)]
    each = np.array(lengths)
    where = np.tile(_STRETCHES, len(texts)).repeat(each)
    whose = np.arange(len(texts)).repeat(each.reshape(-1, 3).sum(1))
    signs = told & _SIGN
    about = (told >> _ABOVE).astype(np.uint8)
    where[1:] |= about[:-1] & PLACED
    about &= NAMED
    mixed = signs * _SPREAD
    good = signs > 0
    pairs = (mixed[:-1] ^ (mixed[1:] >> _HALF)) * _SPREAD
    threes = (pairs[:-1] ^ (mixed[2:] >> _HALF)) * _SPREAD
    fours = (threes[:-1] ^ (mixed[3:] >> _HALF)) * _SPREAD
    two = good[:-1] & good[1:]
    three = two[:-1] & good[2:]
    four = three[:-1] & good[3:]
    if not to_four:
        four &= (where[:-3] & IN_TITLE) > 0
    at = np.concatenate((two, three, four)).nonzero()[0]
    hashes = np.concatenate((pairs, threes, fours))[at]
    flags = np.concatenate((
        where[:-1] | about[1:], where[:-2] | about[2:] | THREE, where[:-3] | about[3:] | FOUR,
    ))[at]  # fmt: skip
    return hashes ^ (hashes >> _HALF), flags, np.concatenate((whose[:-1], whose[:-2], whose[:-3]))[at]


_STRETCHES = np.array([IN_TITLE, IN_TEXT | EARLY, IN_TEXT], np.uint8)
"""A title, the first signs of its text, and the rest."""


def _directions(total: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    length = np.sqrt((total * total).sum(1, keepdims=True))
    length[length == 0] = 1
    return total / length


def _summed(rows: npt.NDArray[np.float32], whose: npt.NDArray[np.intp], many: int) -> npt.NDArray[np.float32]:
    """The sum of the rows of each of ``many`` texts; ``whose`` ascends."""
    if many == 1:
        return rows.sum(0, keepdims=True)
    out = np.zeros((many, rows.shape[1]), np.float32)
    if whose.size:
        first = np.concatenate(([0], (whose[1:] != whose[:-1]).nonzero()[0] + 1))
        out[whose[first]] = np.add.reduceat(rows, first)
    return out


@cache
def _counting() -> npt.NDArray[np.float32]:
    flags = np.arange(256)
    title, pair = (flags & IN_TITLE) > 0, (flags & (THREE | FOUR)) == 0
    focus = title & ((flags & IN_TEXT) > 0)
    return np.stack([title & pair, title, pair, pair | True, focus], 1).astype(np.float32)


_KEPT = 8192
_kept: dict[tuple[str, str], Features] = {}
"""A report is read for its keys, then again whenever a later one is compared with it."""


def features(title: str, text: str) -> Features:
    """What is kept of a report to compare it with others: some 2 kB."""
    return features_of([(title, text)])[0]


def features_of(texts: Sequence[tuple[str, str]]) -> list[Features]:
    """The same for many (title, text) in one pass: a fifth of the cost of one by one."""
    held = {told: _kept.get(told) for told in texts}  # asked once each: another thread may clear what is kept
    new = [told for told, found in held.items() if found is None]
    fresh = dict(zip(new, _read(new), strict=True)) if new else {}
    if len(_kept) > _KEPT:
        _kept.clear()
    _kept.update(fresh)
    return [held[told] or fresh[told] for told in texts]


def _read(texts: Sequence[tuple[str, str]]) -> list[Features]:
    many = len(texts)
    runs, flags, whose = hashed(texts)
    rare = steps(runs)
    telling = (_TELLING[rare] & ((flags & (THREE | FOUR)) == 0)).nonzero()[0]  # pairs stand first, so ``whose`` ascends
    rows = _subjects()[runs[telling] >> _SUBJECT] * _NATS[rare[telling]][:, None]
    heading = (flags[telling] & IN_TITLE).nonzero()[0]
    subjects = _directions(_summed(rows, whose[telling], many))
    headed = _directions(_summed(rows[heading], whose[telling][heading], many))
    kept = rare > STEP * COMMON
    packed = (((whose[kept].astype(np.uint64) << _WHOLE) | runs[kept]) << _BYTE) | flags[kept]
    packed.sort()
    both, flags = packed >> _BYTE, packed.astype(np.uint8)
    if both.size:
        new = np.ones(both.size, bool)
        np.not_equal(both[1:], both[:-1], out=new[1:])
        first = new.nonzero()[0]
        merged = np.bitwise_or.reduceat(flags, first)
        merged[np.add.reduceat((flags & IN_TEXT) >> 1, first) > 1] |= OFTEN
        both, flags = both[first], merged
    runs, whose = both.astype(np.uint32), (both >> _WHOLE).astype(np.intp)
    totals = (_summed(rarity(runs)[:, None] * _counting()[flags], whose, many) + 1).tolist()
    ends = whose.searchsorted(np.arange(many + 1)).tolist()
    return [
        Features(runs[ends[n] : ends[n + 1]], flags[ends[n] : ends[n + 1]], subjects[n], headed[n], tuple(totals[n]))
        for n in range(many)
    ]
