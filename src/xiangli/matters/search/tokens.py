"""Texts and questions cut into tokens: two characters of Chinese at a time, words of letters and digits whole.

Neither database cuts Chinese into words; a pair of neighbouring characters finds every word of two, and a longer word is
looked for by its pairs and then read again in the text. Tokens with ``@`` or a letter and a code say where a report
belongs, so that a question asks only one county's or one office's part of the index.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[0-9a-z]+")
LONGEST = 60
"""Characters of a question that count."""

LONGEST_RUN = 40
"""Characters of a word of letters and digits that count; a pasted key of thousands is no word to look for."""

LEVELS = {2: "p", 4: "y", 6: "c", 9: "t", 12: "v"}
"""First letter of a place's token by the length of its code."""


def text_tokens(*texts: str) -> set[str]:
    """The tokens of what was said."""
    out: set[str] = set()
    for text in texts:
        for run in RUN.findall(text.lower()):
            out.update(_cut(run))
    return out


def _cut(run: str) -> Iterable[str]:
    if run[0].isascii():
        return (run[:LONGEST_RUN],)
    return (run[n : n + 2] for n in range(len(run) - 1))


def place_tokens(place: str) -> set[str]:
    """The tokens of a place and of all above it: ``c430181``, ``t430181110`` …"""
    return {f"{letter}{place[:size]}" for size, letter in LEVELS.items() if len(place) >= size}


def place_token(place: str) -> str:
    """The token under which everything of a place and below it is found (a place below the village: its village's)."""
    size = max(n for n in LEVELS if n <= len(place))
    return f"{LEVELS[size]}{place[:size]}"


def office_token(office: str) -> str:
    """The token of an office: itself, ``line@place``."""
    return office.lower()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: all ``tokens`` must be there, and each of ``reread`` must stand in the text as typed."""

    tokens: tuple[str, ...]
    reread: tuple[str, ...]


def asked(words: str) -> Asked:
    """The question as tokens; no tokens when there is nothing one could look for (a single Chinese character)."""
    tokens: set[str] = set()
    reread = []
    for word in words.lower()[:LONGEST].split():
        runs = RUN.findall(word)
        tokens.update(token for run in runs for token in _cut(run))
        exact = len(runs) == 1 and (runs[0].isascii() or len(runs[0]) == 2) and runs[0] == word
        if runs and not exact:
            reread.append(word)
    return Asked(tuple(sorted(tokens)), tuple(reread))
