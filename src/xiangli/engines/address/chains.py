"""From matches to mentions: names that follow each other down the levels are one mention of one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from xiangli.engines.address.gazetteer import Match

_GAPS = frozenset(("", "，", "的", ":", "(", "、", "境内", "辖区", "下面的", "下属的", "所辖的", "里的", "."))
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


Link = tuple[float, int, int, float, float]
"""Score, start, how many names it links, the weakest of them, the slips it takes."""


def mentions(
    text: str, matches: Sequence[Match], *, hint: str | None, ground: Mapping[str, str], weak: Callable[[str], bool]
) -> list[Mention]:
    """Mentions in order of the text. `hint` favours codes under it; `weak` tells stems that are ordinary words."""
    ends: dict[int, dict[str, Link]] = {}
    for match in sorted(matches, key=_standing):
        start, end, weight, codes, slip = match
        before = _before(text, start, ends)
        bare = weight < 2.0 and not slip
        longer = _LETTER * (end - start - 2) if bare else 0.0
        dull = bare and weak(text[start:end])
        held = ends.setdefault(end, {})
        if bare and not before and not hint and end - start < _LONG:
            # A short bare word that nothing leads up to names no village; it may still lead down to one.
            codes = [code for code in codes if len(code) < 12]
        for code in codes:
            score = weight + longer + _LEVEL.get(len(code), 0.0)
            up = _leading(code, before, ground) if before else None
            if up is not None:
                score += up[0] + _LINK
                link = (score, up[1], up[2] + 1, min(up[3], weight), up[4] + slip)
            else:
                if dull:
                    score -= 1.0
                if hint and (code.startswith(hint) or ground.get(code[:6]) == hint):
                    score += 0.8 if dull else 1.8
                link = (score, start, 0, weight, slip)
            now = held.get(code)
            if now is None or score > now[0]:
                held[code] = link
    stretches = [
        (-link[0], link[1] - end, code, turn, end, link)
        for turn, (end, told) in enumerate(ends.items())
        for code, link in told.items()
    ]
    return _pick(stretches, text)


def _standing(match: Match) -> tuple[int, int]:
    return match[0], match[1]


def _before(text: str, start: int, ends: dict[int, dict[str, Link]]) -> list[dict[str, Link]]:
    """What ends where this begins, or a few joining letters before."""
    found = []
    for gap in range(min(_WIDEST, start) + 1):
        told = ends.get(start - gap)
        if told and text[start - gap : start] in _GAPS:
            found.append(told)
    return found


def _leading(code: str, before: list[dict[str, Link]], ground: Mapping[str, str]) -> Link | None:
    """The best link to a name of a place that `code` lies in; None where nothing leads up to it."""
    best: Link | None = None
    lies = ground.get(code[:6])
    for told in before:
        for up in (code[:9], code[:6], code[:4], code[:2], *((lies, lies[:4]) if lies else ())):
            link = told.get(up)
            if link is not None and up != code and (best is None or link[0] > best[0]):
                best = link
    return best


Stretch = tuple[float, int, str, int, int, Link]
"""Score below zero, length below zero, code, turn, end, link: in order the best comes first."""


def _pick(stretches: list[Stretch], text: str) -> list[Mention]:
    """The best stretches that do not overlap; equals of one stretch stay together."""
    stretches.sort()
    picked: list[Mention] = []
    for _, _, code, _, end, link in stretches:
        score, start = link[0], link[1]
        for other in picked:
            if start < other.end and other.start < end:
                if (
                    other.score - score < _EQUAL
                    and (start, end) == (other.start, other.end)
                    and code not in other.codes
                ):
                    other.codes.append(code)
                break
        else:
            picked.append(Mention(start, end, score, [code], link[2], link[3], link[4], text[start:end]))
    picked.sort(key=lambda m: m.start)
    return picked
