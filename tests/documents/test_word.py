"""Papers as Word files: as GB/T 9704 asks, the same bytes for the same words, and read back after editing.

The files are opened with python-docx, which reads the format as the standard has it; `make setup` installs no office.
"""

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from xiangli.documents.paper import Paper
from xiangli.documents.word import reading
from xiangli.documents.word.reading import NotWord, typed
from xiangli.documents.word.shape import TYPED
from xiangli.documents.word.write import written

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
VALUES = {"number": "X-1", "answer": "路修好了。\n请放心走。"}


def words(content: bytes) -> str:
    return "\n".join(text for text, _ in reading.paragraphs(docx.Document(io.BytesIO(content))))


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_page_is_a4_with_the_margins_and_fonts_of_an_official_paper(sample: Paper):
    document = docx.Document(io.BytesIO(written(sample, VALUES, at=AT)))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert abs(page.page_width - page.left_margin - page.right_margin - Mm(156)) < Pt(1)
    fonts = {
        style.name: style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles
        if style.name in (TYPED, "文书标题", "一级标题")
    }
    assert fonts == {TYPED: "仿宋", "文书标题": "方正小标宋简体", "一级标题": "黑体"}
    assert document.styles[TYPED].font.size == Pt(16)


def test_fields_are_filled_and_what_is_missing_is_left_to_the_pen(sample: Paper):
    text = words(written(sample, VALUES, at=AT))
    assert "编号：X-1" in text
    assert "＿＿＿＿＿＿＿＿：" in text  # the sealed name
    assert "上级编号" not in text
    assert "扫一扫" not in text
    full = words(written(sample, VALUES | {"name": "示范王某", "outer_id": "12345-9", "opinion": "尽快办"}, at=AT))
    assert "示范王某：" in full and "上级编号：12345-9" in full and "尽快办" in full and "＿" not in full


def test_a_picture_leads_back_to_the_report(sample: Paper):
    content = written(sample, VALUES, at=AT, follow="https://example.invalid/follow/AAAA/")
    assert any(name.startswith("word/media/") for name in zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_the_same_paper_with_the_same_words_is_the_same_bytes(sample: Paper):
    assert written(sample, VALUES, at=AT) == written(sample, VALUES, at=AT)
    assert written(sample, VALUES, at=AT) != written(sample, VALUES | {"number": "X-2"}, at=AT)


def test_only_what_the_office_wrote_is_read_back(sample: Paper):
    assert typed(written(sample, VALUES, at=AT)) == "路修好了。\n请放心走。"


def test_what_was_added_and_struck_out_in_revision_is_read_as_meant(sample: Paper):
    document = docx.Document(io.BytesIO(written(sample, VALUES, at=AT)))
    first = next(p for p in document.paragraphs if p.style.name == TYPED)
    struck = OxmlElement("w:del")
    run = first.runs[0]._r
    run.addprevious(struck)
    struck.append(run)
    run.find(qn("w:t")).tag = qn("w:delText")
    added = OxmlElement("w:ins")
    first._p.append(added)
    new = first.add_run("昨天已经修好。")._r
    added.append(new)
    first.insert_paragraph_before("多写一段。", style=TYPED)
    assert typed(saved(document)) == "多写一段。\n昨天已经修好。\n请放心走。"


def test_a_file_from_elsewhere_is_read_whole():
    document = docx.Document()
    document.add_paragraph("第一段")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "表里的字"
    assert typed(saved(document)) == "第一段\n表里的字"


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"0" * (reading.MOST_UNPACKED + 1))
    return out.getvalue()


def hostile() -> bytes:
    """A document that asks the reader to open a file of the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            text = given.read(name)
            if name == "word/document.xml":
                text = text.replace(
                    b"<w:document", b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document', 1
                )
                text = text.replace(b"<w:sectPr", b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p><w:sectPr", 1)
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "打不开"),
        (b"PK\x03\x04 torn", "打不开"),
        (b"\xd0\xcf\x11\xe0 old", "旧的 .doc"),
        (b"%PDF-1.7", "打不开"),
        (saved(docx.Document()), "没有文字"),
        (bomb(), "解开后太大"),
        (b"x" * (reading.MOST_BYTES + 1), "文件太大"),
    ],
    ids=["empty", "torn", "doc", "pdf", "blank", "bomb", "huge"],
)
def test_what_is_no_word_file_is_refused_in_plain_words(content, said):
    with pytest.raises(NotWord, match=said):
        typed(content)


def test_a_document_cannot_make_the_reader_open_a_file():
    with pytest.raises(NotWord):
        typed(hostile())
