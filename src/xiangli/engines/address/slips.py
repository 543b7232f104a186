"""Slips of typing: one character wrong, dropped or too many, in a name that its context expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xiangli.engines.address.gazetteer import Match, Names
from xiangli.engines.address.names import FULL, STEM, seat, short
from xiangli.engines.address.writing import plain, unlike

_KINDS = ("村", "镇", "乡", "道", "区", "县", "市", "场", "会")
_DROPPED, _EXTRA = 0.6, 0.6
_LONGEST = 8


class Slips:
    """Names of one neighbourhood by their patterns with one character open. Built when first asked for, then kept."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._tables: dict[str, dict[str, list[tuple[str, str]]]] = {}
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

    def _table(self, scope: str) -> dict[str, list[tuple[str, str]]]:
        held = self._tables.get(scope)
        if held is None:
            held = {}
            for code in self._below.get(scope, ()):
                name, level = plain(self._names.name[code]), self._names.level[code]
                cut = short(name, level)
                told = {seat(name) if level == "village" else name}
                if level == "county" and name.endswith("自治县"):
                    told = {cut + "县"}
                if len(cut) >= 3:
                    told.add(cut)
                for form in told:
                    for pattern in _open(form):
                        held.setdefault(pattern, []).append((code, form))
            self._tables[scope] = held
        return held

    def after(self, text: str, start: int, code: str) -> list[Match]:
        """The best reading of what stands at `start` as a mistyped name of a division under `code`; [] if none."""
        scope = code[:6] if len(code) >= 6 else code
        ends = range(start + 2, min(len(text), start + _LONGEST) + 1)
        return self._read(text, start, ends, scope, code)

    def county(self, text: str, start: int, end: int) -> list[Match]:
        """What stands at [start, end) as the mistyped name of a county or city."""
        return self._read(text, start, (end,), "43", "43")

    def _read(self, text: str, start: int, ends: Iterable[int], scope: str, under: str) -> list[Match]:
        table = self._table(scope)
        best: dict[int, tuple[float, set[str], bool]] = {}
        for end in ends:
            piece = text[start:end]
            if "，" in piece or "。" in piece:
                break
            for pattern in _open(piece):
                for code, form in table.get(pattern, ()):
                    if not code.startswith(under) or code == under:
                        continue
                    cost = _cost(piece, form)
                    kind = form.endswith(_KINDS) and piece.endswith(form[-1])
                    if cost <= 0 or cost > (1.0 if kind and len(piece) >= 3 else 0.5):
                        continue
                    if not kind and len(piece) < 3:
                        continue
                    held = best.get(end)
                    if held is None or cost < held[0]:
                        best[end] = (cost, {code}, kind)
                    elif cost == held[0]:
                        held[1].add(code)
        if not best:
            return []
        found = []
        for end, (cost, codes, kind) in best.items():
            weight = (FULL - 0.7 if kind else STEM) - cost + 0.05 * (end - start)
            found.append(Match(start, end, weight, sorted(codes), cost))
        return found

    def anywhere(self, text: str, scope: str) -> list[Match]:
        """Pieces ending in a kind of place that are mistyped names under `scope`."""
        found: list[Match] = []
        for end in range(3, len(text) + 1):
            if text[end - 1] not in _KINDS:
                continue
            for start in range(max(0, end - 5), end - 2):
                found += self._read(text, start, (end,), scope[:6], scope)
        return found


def _open(form: str) -> Iterator[str]:
    yield form
    for i in range(len(form)):
        yield form[:i] + "?" + form[i + 1 :]
        yield form[:i] + form[i + 1 :]


def _cost(typed: str, meant: str) -> float:
    """0 same; the unlikeness of the one wrong character; a fixed cost for one dropped or added; 9 for more than one."""
    if len(typed) == len(meant):
        wrong = [(a, b) for a, b in zip(typed, meant, strict=True) if a != b]
        if len(wrong) == 2 and wrong[0] == wrong[1][::-1]:
            return 0.5
        return 0.0 if not wrong else unlike(*wrong[0]) if len(wrong) == 1 else 9.0
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    if len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        return _EXTRA if len(typed) > len(meant) else _DROPPED
    return 9.0
