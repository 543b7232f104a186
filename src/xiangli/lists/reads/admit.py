"""A task asked of a village or township, held against the lists: own, assist, taken back or none, and a polite reply.

What is found is proposed, never carried out: a person sends the reply, or does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from xiangli.law import sources
from xiangli.lists.catalogue import Item, ItemList, Now, said, starters
from xiangli.lists.lines import LINES
from xiangli.lists.recognise import Entry, Index, Match

Kind = Literal["own", "assist", "taken_back", "none"]
DECIDES = ("taken_back", "assistance", "autonomy", "responsibilities", "micro_powers", "services", "powers")
"""Lists that say whose a task is; at equal weight the earlier speaks."""
DOCUMENT = re.compile(r"([一-龥]{1,8})\s*[〔\[【（(]\s*((?:19|20)\d\d)\s*[〕\]】）)]\s*第?\s*(\d{1,4})\s*号")
LAW = re.compile(
    r"《([^》]{2,40}(?:法|条例|规定|办法))》(?:[（(]\d{4}[^）)]*[）)])?(?:第[一二三四五六七八九十百零\d]+条)?"
)
CERTIFIES = re.compile(r"(?:开|出|写|办|打|盖)[^。；\n]{0,16}证明|证明[^。；\n]{0,12}(?:盖章|公章|盖村)")
"""A certificate is asked for."""
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Document:
    """A document number found in the words: ``whose`` is central, province or other."""

    number: str
    whose: Literal["central", "province", "other"]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something nobody should ask of a village: its item, what is answered, on which ground.

    ``stands``: a central or provincial document number stands in the words, so it is only asked to see the document.
    """

    item: Item
    says: str
    basis: str
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a task is: its item (None for none), the list it stands in, its ground in words, what is lacking, the reply.

    ``found`` are the words it was recognised by, ``others`` items that were near. ``law``: the ground is an article read here.
    """

    kind: Kind
    item: Item | None
    list: str
    level: str
    basis: str
    law: bool
    found: tuple[str, ...]
    flags: tuple[Flag, ...]
    documents: tuple[Document, ...]
    laws: tuple[str, ...]
    lacks: tuple[str, ...]
    others: tuple[Item, ...]
    reply: str

    @property
    def passes(self) -> bool:
        """Whether it may be sent down as it stands: on the list, its ground and money said, nothing that nobody may ask."""
        return self.kind in ("own", "assist") and not self.lacks and not any(not flag.stands for flag in self.flags)


@cache
def words() -> dict[str, Any]:
    """The words of admission, from the data beside the lists."""
    text = (files("xiangli.measures") / "m14_lists" / "admission.words.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


class Gate:
    """The lists of one place, asked again and again: an index of those that decide, one of what nobody may ask."""

    def __init__(self, editions: Mapping[str, ItemList]) -> None:
        self.editions = editions
        self._tasks = Index([entry for name in DECIDES if name in editions for entry in entries(editions[name])],
                            frozenset(words()["says_nothing"]))  # fmt: skip
        self._barred = Index(entries(editions["relief"]) if "relief" in editions else [])
        self._certificates = Index(entries(editions["certificates"]) if "certificates" in editions else [])

    def task(self, text: str, line: str = "") -> list[Match]:
        """The items a text may be, the likeliest first; the asker's ``line`` helps where no word is said."""
        found = self._tasks.said(text)
        if found:
            return found
        return (self._tasks.like(text, line=line) if line else []) or self._tasks.like(text)

    def barred(self, text: str, documents: tuple[Document, ...]) -> tuple[Flag, ...]:
        """What in the text nobody should ask of a village."""
        higher = next((one.number for one in documents if one.whose != "other"), "")
        flags = [
            Flag(one.entry.item, one.entry.item.says, said(one.entry.item.basis),
                 higher if one.entry.item.unless == "document" else "")
            for one in self._barred.said(text)
        ]  # fmt: skip
        flags.sort(key=lambda one: one.item.number)
        if any(flag.item.flag == "unmarked_form" for flag in flags) and marked(text):
            flags = [flag for flag in flags if flag.item.flag != "unmarked_form"]
        if CERTIFIES.search(text):
            named = [one.entry.item for one in self._certificates.said(text) if one.entry.item.now is Now.BARRED]
            flags = [flag for flag in flags if flag.item.flag != "certificate" or not named]
            flags += [
                Flag(one, f"“{one.zh}”不由村里开，找{LINES[one.line]}（{one.instead}）。", said(one.basis))
                for one in named[:2]
            ]
        return tuple(flags)


