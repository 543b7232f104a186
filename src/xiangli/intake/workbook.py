"""Workbooks brought in, XLSX and XLS: every sheet that an outer system's heads are found on, else the first with its own heads."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from xiangli.intake.outer import Outer, SheetRow, head_row, letter, outer_row

MOST_BYTES = 400 * 1024 * 1024
MOST_RATIO = 200
MOST_ROWS = 200_000


class BadBook(ValueError):
    """The workbook cannot be used; the reason is in plain words."""


def sheet_rows(path: Path, known: Sequence[Outer]) -> Iterator[tuple[int, SheetRow]]:
    """(row number in its sheet, the row). Raises BadBook."""
    from python_calamine import CalamineWorkbook  # slow to import; only files of this kind need it

    _unswollen(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [(name, [_texts(cells) for cells in _cells(book, name)]) for name in book.sheet_names]
    except BadBook:
        raise
    except Exception as wrong:  # the reader raises many kinds for broken books; a clerk needs one word
        raise BadBook(
            f"这个工作簿打不开，可能不完整或加了密码（{type(wrong).__name__}）。请在 WPS 里另存为 XLSX。"
        ) from None
    heads = [(name, rows, found) for name, rows in sheets if (found := head_row(rows, known))]
    if heads:
        for name, rows, (at, outer, columns) in heads:
            yield from _outer_rows(name, rows, at, outer, columns)
        return
    for name, rows in sheets[:1]:
        yield from _plain_rows(name, rows)


def _unswollen(path: Path) -> None:
    with open(path, "rb") as file:
        start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):  # the old XLS, or a locked XLSX, in a compound file
        if path.stat().st_size > MOST_BYTES // 8:
            raise BadBook("这个 XLS 文件太大，请在 WPS 里另存为 XLSX，分成几份。")
        return
    try:
        with zipfile.ZipFile(path) as package:
            sizes = [(i.file_size, i.compress_size) for i in package.infolist()]
    except zipfile.BadZipFile:
        raise BadBook("这不是 XLSX 文件（可能改了后缀，或文件不完整）。请在 WPS 里另存为 XLSX。") from None
    if sum(s for s, _ in sizes) > MOST_BYTES or any(s > MOST_RATIO * max(c, 1024) for s, c in sizes):
        raise BadBook("这个文件展开后大得不正常，没有打开。")


def _cells(book: Any, name: str) -> list[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS:
        raise BadBook(f"工作表“{name}”有 {sheet.total_height:,} 行，最多 {MOST_ROWS:,} 行，请分成几份。")
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _texts(cells: Sequence[Any]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()


def _outer_rows(
    name: str, rows: Sequence[Sequence[str]], at: int, outer: Outer, columns: dict[str, int]
) -> Iterator[tuple[int, SheetRow]]:
    for n, cells in enumerate(rows[at + 1 :], start=at + 2):
        if any(cells):
            yield n, outer_row(cells, n=n, sheet=name, outer=outer, columns=columns)


def _plain_rows(name: str, rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, SheetRow]]:
    head: Sequence[str] | None = None
    for n, cells in enumerate(rows, start=1):
        if not any(cells):
            continue
        if head is None:
            head = cells
            letters = {text: letter(column) for column, text in reversed(list(enumerate(cells))) if text}
            continue
        yield (
            n,
            SheetRow(
                {k: v for k, v in zip(head, cells, strict=False) if k}, n=n, sheet=name, letters=letters, outer=None
            ),
        )
