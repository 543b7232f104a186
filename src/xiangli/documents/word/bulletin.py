"""The monthly bulletin 通报 as Word: what was done, two tables, the cases a person chose; her own words go below."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import docx

from xiangli.documents.word.shape import TYPED, dress
from xiangli.documents.word.write import grid, steady

WHOLE, OFFICES = (40, 24, 24, 24, 24, 20), (44, 18, 18, 18, 18, 18, 22)
"""Widths of the two tables' columns in millimetres; the text is 156 mm wide."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as told in the bulletin: no name, no number, only what happened and when."""

    title: str
    story: Sequence[str]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """``whole`` and ``offices``: heads and rows of the two tables; ``notes``: how the figures were counted."""

    issuer: str
    title: str
    opening: str
    whole: tuple[Sequence[str], Sequence[Sequence[str]]]
    offices: tuple[Sequence[str], Sequence[Sequence[str]]]
    notes: Sequence[str]
    cases: Sequence[Case]
    signed: Sequence[str]


def bulletin(told: Bulletin, *, at: datetime) -> bytes:
    """The DOCX; the same bulletin is the same bytes."""
    document = docx.Document()
    dress(document)
    document.add_paragraph(told.issuer, style="版头")
    document.add_paragraph(told.title, style="文书标题")
    document.add_paragraph(told.opening, style="文书正文")
    document.add_paragraph("一、总体情况", style="一级标题")
    grid(document, *told.whole, WHOLE)
    document.add_paragraph("二、各单位办理情况", style="一级标题")
    grid(document, *told.offices, OFFICES)
    for note in told.notes:
        document.add_paragraph(note, style="附注")
    document.add_paragraph("三、典型案例", style="一级标题")
    for number, case in enumerate(told.cases, 1):
        document.add_paragraph(f"案例{number}：{case.title}", style="文书正文")
        for line in case.story:
            document.add_paragraph(line, style="文书正文")
    if not told.cases:
        document.add_paragraph("（本月未选典型案例。）", style="文书正文")
    document.add_paragraph("四、下步工作", style="一级标题")
    document.add_paragraph("（在这里写。）", style=TYPED)
    for line in told.signed:
        document.add_paragraph(line, style="落款")
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = told.title, "", ""
    properties.created = properties.modified = at.replace(tzinfo=None, microsecond=0)
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())
