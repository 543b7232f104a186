"""From matches to mentions: names that follow each other down the levels are one mention of one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from xiangli.engines.address.gazetteer import Match

_GAPS = ("", "，", "的", ":", "(", "、", "境内", "辖区", "下面的", "下属的", "所辖的", "里的", ".")
_WIDEST = max(len(g) for g in _GAPS)
_LONG = 3  # letters from which a bare word may name a village by itself
_LINK = 1.5  # what it is worth that one name stands under the other
_EQUAL = 0.06  # readings of one stretch whose scores differ by less are equals
_LETTER = 0.2  # what each letter beyond two adds to a bare word: 青竹湖畔 is the estate, not 青竹湖 and a bank
_LEVEL = {2: 0.0, 4: 0.3, 6: 0.4, 9: 0.25, 12: 0.0}  # equal evidence: the higher division is meant


@dataclass(slots=True)
class Mention:
    """One stretch of text that names one place, or several equal ones."""

    start: int
    end: int
    score: float
    codes: list[str]
    links: int
    weakest: float
    slip: float
    text: str = ""
    other: list[str] = field(default_factory=list)


Link = tuple[float, int, int, float, float, tuple[int, ...]]  # score, start, links, weakest, slip, spans


def mentions(
    text: str, matches: Sequence[Match], *, hint: str | None, ground: Mapping[str, str], weak: Callable[[str], bool]
) -> list[Mention]:
    """Mentions in order of the text. `hint` favours codes under it; `weak` tells stems that are ordinary words."""
    ends: dict[int, dict[str, Link]] = {}
    stretches: list[tuple[float, int, int, str, Link]] = []
    for match in sorted(matches, key=lambda m: (m.start, m.end)):
        before = _before(text, match.start, ends)
        bare = match.weight < 2.0 and not match.slip
        longer = _LETTER * (match.end - match.start - 2) if bare else 0.0
        dull = bare and weak(text[match.start : match.end])
        held = ends.setdefault(match.end, {})
        codes: Sequence[str] = match.codes
        if bare and not before and not hint and match.end - match.start < _LONG:
            # A short bare word that nothing leads up to names no village; it may still lead down to one.
            codes = [code for code in codes if len(code) < 12]
        for code in codes:
            link = _link(code, match, before, ground)
            link = (link[0] + longer, *link[1:])
            if link[2] == 0:
                bonus = _LEVEL.get(len(code), 0.0)
                score = link[0] + bonus - (1.0 if dull else 0.0)
                if hint and (code.startswith(hint) or ground.get(code[:6]) == hint):
                    score += 0.8 if dull else 1.8
                link = (score, *link[1:])
            now = held.get(code)
            if now is None or link[0] > now[0]:
                held[code] = link
    for end, told in ends.items():
        for code, link in told.items():
            stretches.append((link[0], link[1], end, code, link))
    return _pick(stretches, text)


def _before(text: str, start: int, ends: dict[int, dict[str, Link]]) -> list[dict[str, Link]]:
    found = []
    for gap in range(min(_WIDEST, start) + 1):
        told = ends.get(start - gap)
        if told and text[start - gap : start] in _GAPS:
            found.append(told)
    return found


def _link(code: str, match: Match, before: list[dict[str, Link]], ground: Mapping[str, str]) -> Link:
    best: Link | None = None
    if before:
        above = [code[:n] for n in (9, 6, 4, 2) if n < len(code)]
        lies = ground.get(code[:6])
        if lies:
            above += [lies, lies[:4]]
        for told in before:
            for up in above:
                link = told.get(up)
                if link is None:
                    continue
                score = link[0] + match.weight + _LINK + (_LEVEL.get(len(code), 0.0))
                if best is None or score > best[0]:
                    best = (score, link[1], link[2] + 1, min(link[3], match.weight), link[4] + match.slip, ())
    return best or (match.weight, match.start, 0, match.weight, match.slip, ())


def _pick(stretches: list[tuple[float, int, int, str, Link]], text: str) -> list[Mention]:
    """The best stretches that do not overlap; equals of one stretch stay together."""
    stretches.sort(key=lambda s: (-s[0], s[1] - s[2], s[3]))
    picked: list[Mention] = []
    for score, start, end, code, link in stretches:
        clash = next((m for m in picked if start < m.end and m.start < end), None)
        if clash is None:
            picked.append(Mention(start, end, score, [code], link[2], link[3], link[4], text[start:end]))
        elif clash.score - score < _EQUAL and (start, end) == (clash.start, clash.end) and code not in clash.codes:
            clash.codes.append(code)
        elif len(clash.other) < 30 and end == clash.end and code not in clash.codes:
            clash.other.append(code)
    return sorted(picked, key=lambda m: m.start)
