"""Text → candidate places, each with how sure it is and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from xiangli.engines.address.chains import Mention, mentions
from xiangli.engines.address.gazetteer import Match, Names, ordinary
from xiangli.engines.address.roles import role
from xiangli.engines.address.slips import Slips
from xiangli.engines.address.writing import plain

LONGEST = 2000  # letters read; what stands later in a long text names no place that the beginning did not
_MOST = 30  # candidates handed back
_ANCHORS = 8  # names whose surroundings are read for slips
_COUNTY_SLIP = 0.5  # a county is read into a text only where the slip sounds or looks alike
_AGAIN = 0.8  # what it adds that a place is named twice
_LONGEST_COUNTY = 13  # 城步苗族自治县 and longer, where 族, 自 or 治 stands before 县
_SELF_RULED = frozenset("族自治")
_GROUND: Mapping[str, str] = {}


class Candidate(NamedTuple):
    """A place the text may mean. Of several equal ones none has a confidence above 0.5."""

    code: str
    name: str
    confidence: float
    reason: str


class Gazetteer:
    """The divisions of a province, ready to be found in texts. Building it takes about half a second; keep it."""

    def __init__(
        self,
        rows: Iterable[tuple[str, str, str, str]],
        former: Iterable[tuple[str, str, str]] = (),
        ground: Mapping[str, str] = _GROUND,
    ) -> None:
        """`rows`: (code, name, level, parent); `former`: (old name, level, code of today); `ground`: zone → county."""
        self._names = Names(rows, former)
        self._slips = Slips(self._names)
        self._ground = dict(ground)

    def locate(self, text: str, hint: str | None = None) -> list[Candidate]:
        """Candidates, best first; [] where the text names no place here.

        `hint` is the code of the place the report came through: it decides between equals, it never overrules a name.
        """
        written = plain(text[:LONGEST])
        found, outside = self._names.scan(written)
        if outside:
            outside = [far for far in outside if not self._meant_ours(written, far, found)]
            found = _inside(written, found, outside)
        found += self._mistyped(written, found, hint, outside)
        if not found:
            return []
        words = ordinary()
        told = mentions(written, found, hint=hint, ground=self._ground, weak=words.__contains__)
        told = [m for m in told if _counts(m, hint, words)]
        if not told:
            return []
        for mention in told:
            self._narrow(mention, told, hint)
        return self._candidates(written, told)

    def _meant_ours(self, text: str, far: tuple[int, int], found: Sequence[Match]) -> bool:
        """Whether a name of another province is a slip for ours: 彬州市 before 嘉禾县 is 郴州市."""
        near = [code for match in self._slips.county(text, *far) if match.slip <= _COUNTY_SLIP for code in match.codes]
        below = [code for match in found if match.start == far[1] and match.weight >= 2.0 for code in match.codes]
        return any(code.startswith(up) and code != up for up in near for code in below if len(code) == 6)

    def name(self, code: str) -> str:
        """The name of a division this gazetteer knows."""
        return self._names.name[code]

    def _mistyped(
        self, text: str, found: Sequence[Match], hint: str | None, outside: list[tuple[int, int]]
    ) -> list[Match]:
        """Matches that take one slip of typing: after a name of a higher place, or a county's own name."""
        starts: dict[int, list[Match]] = {}
        for match in found:
            starts.setdefault(match.start, []).append(match)
        slips: list[Match] = self._mistyped_counties(text, found, outside)
        anchors: dict[tuple[int, str], None] = {}
        for match in (*found, *slips):
            if match.weight < 2.0 and len(match.codes) > 3:
                continue
            for code in match.codes[:4]:
                if 4 <= len(code) <= 9:
                    anchors[match.end, code] = None
        for end, code in sorted(anchors, key=lambda a: (-len(a[1]), a[0]))[:_ANCHORS]:
            at = end + 1 if text[end : end + 1] == "，" else end
            follows = any(
                m.weight >= 2.0 and any(c.startswith(code) and c != code for c in m.codes) for m in starts.get(at, ())
            )
            if not follows:
                slips += self._slips.after(text, at, code)
        if not found and not slips and hint:
            slips += self._slips.anywhere(text, hint)
        return slips

    def _mistyped_counties(self, text: str, found: Sequence[Match], outside: list[tuple[int, int]]) -> list[Match]:
        # A name of two letters may be the end of a longer one mistyped: 衙南县 before 宝盖镇 is 衡南县.
        covered = {m.end for m in found if m.weight >= 2.0 and m.end - m.start > 2} | {end for _, end in outside}
        slips: list[Match] = []
        for kind in "县市区":
            at = text.find(kind)
            while at >= 0:
                if at + 1 not in covered and not text[max(0, at - 1)].isascii():
                    longest = (
                        _LONGEST_COUNTY if kind == "县" and not _SELF_RULED.isdisjoint(text[max(0, at - 4) : at]) else 4
                    )
                    for start in range(max(0, at - longest), at - 1):
                        slips += [m for m in self._slips.county(text, start, at + 1) if m.slip <= _COUNTY_SLIP]
                at = text.find(kind, at + 1)
        return slips

    def _narrow(self, mention: Mention, told: Sequence[Mention], hint: str | None) -> None:
        """Let the hint, then the other places named, decide between equals."""
        if len(mention.codes) < 2:
            return
        scopes = [hint] if hint else []
        scopes += [m.codes[0] for m in told if m is not mention and len(m.codes) == 1 and (m.links or m.weakest >= 2.0)]
        for scope in scopes:
            for length in (len(scope), 6, 4):
                kept = [c for c in mention.codes if c.startswith(scope[:length])]
                if length <= len(scope) and 0 < len(kept) < len(mention.codes):
                    mention.codes = kept
                    return

    def _worth(self, text: str, mention: Mention, told: Sequence[Mention]) -> float:
        """What speaks for this mention as the site among several: its surroundings, and that it is named again."""
        if len(told) < 2:
            return 0.0
        again = any(m is not mention and m.codes[0] == mention.codes[0] for m in told)
        return role(text, mention.start, mention.end) + (_AGAIN if again else 0.0)

    def _candidates(self, text: str, told: Sequence[Mention]) -> list[Candidate]:
        ranked = sorted(
            ((self._worth(text, m, told) + 0.22 * min(m.score, 9.0), -m.start, m) for m in told),
            key=lambda r: r[:2],
            reverse=True,
        )
        best: dict[str, Candidate] = {}
        for place, (worth, _, mention) in enumerate(ranked):
            sure = _sureness(mention)
            if place:
                sure = min(0.3, sure * 0.4)
            elif len(ranked) > 1 and worth - ranked[1][0] < 0.3:
                sure *= 0.75
            equals = len(mention.codes)
            share = sure if equals == 1 else min(0.5, sure, 1.0 / equals)
            reason = _reason(mention, equals, place)
            for code in mention.codes[:_MOST]:
                if code not in best:
                    best[code] = Candidate(code, self._names.name[code], round(share, 3), reason)
        return sorted(best.values(), key=lambda c: -c.confidence)[:_MOST]


