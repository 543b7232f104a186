"""The papers of a matter: which there are, in the order of its entries, and each filled in as DOCX."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from xiangli.documents.paper import Paper
from xiangli.documents.reads.papers import NoSuchPaper, Papers
from xiangli.documents.word.write import written
from xiangli.matters.models import Entry
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole
from xiangli.matters.reads.paper_words import happened, names_for, of_entry, of_matter

__all__ = ["NoSuchPaper", "Sheet", "draft", "filled", "sheet", "sheets"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper this matter has: of one of its entries, or (``entry`` None) of the matter as a whole."""

    paper: Paper
    entry: Entry | None
    at: datetime

    @property
    def seq(self) -> int:
        """The entry's turn; 0 for a paper of the whole matter."""
        return self.entry.seq if self.entry else 0

    def file_name(self, number: str) -> str:
        """Such as ``430181-26-0001-3 转办单.docx``."""
        return f"{number}-{self.seq} {self.paper.name.zh}.docx"


def sheets(whole: Whole) -> list[Sheet]:
    """Every paper of the matter: those of the whole first, then by entry. One statement."""
    papers, procedure = Papers(), whole.matter.procedure
    opened = whole.entries[0].at
    out = [Sheet(paper, None, opened) for paper in papers.of_matter(procedure, opened)]
    for entry in whole.entries:
        out += [Sheet(paper, entry, entry.at) for paper in papers.of_entry(procedure, entry.verb, entry.data, entry.at)]
    return out


def sheet(whole: Whole, *, paper: str, seq: int) -> Sheet:
    """One of them. Raises NoSuchPaper."""
    for one in sheets(whole):
        if (one.paper.id, one.seq) == (paper, seq):
            return one
    raise NoSuchPaper(paper)


def filled(
    whole: Whole, one: Sheet, *, called: Names | None = None, more: Mapping[str, str] | None = None, follow: str = ""
) -> bytes:
    """The paper as DOCX. ``more``: what was opened with a purpose or filled in by hand; ``follow``: the QR's address."""
    with translation.override("zh-hans"):
        called = called or names_for(whole)
        values = of_matter(whole, called)
        if one.entry is not None:
            values |= of_entry(whole, one.entry, called)
        own = {name for name, blank in one.paper.fields.items() if blank.from_ in ("sealed", "hand")}
        given = {name: value for name, value in (more or {}).items() if name in own}
        return written(one.paper, values | given, at=one.at, moments=happened(whole, called), follow=follow)


def draft(whole: Whole, *, answer: str, at: datetime, called: Names | None = None) -> bytes:
    """The answer that is not given yet, as DOCX to be edited and handed back. Raises NoSuchPaper."""
    with translation.override("zh-hans"):
        called = called or names_for(whole)
        found = Papers().of_entry(whole.matter.procedure, "answer", {}, at)
        if not found:
            raise NoSuchPaper("answer")
        values = of_matter(whole, called) | {"paper_number": f"{whole.matter.number}-{whole.matter.seq + 1}", "on": ""}
        values |= {"office": called.office(whole.matter.owner), "answer": answer}
        return written(found[0], values, at=at)
