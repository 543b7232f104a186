"""Workbooks as sheets that rosters are read from; a file that cannot be opened is told by name, the others are read."""

import hashlib
from collections.abc import Iterable

from xiangli.engines.book import BookError, open_book
from xiangli.registers.acts.load_roster import File

SUFFIXES = (".xlsx", ".xls", ".xlsm", ".et")


def read_files(given: Iterable[tuple[str, bytes]]) -> tuple[list[File], list[tuple[str, str]]]:
    """Files that open, and (name, reason) of those that do not. A password is looked for in the file's name."""
    files: list[File] = []
    unread: list[tuple[str, str]] = []
    for name, data in given:
        try:
            book = open_book(data, name=name)
            sheets = [sheet for sheet in book.sheets if sheet.rows]  # a sheet is read when first asked of its size
        except BookError as wrong:
            unread.append((name, wrong.message))
            continue
        files.append(File(name, hashlib.sha256(data).hexdigest(), sheets))
    return files, unread
