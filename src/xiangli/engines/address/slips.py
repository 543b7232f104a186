"""Slips of typing: one character wrong, dropped, doubled, too many or two swapped, in a name that its context expects."""

from __future__ import annotations

from collections.abc import Iterable

from xiangli.engines.address.gazetteer import Match, Names
from xiangli.engines.address.names import FULL, STEM, seat, short
from xiangli.engines.address.writing import plain, unlike

_KINDS = ("村", "镇", "乡", "道", "区", "县", "市", "场", "会")
_DROPPED, _EXTRA, _SWAPPED, _DOUBLED = 0.6, 0.6, 0.5, 0.3
_NEVER = 9.0
_LONGEST = 8
_NEAR = 0.3
"""A reading may cost so much more than the best and still be kept: what stands below it may decide for it."""
_PAUSES = "，。"
Form = tuple[str, str]
"""Code, and a way its name is written."""


class _Nearby:
    """The names of one neighbourhood, to be found although one character of them is wrong.

    Whatever the one slip is, two of the first three characters stay beside each other or one apart; so the names are
    kept by their first and second, first and third, second and third character, and few are left to compare.
    """

    __slots__ = ("first_second", "first_third", "second_third")

    def __init__(self, forms: Iterable[Form]) -> None:
        self.first_second: dict[str, list[Form]] = {}
        self.first_third: dict[str, list[Form]] = {}
        self.second_third: dict[str, list[Form]] = {}
        for told in forms:
            form = told[1]
            self.first_second.setdefault(form[:2], []).append(told)
            self.first_third.setdefault(form[0] + form[2:3], []).append(told)
            self.second_third.setdefault(form[1:3], []).append(told)

    def like(self, text: str, start: int) -> list[Form]:
        """Names that what stands at `start` may mean, with one slip or none; some more than once."""
        one, two, three = text[start : start + 1], text[start + 1 : start + 2], text[start + 2 : start + 3]
        found: list[Form] = []
        for table, key in (
            (self.first_second, one + two),
            (self.first_second, one + three),  # one too many in the second place, or second and third swapped
            (self.first_second, two + one),
            (self.first_second, two + three),  # one too many in front
            (self.first_third, one + three),
            (self.first_third, one + two),  # the second left out
            (self.second_third, two + three),
            (self.second_third, one + two),  # the first left out
        ):
            told = table.get(key)
            if told:
                found += told
        return found


class Slips:
    """Names of neighbourhoods, each put in order when first asked for, then kept."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._tables: dict[str, _Nearby] = {}
        self._below: dict[str, list[str]] = {}
        for code, level in names.level.items():
            if level in ("township", "village"):
                self._below.setdefault(code[:6], []).append(code)
            if level == "township":
                self._below.setdefault(code[:4], []).append(code)
            if level == "county":
                self._below.setdefault(code[:4], []).append(code)
            if level in ("county", "prefecture"):
                self._below.setdefault("43", []).append(code)

    def _table(self, scope: str) -> _Nearby:
        held = self._tables.get(scope)
        if held is None:
            forms: list[Form] = []
            for code in self._below.get(scope, ()):
                name, level = plain(self._names.name[code]), self._names.level[code]
                cut = short(name, level)
                told = {seat(name) if level == "village" else name}
                if level == "county" and name.endswith("自治县"):
                    told.add(cut + "县")
                if len(cut) >= 3:
                    told.add(cut)
                forms += [(code, form) for form in told if len(form) >= 2]
            held = self._tables[scope] = _Nearby(forms)
        return held

    def after(self, text: str, start: int, code: str) -> list[Match]:
        """What stands at `start`, read as a mistyped name of a division under `code`; [] if it is like none."""
        scope = code[:6] if len(code) >= 6 else code
        return self._read(text, start, 2, min(len(text) - start, _LONGEST), scope, code)

    def county(self, text: str, start: int, end: int) -> list[Match]:
        """What stands at [start, end) as the mistyped name of a county or city."""
        return self._read(text, start, end - start, end - start, "43", "43")

    def anywhere(self, text: str, scope: str) -> list[Match]:
        """Pieces ending in a kind of place that are mistyped names under `scope`."""
        found: list[Match] = []
        for end in range(3, len(text) + 1):
            if text[end - 1] in _KINDS:
                for start in range(max(0, end - 5), end - 2):
                    found += self._read(text, start, end - start, end - start, scope[:6], scope)
        return found

    def _read(self, text: str, start: int, least: int, most: int, scope: str, under: str) -> list[Match]:
        """Readings of the `least` to `most` characters at `start` as names of `scope` below `under`."""
        told = self._table(scope).like(text, start)
        if not told:
            return []
        for pause in _PAUSES:
            at = text.find(pause, start, start + most)
            if at >= 0:
                most = at - start
        best: dict[int, float] = {}
        held: dict[tuple[int, float, bool], set[str]] = {}
        for code, form in dict.fromkeys(told):
            if code == under or not code.startswith(under):
                continue
            size = len(form)
            for length in range(max(least, size - 1), min(most, size + 1) + 1):
                kind = form[-1] in _KINDS and text[start + length - 1] == form[-1]
                if length < 3 and not kind:
                    continue
                cost = _cost(text[start : start + length], form)
                if 0 < cost <= (1.0 if kind and length >= 3 else 0.5):
                    best[length] = min(best.get(length, _NEVER), cost)
                    held.setdefault((length, cost, kind), set()).add(code)
        return [
            Match(start, start + length, (FULL - 0.7 if kind else STEM) - cost + 0.05 * length, sorted(codes), cost)
            for (length, cost, kind), codes in held.items()
            if cost <= best[length] + _NEAR
        ]


def _cost(typed: str, meant: str) -> float:
    """0 same; the unlikeness of the one wrong character; a fixed cost for one dropped, added or two swapped; else 9."""
    size, wanted = len(typed), len(meant)
    at = 0
    for one, other in zip(typed, meant, strict=False):
        if one != other:
            break
        at += 1
    if size == wanted:
        if at == size:
            return 0.0
        if typed[at + 1 :] == meant[at + 1 :]:
            return unlike(typed[at], meant[at])
        swapped = typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]
        return _SWAPPED if swapped else _NEVER
    if size == wanted + 1 and typed[at + 1 :] == meant[at:]:
        return _DOUBLED if at and typed[at] == typed[at - 1] else _EXTRA
    if size + 1 == wanted and typed[at:] == meant[at + 1 :]:
        return _DROPPED
    return _NEVER
