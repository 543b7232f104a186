"""Rows of a file brought in: JSONL (also .gz), CSV, XLSX, XLS. Reading is bounded; a bad row is told apart from a bad file."""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from xiangli.intake.outer import Outer, head_row, outer_row
from xiangli.intake.workbook import BadBook, sheet_rows

MOST_BYTES = 400 * 1024 * 1024
MOST_LINE = 2 * 1024 * 1024


class BadFile(ValueError):
    """The whole file cannot be used; the reason is in plain words."""


def rows(path: Path, *, name: str = "", known: Sequence[Outer] = ()) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """(row number from 1, the row as a mapping, or the reason why it cannot be read). Raises BadFile.

    ``known``: the outer systems whose exports are recognised by their heads in a workbook.
    """
    name = (name or path.name).lower()
    if name.endswith((".jsonl", ".jsonl.gz", ".json")):
        yield from _jsonl(path)
    elif name.endswith((".csv", ".csv.gz")):
        yield from _csv(path, known)
    elif name.endswith((".xlsx", ".xls")):
        try:
            yield from sheet_rows(path, known)
        except BadBook as wrong:
            raise BadFile(str(wrong)) from None
    else:
        raise BadFile("只收 JSONL、CSV、XLSX、XLS 文件（前两种可以是 .gz 压缩）。")


class _Bounded(io.RawIOBase):
    """Bytes of a plain or gzip file, stopping with BadFile past MOST_BYTES."""

    def __init__(self, path: Path) -> None:
        with open(path, "rb") as head:
            packed = head.read(2) == b"\x1f\x8b"
        self._inner: Any = gzip.open(path, "rb") if packed else open(path, "rb")  # noqa: SIM115
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            part = self._inner.read(len(buffer))
        except (OSError, EOFError) as wrong:
            raise BadFile(f"压缩文件已损坏，读到第 {self._read:,} 字节为止（{wrong}）。") from None
        self._read += len(part)
        if self._read > MOST_BYTES:
            raise BadFile(f"文件展开后超过 {MOST_BYTES >> 20} MB，没有导入。")
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._inner.close()
        super().close()


def _jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any] | str]]:
    with io.BufferedReader(_Bounded(path)) as stream:
        n = 0
        while line := stream.readline(MOST_LINE):
            n += 1
            if len(line) == MOST_LINE and not line.endswith(b"\n"):
                while (rest := stream.readline(MOST_LINE)) and not rest.endswith(b"\n"):
                    continue
                yield n, "这一行太长"
                continue
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                yield n, "这一行不是 JSON"
                continue
            yield n, row if isinstance(row, dict) else "这一行不是一个 JSON 对象"


def _csv(path: Path, known: Sequence[Outer]) -> Iterator[tuple[int, dict[str, Any] | str]]:
    with io.BufferedReader(_Bounded(path)) as raw:
        encoding = "utf-8-sig" if _looks_utf8(raw.peek(4096)[:4096]) else "gb18030"
        text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        csv.field_size_limit(MOST_LINE)
        try:
            table = csv.DictReader(text)
            heads = [head.strip() for head in table.fieldnames or ()]
            found = head_row([heads], known)
            for n, row in enumerate(table, start=2):
                if None in row or None in row.values():
                    yield n, "这一行的列数和表头不一样"
                elif found:
                    cells = [str(value or "").strip() for value in row.values()]
                    yield n, outer_row(cells, n=n, sheet="", outer=found[1], columns=found[2])
                else:
                    yield n, dict(row)
        except csv.Error as wrong:
            raise BadFile(f"CSV 读不下去：{wrong}") from None


def _looks_utf8(head: bytes) -> bool:
    for cut in range(4):
        try:
            head[: len(head) - cut].decode("utf-8-sig")
            return True
        except UnicodeDecodeError:
            continue
    return False
