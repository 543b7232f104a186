"""Any workbook a department sends, told by its content and not by its name."""

from xiangli.engines.book.errors import BookError
from xiangli.engines.book.locks import DEFAULT, Lock, unlocked
from xiangli.engines.book.shapes import Book
from xiangli.engines.book.xls.book import XlsBook
from xiangli.engines.book.xlsx.book import XlsxBook

MOST_FILE = 100 << 20
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_book(data: bytes, *, name: str, password: str | None = None) -> Book:
    """The book. ``name`` is the file's name, told in messages and searched for a password. Raises BookError."""
    if not data:
        raise BookError("cut", "文件是空的，请重新发一份。", name=name)
    if len(data) > MOST_FILE:
        raise BookError("too_large", f"文件有 {len(data) >> 20} MB，超过 {MOST_FILE >> 20} MB，没有打开。", name=name)
    if data[:2] == b"PK":
        return XlsxBook(data, name=name)
    if data[:8] == COMPOUND:
        return _compound(data, name=name, password=password)
    raise BookError("not_a_book", _what_it_is(data), name=name)


def _compound(data: bytes, *, name: str, password: str | None) -> Book:
    if "EncryptedPackage".encode("utf-16-le") in data:
        opened, word = unlocked(data, name=name, password=password)
        return XlsxBook(opened, name=name, lock=Lock(word, name))
    return XlsBook(data, name=name)


def _what_it_is(data: bytes) -> str:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        return "其实是网页存成的表，不是工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx 再发。"
    if start.startswith(b"<?xml") and b"spreadsheet" in start:
        return "是旧式的 XML 表格，请用 Excel 或 WPS 另存为 .xlsx 再发。"
    if start.startswith(b"%pdf"):
        return "是 PDF，不是工作簿。"
    if start.startswith((b"\x09\x00", b"\x09\x02", b"\x09\x04")):
        return "是很老的 Excel 格式（97 版以前），请另存为 .xlsx 再发。"
    return "不是 Excel 或 WPS 的工作簿。"


__all__ = ["DEFAULT", "open_book"]