MARKS = ("表号", "制定机关", "文号", "有效期")


def marked(text: str) -> bool:
    """Whether a statistical form's four marks are all said."""
    return all(mark in text for mark in MARKS)


def entries(one: ItemList) -> list[Entry]:
    """A list's items as the index takes them."""
    return [Entry(one.list, one.level, item) for item in one.items]


@cache
def starter_gate() -> Gate:
    """The shipped lists, ready."""
    return Gate(starters())


def documents(text: str) -> tuple[Document, ...]:
    """Document numbers in a text, each once, with whose they are by their issuer's short name."""
    known, out = words()["documents"], {}
    for issuer, year, number in DOCUMENT.findall(text):
        whose, short = "other", issuer
        for name in ("central", "province"):
            for mark in known[name]:
                if issuer.endswith(mark):
                    whose, short = name, mark
        out[f"{short}〔{year}〕{number}号"] = whose
    return tuple(Document(number, whose) for number, whose in out.items())  # type: ignore[arg-type]


def admit(
    text: str, *, line: str = "", gate: Gate | None = None, term: bool = False, due: str = "", named: bool | None = None,
    light: bool = False,
) -> Verdict:  # fmt: skip
    """Hold a pasted task against the lists.

    ``line``: the asking line, if known; ``gate``: the lists of the place (else the shipped ones); ``term``: whether a
    time stands in the words; ``due``: that time in words, for the reply; ``named``: whether an asker is named that has
    no line of its own in the duty lists. ``light``: a meeting or a notice, which asks no work by itself.
    """
    text = text[:MOST]
    gate = gate or starter_gate()
    found, papers = gate.task(text, line), documents(text)
    laws = tuple(dict.fromkeys(match.group(0) for match in LAW.finditer(text)))
    flags = gate.barred(text, papers)
    top = found[0] if found else None
    item, entry = (top.entry.item, top.entry) if top else (None, None)
    kind: Kind = item.now.value if item and item.now is not Now.BARRED else "none"  # type: ignore[assignment]
    lacks = _lacks(text, kind, papers, laws, named=bool(line) if named is None else named, term=term)
    edition = gate.editions[entry.list] if entry else None
    basis = said(item.basis) if item else ""
    shape = "none_light" if light and kind == "none" else ""
    reply = _reply(kind, item, edition, basis, flags, lacks, due, shape=shape)
    return Verdict(
        kind, item, edition.name.zh if edition else "", edition.level if edition else "", basis,
        bool(item and item.basis.norm is None), top.words if top else (), flags, papers, laws, lacks,
        tuple(one.entry.item for one in found[1:4]), reply,
    )  # fmt: skip


def _lacks(
    text: str, kind: Kind, papers: tuple[Document, ...], laws: tuple[str, ...], *, named: bool, term: bool
) -> tuple[str, ...]:
    """What an asking that a village only helps with, or that is on no list, must still say (村民委员会组织法 43)."""
    if kind in ("own", "taken_back"):
        return ()
    known = words()["lacks"]
    missing = []
    if not papers and not laws:
        missing.append("basis")
    if not any(word in text for word in words()["money"]):
        missing.append("money")
    if not term:
        missing.append("term")
    if not named:
        missing.append("asker")
    return tuple(known[one] for one in missing)


def _reply(
    kind: Kind, item: Item | None, edition: ItemList | None, basis: str, flags: tuple[Flag, ...],
    lacks: tuple[str, ...], due: str, *, shape: str = "",
) -> str:  # fmt: skip
    shapes = words()["replies"]
    name: str = shape or kind
    if kind == "own" and edition and edition.level == "township":
        name = "own_township"
    if kind == "assist" and not lacks:
        name = "assist_full"
    told = shapes[name].format(
        item=item.zh if item else "", number=item.number if item else "", list=edition.name.zh if edition else "",
        basis=basis, lead=LINES[item.line] if item else "", level={"village": "村里"}.get(edition.level, "乡镇") if edition else "",
        v26=sources.rows()["V26"].cited("43"), lacks="；".join(lacks) or "找谁对接", due=f"{due}前交。" if due and kind in ("own", "assist") else due,
    )  # fmt: skip
    for flag in flags:
        if flag.stands:
            told += words()["flag_document"].format(document=flag.stands)
        else:
            told += words()["flag"].format(says=flag.says, basis=flag.basis)
    return str(told)