def _inside(text: str, found: list[Match], outside: list[tuple[int, int]]) -> list[Match]:
    """Without what belongs to a place outside the province: 凤凰镇 right after 武汉市新洲区 is not ours."""
    if not outside:
        return found
    ours = {(m.start, m.end) for m in found if m.weight >= 2.9}
    far = {end for start, end in outside if not any(s <= start and end < e for s, e in ours)}
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.start, m.end)):
        at = match.start
        if at in far or (at - 1 in far and text[at - 1] in "，的"):
            far.add(match.end)
        elif not any(s <= match.start < e and not (match.start == s and match.end > e) for s, e in outside):
            kept.append(match)
    return kept


def _counts(mention: Mention, hint: str | None, words: frozenset[str]) -> bool:
    """Whether a mention is more than a chance run of letters."""
    if mention.links or mention.weakest >= 2.0 or (mention.slip and mention.score >= 2.0):
        return True
    if mention.text in words:
        return bool(hint) and any(c.startswith(hint or "") for c in mention.codes)
    if hint and any(c.startswith(hint) for c in mention.codes):
        return True
    return any(len(c) <= 6 for c in mention.codes) or len(mention.text) >= 3


def _sureness(mention: Mention) -> float:
    if mention.slip:
        return 0.8 - 0.3 * min(mention.slip, 1.0) if mention.links else 0.5
    if mention.links:
        return 0.95 if mention.weakest >= 2.9 else 0.88 if mention.weakest >= 2.0 else 0.8
    if mention.weakest >= 2.9:
        return 0.9
    if mention.weakest >= 2.0:
        return 0.75
    return 0.5 if mention.score > 2.5 else 0.4 if any(len(c) <= 6 for c in mention.codes) else 0.28


def _reason(mention: Mention, equals: int, place: int) -> str:
    told = f"「{mention.text}」"
    if mention.slip:
        told += "，按音形相近读"
    elif mention.links:
        told += "，上下级相连"
    if equals > 1:
        told += f"，同名 {equals} 处"
    if place:
        told += "，像是另一处"
    return told
