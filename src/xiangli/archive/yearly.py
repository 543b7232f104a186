"""The year's catalogue 归档文件目录: every matter filed, by term and day, as a workbook."""

from collections.abc import Sequence

from xiangli.archive.catalogue import table_sheet
from xiangli.archive.reads.folder import local
from xiangli.archive.reads.year import Filed
from xiangli.archive.rules import TERMS
from xiangli.matters.names import Names

HEADS = ("件号", "归档号", "责任者", "题名", "编号", "日期", "保管期限", "归档范围", "页数", "备注")
WIDTHS = (12, 50, 40, 70, 40, 20, 20, 50, 12, 16)


def yearly(year: int, filed: Sequence[Filed]) -> bytes:
    """The workbook, permanent first; each term counts its pieces from 1."""
    called = Names([], [one.matter.owner or "" for one in filed])
    rows: list[tuple[str, ...]] = []
    for term, (name, code) in TERMS.items():
        mine = [one for one in filed if one.kept.term == term]
        for number, one in enumerate(mine, 1):
            row = one.matter
            ended = f"{local(row.ended_at):%Y%m%d}" if row.ended_at else ""
            rows.append((
                str(number), f"{year}-{code}-{row.number}", called.office(row.owner), row.title, row.number, ended, name,
                one.kept.what, "", "",
            ))  # fmt: skip
    return table_sheet(f"{year}年归档文件目录", HEADS, rows, WIDTHS)
