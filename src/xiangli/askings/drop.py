"""A dropped file: how large a form it is and which columns it asks, or the words of a paper. Nothing of it is kept but that.

A picture is hung on the asking as a photo; what it says is not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from xiangli.askings.columns import plain_columns
from xiangli.askings.errors import Refused
from xiangli.askings.reading.kind import Size
from xiangli.documents.word.reading import NotWord, typed
from xiangli.engines.book import BookError, open_book
from xiangli.engines.columns.read import read_sheet
from xiangli.engines.columns.shapes import FORMULA, FREE, Reading

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
WORD = b"PK\x03\x04"
MOST_BYTES = 20 * 2**20
MOST_WORDS = 5000


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a file says of itself. ``columns`` are plain names; ``picture``: it is a photo to be hung."""

    name: str
    title: str = ""
    text: str = ""
    size: Size = field(default_factory=Size)
    columns: tuple[str, ...] = ()
    picture: bool = False


def dropped(content: bytes, *, name: str, today: date) -> Dropped:
    """Read a dropped file. Raises Refused (field ``file``) in plain words for one that cannot be read."""
    if not content:
        raise Refused("file", "文件是空的，请重新选一次。")
    if len(content) > MOST_BYTES:
        raise Refused("file", f"文件太大：最多 {MOST_BYTES // 2**20} MB。")
    if content.startswith(PICTURES):
        return Dropped(name, title=name.rsplit(".", 1)[0], picture=True)
    if name.lower().endswith(".txt"):
        return Dropped(name, text=content.decode("utf-8", errors="replace")[:MOST_WORDS])
    if content.startswith(WORD) and name.lower().endswith((".docx", ".docm")):
        try:
            words = typed(content)[:MOST_WORDS]
        except NotWord as wrong:
            raise Refused("file", str(wrong)) from wrong
        return Dropped(name, title=name.rsplit(".", 1)[0], text=words)
    try:
        book = open_book(content, name=name)
        readings = [
            read_sheet(sheet, today=today, name=name) for sheet in book.sheets if not sheet.hidden and sheet.rows
        ]
    except BookError as wrong:
        raise Refused("file", wrong.message) from wrong
    return _measured(name, readings)


def _measured(name: str, readings: list[Reading]) -> Dropped:
    """Rows and columns of all its tables: the rows of the longest, the columns of all; cards count one row."""
    rows, columns = 0, []
    for one in readings:
        for table in one.tables:
            asked = [column for column in table.columns.values() if column.state not in (FREE, FORMULA)]
            columns += [column.path[-1] for column in asked if column.path]
            rows = max(rows, max(0, table.last_row - table.first_row + 1))
        columns += [
            card.asked.path[-1] for card in one.cards if card.asked.state not in (FREE, FORMULA) and card.asked.path
        ]
    named = plain_columns(columns)
    title = next((one.title for one in readings if one.title), name.rsplit(".", 1)[0])
    if not columns:
        return Dropped(name, title=title)
    return Dropped(name, title=title, size=Size(rows=max(1, rows), columns=len(columns)), columns=named)
