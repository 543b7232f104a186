"""An .xls with values, yellow grounds and new rows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xiangli.engines.book.errors import BookError
from xiangli.engines.book.shapes import Change

if TYPE_CHECKING:
    from xiangli.engines.book.xls.book import XlsBook


def filled(book: "XlsBook", changes: Mapping[str, Change]) -> bytes:
    """The file's bytes. Raises BookError."""
    raise BookError("format", "旧格式（.xls）只读得出，写不回去。", name=book.name)
