"""Workbooks as sheets that rosters are read from; a file that cannot be opened is told by name, the others are read."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from xiangli.registers.acts.load_roster import File

SUFFIXES = (".xlsx", ".xls", ".xlsm", ".et")
LARGEST = 60 * 2**20


class Cells:
    """One sheet's values; rows and columns count from 1."""

    def __init__(self, name: str, rows: list[list[Any]]) -> None:
        self.name, self._rows = name, rows
        self.rows, self.cols = len(rows), max(map(len, rows), default=0)

    def cell(self, r: int, c: int) -> Any:
        """The value, None for an empty cell."""
        row = self._rows[r - 1] if 0 < r <= self.rows else []
        value = row[c - 1] if 0 < c <= len(row) else None
        return value if isinstance(value, str | int | float | date | datetime) and value != "" else None


def read_files(given: Iterable[tuple[str, bytes]]) -> tuple[list[File], list[tuple[str, str]]]:
    """Files that open, and (name, reason) of those that do not."""
    files: list[File] = []
    unread: list[tuple[str, str]] = []
    for name, data in given:
        if len(data) > LARGEST:
            unread.append((name, "文件太大，没有读。"))
            continue
        try:
            book = CalamineWorkbook.from_filelike(BytesIO(data))
            sheets = [Cells(s, book.get_sheet_by_name(s).to_python(skip_empty_area=False)) for s in book.sheet_names]
        except (CalamineError, OSError, ValueError) as wrong:
            unread.append((name, f"打不开：不是完好的 Excel，或者有密码（{type(wrong).__name__}）。"))
            continue
        files.append(File(name, hashlib.sha256(data).hexdigest(), sheets))
    return files, unread
