"""Write a paper as DOCX: the same paper with the same values is the same bytes, so that a folder can be compared."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import docx
import segno
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from xiangli.documents.paper import PLACEHOLDER, Line, Paper
from xiangli.documents.word.shape import TYPED, dress

BY_HAND = "＿" * 8
"""What stands where a pen is to write."""
EPOCH = (1980, 1, 1, 0, 0, 0)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Moments = Sequence[tuple[str, str, str, str]]
"""What happened: when, what, by whom, the words that were left."""


def written(paper: Paper, values: Mapping[str, str], *, at: datetime, moments: Moments = (), follow: str = "") -> bytes:
    """The DOCX. A field without a value is left to the pen if it comes from there or from the vault, else empty.

    ``at``: the moment the paper is of; ``follow``: the address in its QR picture (the line is left out without one).
    """
    document = docx.Document()
    dress(document)
    filled = _filler(paper, values)
    for line in paper.lines:
        if not line.stands(values) or (line.qr and not follow):
            continue
        _line(document, line, filled, moments, follow)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = paper.name.zh, "", ""
    properties.created = properties.modified = at.replace(tzinfo=None, microsecond=0)
    properties.comments = f"{paper.id} {paper.version}"
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def steady(content: bytes) -> bytes:
    """The same ZIP with its parts in order of name and all dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(part, given.read(name))
    return out.getvalue()


def _filler(paper: Paper, values: Mapping[str, str]) -> Callable[[str], str]:
    def value(name: str) -> str:
        found = values.get(name, "")
        return found or (BY_HAND if paper.fields[name].from_ in ("sealed", "hand") else "")

    return lambda text: PLACEHOLDER.sub(lambda hit: value(hit[1]), text)


PLAIN = {
    "number": "文书编号", "title": "文书标题", "to": "主送", "p": "文书正文", "typed": TYPED, "h": "一级标题", "note": "附注",
}  # fmt: skip


def _line(document: Document, line: Line, filled: Callable[[str], str], moments: Moments, follow: str) -> None:
    shape = line.shape
    if shape == "head":
        _ruled(document, filled(line.head))
    elif shape == "signed":
        for before in document.paragraphs[-1:]:  # a signature never stands on a page without text (7.3.5)
            before.paragraph_format.keep_with_next = True
        for number, text in enumerate(line.signed):
            paragraph = document.add_paragraph(filled(text), style="落款")
            paragraph.paragraph_format.space_before = Pt(0 if number else 32)
            paragraph.paragraph_format.keep_with_next = number + 1 < len(line.signed)
    elif shape == "table":
        _table(document, [[filled(cell) for cell in row] for row in line.table])
    elif shape == "moments":
        _happened(document, moments)
    elif shape == "qr":
        _picture(document, follow, filled(line.qr))
    else:
        for text in filled(getattr(line, shape)).split("\n"):
            document.add_paragraph(text.strip(), style=PLAIN[shape])


def _ruled(document: Document, text: str) -> None:
    """The issuing office in red above a red rule (7.2.4, 7.2.7)."""
    paragraph = document.add_paragraph(text, style="版头")
    borders, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "C00000")):
        rule.set(qn(f"w:{key}"), value)
    borders.append(rule)
    paragraph._p.get_or_add_pPr().append(borders)


def _table(document: Document, rows: list[list[str]]) -> None:
    """Rows of label and content; a row of one cell is a heading over the whole width."""
    table = _framed(document, (28, 50, 28, 50))
    for row in rows:
        cells = _cells(table)
        if len(row) == 1:
            _write(cells[0].merge(cells[3]), row[0], label=True)
        elif len(row) == 2:
            _write(cells[0], row[0], label=True)
            _write(cells[1].merge(cells[3]), row[1], label=False)
        else:
            for number, text in enumerate(row):
                _write(cells[number], text, label=number % 2 == 0)
    _gap(document)


def _framed(document: Document, widths: Sequence[int]) -> Table:
    """An empty table with fixed columns, ``widths`` in millimetres."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _cells(table: Table) -> list[_Cell]:
    """The cells of a new row, at least 9 mm high, what they hold in the middle."""
    row = table.add_row()
    row.height, row.height_rule = Mm(9), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells = list(row.cells)
    for cell, column in zip(cells, table.columns, strict=True):
        cell.width, cell.vertical_alignment = column.width, WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return cells


def _gap(document: Document) -> None:
    """A little air below a table; without it two tables would grow into one."""
    document.add_paragraph(style="附注").paragraph_format.line_spacing = Pt(8)


def _write(cell: _Cell, text: str, *, label: bool) -> None:
    lines = text.split("\n")
    first = cell.paragraphs[0]
    first.text = lines[0]
    first.style = "表格项" if label else "表格内容"
    for line in lines[1:]:
        cell.add_paragraph(line, style="表格内容")


def grid(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """A table with a head that repeats on each page; ``widths`` in millimetres."""
    table = _framed(document, widths)
    for row in [heads, *rows]:
        for cell, text in zip(_cells(table), row, strict=True):
            _write(cell, text, label=row is heads)
    repeats = OxmlElement("w:tblHeader")
    repeats.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeats)
    _gap(document)


def _happened(document: Document, moments: Moments) -> None:
    grid(document, ("时间", "做了什么", "谁", "说明"), moments, (38, 22, 40, 56))


def _picture(document: Document, address: str, below: str) -> None:
    image = io.BytesIO()
    segno.make(address, error="m", micro=False).save(image, kind="png", scale=6, border=2)
    image.seek(0)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run().add_picture(image, width=Mm(32))
    document.add_paragraph(below, style="附注").alignment = WD_ALIGN_PARAGRAPH.CENTER
