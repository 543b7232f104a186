"""A heading read as a phrase: cleaned of spaces, units and hints, then every field it may mean, the plainest first."""

import re
import unicodedata
from dataclasses import dataclass

from xiangli.engines.columns.dictionary import Dictionary

_BRACKETS = re.compile(r"[(（\[【<《][^)）\]】>》]*[)）\]】>》]")
_NUMBERED = re.compile(
    r"^(?:\d{1,2}[.、．)]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）])"
)
_PUNCTUATION = re.compile(r"[\s*＊#“”\"'‘’:：、,，。.;；/\\|·…_—－\-?？!！]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A heading without its ornaments: ``text`` to be read, ``hint`` what stood in brackets, ``dashed`` with its dashes and commas."""

    text: str
    hint: str
    tick: bool
    dashed: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field the heading may mean. ``loose`` is the share of its letters that only fill; 0 is the plainest."""

    field: str
    classes: tuple[str, ...]
    loose: float


def plain(text: object) -> str:
    """Full-width letters as half-width ones, no spaces or line breaks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(text)))


def clean(text: object, known: Dictionary) -> Cleaned:
    """A heading ready to be read. Brackets hold units and hints; 打√ says how yes is written."""
    flat = plain(text)
    hint = "".join(m[0][1:-1] for m in _BRACKETS.finditer(flat))
    bare = _BRACKETS.sub("", flat) or hint
    bare = re.sub(r"[“”\"'‘’]", "", bare)
    tick = False
    for mark in sorted(known.words["yes_mark"], key=len, reverse=True):
        if mark in bare or mark in hint:
            bare, tick = bare.replace(mark, ""), True
    bare = _NUMBERED.sub("", bare)
    return Cleaned(_PUNCTUATION.sub("", bare), hint, tick, bare)


def meanings(text: str, known: Dictionary) -> list[Meaning]:
    """Every field a cleaned heading may mean, the one with the fewest words left to fill first."""
    if not text:
        return []
    found: dict[str, Meaning] = {}
    for phrase in known.phrases:
        if hit := phrase.pattern.fullmatch(text):
            said = sum(len(part) for part in hit.groups())
            loose = round(1 - said / len(text), 3)
            if phrase.field not in found or loose < found[phrase.field].loose:
                found[phrase.field] = Meaning(phrase.field, phrase.classes, loose)
    return sorted(found.values(), key=lambda m: m.loose)


def is_of(kind: str, text: str, known: Dictionary) -> bool:
    """Whether a cleaned heading is a word of this kind and nothing else."""
    return text in known.words[kind]
