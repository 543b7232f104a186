"""Read the text of a Word file somebody edited: what stands in the style for the office's own words, else all of it."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from xiangli.documents.word.shape import TYPED

MOST_BYTES = 10 * 2**20
MOST_UNPACKED = 60 * 2**20
MOST_PARTS = 2000
OLD = b"\xd0\xcf\x11\xe0"
"""The first bytes of a .doc of before 2007, or of a locked file."""


class NotWord(ValueError):
    """The file is no Word file that can be read; the reason is in plain words."""


def typed(content: bytes) -> str:
    """What the office wrote, paragraph by paragraph. Raises NotWord, also when there is nothing to read."""
    document = opened(content)
    styles = {style.style_id for style in document.styles if style.name == TYPED}
    mine = [text for text, style in paragraphs(document) if style in styles]
    text = "\n".join(mine or [text for text, _ in paragraphs(document)]).strip()
    if not text:
        raise NotWord("这个 Word 文件里没有文字。请在“答复内容”那几段里写好再交回来。")
    return text


def opened(content: bytes) -> Any:
    """The document. Raises NotWord for what is none, too big, or a bomb."""
    if len(content) > MOST_BYTES:
        raise NotWord(f"文件太大：最多 {MOST_BYTES // 2**20} MB。")
    if content.startswith(OLD):
        raise NotWord("这是旧的 .doc 或加了密码的文件。请在 WPS 里另存为不加密的 .docx 再交。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
                raise NotWord("这个文件解开后太大，不像一份公文，没有打开。")
            if "word/document.xml" not in parts.namelist():
                raise NotWord("这不是 Word 文件（.docx）。")
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, OSError, NotImplementedError) as wrong:
        if isinstance(wrong, NotWord):
            raise
        raise NotWord("这个文件打不开，或者不是 .docx。请在 WPS 里另存为 .docx 再交。") from wrong


def paragraphs(document: Any) -> Iterator[tuple[str, str]]:
    """Text and style id of each paragraph that says something, tables too; what was struck out in revision is not said."""
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(_pieces(paragraph)).strip()
        if text:
            yield text, _style(paragraph)


def _pieces(paragraph: Any) -> Iterator[str]:
    for piece in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if piece.tag == qn("w:t"):
            yield piece.text or ""
        elif piece.getparent().tag == qn("w:r"):
            yield " " if piece.tag == qn("w:tab") else "\n"


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))
