"""What a heading may mean: its words by the dictionary's kinds, compared with the phrases of each field."""

import re
import unicodedata
from functools import lru_cache

from xiangli.engines.roster.dictionary import fields, words

SKIPPED = 0.12
"""What a character that no word explains costs."""
MOST = 60
LONGEST = 14


def plain(text: object) -> str:
    """A heading without blanks, marks and what stands in brackets."""
    said = unicodedata.normalize("NFKC", "" if text is None else str(text))
    inside = re.sub(r"[（(【\[].*?[)）】\]]", "", said)
    return re.sub(r"[\s:*·,、;/\\—_\-<>《》\"“”'。.?!]+", "", inside or said)


@lru_cache(maxsize=8192)
def spoken(text: str) -> tuple[tuple[tuple[str, ...], float], ...]:
    """The ways to read a plain heading as kinds of words, each with a cost; ``fill`` words cost nothing and say nothing."""
    known = words()
    ways: list[list[tuple[tuple[str, ...], float]]] = [[] for _ in range(len(text) + 1)]
    ways[0] = [((), 0.0)]
    for at in range(len(text)):
        here = sorted(set(ways[at]), key=lambda way: way[1])[:MOST]
        for kinds, cost in here:
            ways[at + 1].append((kinds, cost + SKIPPED))
            for end in range(at + 1, min(len(text), at + LONGEST) + 1):
                for kind in known.get(text[at:end], ()):
                    said = kinds if kind == "fill" else (*kinds, kind)
                    ways[end].append((said, cost + (0.02 if kind == "fill" else 0.01)))
    best: dict[tuple[str, ...], float] = {}
    for kinds, cost in ways[-1]:
        if kinds and cost < best.get(kinds, 9):
            best[kinds] = cost
    return tuple(sorted(best.items(), key=lambda way: way[1])[:MOST])


@lru_cache(maxsize=8192)
def meanings(text: str, owner: str = "") -> dict[str, float]:
    """Field → how well the heading says it, 0–1. ``owner``: whose the sheet's title says these are (組长 → leader)."""
    found: dict[str, float] = {}
    for kinds, cost in spoken(text):
        for id, phrases in _phrases().items():
            if (kinds in phrases or tuple(sorted(kinds)) in phrases) and 1 - cost > found.get(id, 0):
                found[id] = 1 - cost
            elif owner and kinds[0] != owner and (owner, *kinds) in phrases and 0.9 - cost > found.get(id, 0):
                found[id] = 0.9 - cost
    for id, one in fields().items():
        if text == plain(one.zh):
            found[id] = max(found.get(id, 0), 0.95)
    return found


@lru_cache(maxsize=1)
def _phrases() -> dict[str, frozenset[tuple[str, ...]]]:
    """Field → its phrases, each also with its words in order of the alphabet."""
    return {
        id: frozenset(p for phrase in one.reads for p in (phrase, tuple(sorted(phrase))))
        for id, one in fields().items()
    }


def said_by(parts: tuple[str, ...], owner: str = "") -> dict[str, float]:
    """Field → how well a column's heading says it; ``parts`` are its cells from top to bottom."""
    found: dict[str, float] = {}
    own = [one for one in parts if one]
    if not own:
        return found
    for text, worth in (("".join(own), 1.0), (own[-1], 0.9 if len(own) > 1 else 1.0)):
        for id, fit in meanings(text, owner).items():
            found[id] = max(found.get(id, 0), fit * worth)
    return found
