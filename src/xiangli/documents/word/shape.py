"""The look of an official paper: GB/T 9704-2012, party and government papers (A4, margins, 22 lines of 28 characters)."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
LATIN = "Times New Roman"
TYPED = "正文（可改）"
"""The style of what the office wrote itself: Word and WPS keep it when a paragraph is split, so it is found again."""
RED = RGBColor(0xC0, 0x00, 0x00)
PITCH = Pt(28.95)
"""225 mm of text height in 22 lines (5.2.2)."""
STYLES: dict[str, tuple[str, float, WD_ALIGN_PARAGRAPH, bool]] = {
    "版头": (SONG, 26, WD_ALIGN_PARAGRAPH.CENTER, False),
    "文书编号": (FANG, 16, WD_ALIGN_PARAGRAPH.CENTER, False),
    "文书标题": (SONG, 22, WD_ALIGN_PARAGRAPH.CENTER, False),
    "主送": (FANG, 16, WD_ALIGN_PARAGRAPH.LEFT, False),
    "文书正文": (FANG, 16, WD_ALIGN_PARAGRAPH.JUSTIFY, True),
    TYPED: (FANG, 16, WD_ALIGN_PARAGRAPH.JUSTIFY, True),
    "一级标题": (HEI, 16, WD_ALIGN_PARAGRAPH.LEFT, True),
    "落款": (FANG, 16, WD_ALIGN_PARAGRAPH.RIGHT, False),
    "附注": (KAI, 12, WD_ALIGN_PARAGRAPH.LEFT, False),
    "表格项": (HEI, 12, WD_ALIGN_PARAGRAPH.CENTER, False),
    "表格内容": (FANG, 12, WD_ALIGN_PARAGRAPH.LEFT, False),
}
"""Style → font, size in points, alignment, first line indented by two characters."""


def dress(document: Document) -> None:
    """Page, styles and page number of an empty document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _font(document.styles["Normal"], FANG, 16)
    for name, (font, size, alignment, indented) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        _font(style, font, size)
        shape = style.paragraph_format
        shape.alignment, shape.space_before, shape.space_after = alignment, Pt(0), Pt(0)
        if name in ("版头", "文书标题"):
            shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
            shape.space_after = Pt(8)
        elif size == 16:
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
        if indented:
            shape.first_line_indent = Pt(2 * size)
    document.styles["版头"].font.color.rgb = RED
    document.styles["落款"].paragraph_format.right_indent = Pt(32)
    _page_number(document)


def _font(style: ParagraphStyle, name: str, size: float) -> None:
    style.font.name, style.font.size = LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), LATIN)


def _page_number(document: Document) -> None:
    """— 1 — at the foot (7.5)."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, kind in (("— ", ""), ("", "begin"), ("PAGE", "code"), ("", "end"), (" —", "")):
        run = foot.add_run(text if not kind else "")
        run.font.size = Pt(14)
        if kind == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
