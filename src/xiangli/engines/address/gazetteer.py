"""Every way a division of Hunan may be named in a text, and where in a text such names stand."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from xiangli.engines.address.names import FULL, LEVELS, SAID, STEM, SWAPPED, seat, short, whole
from xiangli.engines.address.writing import plain

# What a former name's place was called before the reforms of the eighties.
_COLLECTIVE = {"village": "大队", "township": "公社"}
# Former entries of the codes that are no name but only the word for a kind of place.
_NAMELESS = frozenset("开发区 工业园 工业园区 管理区 林场 农场 渔场 社区 办事处 居委会 村委会 机关".split())
_FORMER = 0.3  # what an old name is worth less than a name of today
_AFTER_FULL = {"村": ("民委员会", "委会", "民小组"), "社区": ("居民委员会", "居委会"), "街道": ("办事处", "办")}
# A bare stem followed by one of these is a street, an estate or a shop, not the division…
_STREET = ("路", "大道", "街", "巷", "广场", "花园", "小区", "公寓", "大厦", "酒店", "宾馆", "超市", "公司", "高速",
           "立交", "家园", "花城", "公园")  # fmt: skip
# …unless the word goes on as one of these.
_NOT_STREET = (
    "路灯",
    "路面",
    "路口",
    "路边",
    "路上",
    "路段",
    "路基",
    "路不",
    "路太",
    "路被",
    "路烂",
    "街道",
    "街上",
    "广场舞",
)
# After one of these it may be either.
_PERHAPS = ("河", "大桥", "水库", "学校", "小学", "中学", "医院", "车站", "机场")
_DOUBT = 0.5
# What is left of a village's name after its township's must not be only the word for what it is.
_KINDLESS = ("村", "社区", "居委会", "委会", "村委会", "居民委员会", "村民委员会")
_SIZE = {"prefecture": 4, "county": 6, "township": 9, "village": 12}  # letters of a code of each level
# First letter → for each level the kinds of place that begin so, with the length of that level's codes.
_SAID_BY_FIRST = {
    first: [
        (_SIZE[level], tuple(kind for kind in SAID[level] if kind[0] == first))
        for level in LEVELS[1:]
        if any(kind[0] == first for kind in SAID[level])
    ]
    for first in {kind[0] for level in LEVELS[1:] for kind in SAID[level]}
}

_PAIRS = 1 << 20
"""Numbers a pair of letters may have."""
_SPREAD = np.uint32(31337)


class Match(NamedTuple):
    """A stretch of the text that may name some divisions: `weight` is what it is worth as evidence."""

    start: int
    end: int
    weight: float
    codes: Sequence[str]
    slip: float = 0.0


@cache
def _words(name: str) -> frozenset[str]:
    packed = (files("xiangli.engines.address") / name).read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split("\n"))


@cache
def ordinary() -> frozenset[str]:
    """Stems that are ordinary words (幸福, 安全): alone they name no place."""
    return _words("ordinary.txt.gz") | {"通道", "幸福", "安全", "果园", "会同", "团结", "平安"}


def _pairs(text: str) -> npt.NDArray[np.uint32]:
    """A number for each two letters that stand side by side; a few pairs share theirs."""
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return (letters[:-1] * _SPREAD + letters[1:]) & np.uint32(_PAIRS - 1)


class Names:
    """The dictionary: full forms and stems with the codes they may mean, and names of places outside the province."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]], former: Iterable[tuple[str, str, str]] = ()) -> None:
        """`rows`: (code, name, level, parent); `former`: (name, level, code of today)."""
        self.name: dict[str, str] = {}
        self.level: dict[str, str] = {}
        self.full: dict[str, list[str]] = {}
        self.old: dict[str, list[str]] = {}
        self.stem: dict[str, list[str]] = {}
        for code, name, level, _parent in rows:
            self.name[code], self.level[code] = name, level
            written = plain(name)
            own = self._own(code, written)
            if own != written:
                for form in whole(own, level):
                    self.full.setdefault(form, []).append(code)
            for form in whole(written, level):
                self.full.setdefault(form, []).append(code)
            cut = short(own, level)
            if len(cut) >= 2:
                self.stem.setdefault(cut, []).append(code)
        for name, level, code in former:
            if code in self.name and not {name, short(name, level)} & _NAMELESS:
                self._add_former(plain(name), level, code)
        far = _words("outside.txt.gz")
        self.told: dict[str, tuple[list[str], list[str], list[str], bool]] = {
            form: (self.full.get(form, []), self.stem.get(form, []), self.old.get(form, []), form in far)
            for form in {*self.full, *self.stem, *self.old, *far}
        }
        self.lengths = self._by_first_two()
        self._begins = np.zeros(_PAIRS, dtype=bool)
        self._begins[[int(n) for head in self.lengths for n in _pairs(head)]] = True

    def _own(self, code: str, name: str) -> str:
        """The name without its county and township, which a few villages repeat in theirs."""
        for above in (code[:6], code[:9]):
            if len(above) < len(code) and above in self.name:
                cut = name.removeprefix(plain(self.name[above]))
                name = cut if len(cut) >= 2 and len(code) == 12 and not cut.startswith(_KINDLESS) else name
        return name

    def _add_former(self, name: str, level: str, code: str) -> None:
        cut = short(name, level)
        said = {name, seat(name)} if level == "village" else {name}
        if len(cut) >= 2 and level in _COLLECTIVE:
            said.add(cut + _COLLECTIVE[level])
        for form in said:
            if code not in self.full.get(form, ()) and code not in self.old.get(form, ()):
                self.old.setdefault(form, []).append(code)
        if len(cut) >= 3 and cut not in self.stem:
            self.old.setdefault(cut, []).append(code)

    def _by_first_two(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, set[int]] = {}
        for form in self.told:
            found.setdefault(form[:2], set()).add(len(form))
        return {head: tuple(sorted(told, reverse=True)) for head, told in found.items()}

    def scan(self, text: str) -> tuple[list[Match], list[tuple[int, int]]]:
        """All matches in `text` (already `plain`), and the stretches that name places outside the province."""
        found: list[Match] = []
        outside: list[tuple[int, int]] = []
        lengths, told = self.lengths, self.told
        last = len(text)
        for start in self._begins.take(_pairs(text)).nonzero()[0].tolist():
            for length in lengths.get(text[start : start + 2], ()):
                end = start + length
                if end > last:
                    continue
                form = text[start:end]
                held = told.get(form)
                if held is None:
                    continue
                full, stems, old, far = held
                if full:
                    found.append(Match(start, _swallow(text, end, form), FULL + _worth(length), full))
                if stems:
                    self._stem_matches(text, start, end, form, stems, found)
                if old:
                    found.append(Match(start, _swallow(text, end, form), FULL - _FORMER + _worth(length), old))
                if far:
                    outside.append((start, end))
        return found, outside

    def _stem_matches(self, text: str, start: int, end: int, form: str, codes: list[str], found: list[Match]) -> None:
        """A stem with a kind of place behind it names divisions of that level; bare, it names any, weakly."""
        rest = text[end : end + 6]
        said = False
        for size, kinds in _SAID_BY_FIRST.get(rest[:1], ()):
            for kind in kinds:
                if rest.startswith(kind):
                    so_called = self.full.get(form + kind, ())
                    here = [c for c in codes if len(c) == size and c not in so_called]
                    said = True
                    if here:
                        found.append(Match(start, end + len(kind), SWAPPED + 0.05 * (end - start), here))
                    break
        if form.endswith(("路", "街", "大道", "巷")) and rest[:1].isdigit():
            return
        if rest.startswith(_STREET) and not rest.startswith(_NOT_STREET):
            return
        weight = STEM + 0.1 * (end - start - 2) - (0.6 if said else 0.0)
        if rest.startswith(_PERHAPS):
            weight -= _DOUBT
        found.append(Match(start, end, weight, codes))


def _worth(length: int) -> float:
    """What the length of a full name adds: a long one is no chance, and outweighs the shorter names inside it."""
    return 0.05 * length + 0.7 * max(0, length - 5)


def _swallow(text: str, end: int, form: str) -> int:
    """The end of a full name with the committee behind it, so that what follows is adjacent."""
    for kind, tails in _AFTER_FULL.items():
        if form.endswith(kind):
            for tail in tails:
                if text.startswith(tail, end):
                    return end + len(tail)
    return end
