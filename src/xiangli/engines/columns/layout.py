"""Where things stand on a sheet: titles and notes, the head of a table, its rows and foot, pairs of label and blank.

Rows and columns are counted from 1. A merged cell speaks for all it covers.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xiangli.engines.book import Sheet
from xiangli.engines.columns.label import plain

NUMBERING = re.compile(r"[(（]?(?:\d{1,2}|[甲乙丙丁戊己庚辛壬癸]|[A-Z]|栏次|[一二三四五六七八九十]{1,3})[)）]?")
UNIT_ROW = re.compile(r"[(（][^)）]{1,6}[)）]|[户人名个亩元岁处口座间%]|万元|公斤|㎡|平方米|m³|立方米|-|—|/")
FOOT = re.compile(
    r"^(?:合计|总计|小计|共计|全村合计|注|备注|说明|填表说明|填报说明|附注|审核|审批|填表人|填报人|制表|负责人|单位负责人|村负责人|经办|排查人|核查人|检查人|调查人|统计人|入户|联系人|报送|"
    r"签字|签章|盖章|用途|提示|要求|填报单位|填报时间|填报日期|日期|时间|县.{1,8}请勿|请勿|以上|本表|此表|此页)"
)
COLONS = re.compile(r"[:：]")


class Grid:
    """A sheet with its merged cells resolved, read once."""

    def __init__(self, sheet: Sheet, *, last_row: int = 400) -> None:
        self.sheet = sheet
        self.rows, self.cols = sheet.rows, sheet.cols
        self.head_rows = min(sheet.rows, last_row)
        self._merge: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for box in sheet.merges:
            for r in range(box[0], min(box[2], self.rows) + 1):
                for c in range(box[1], min(box[3], self.cols) + 1):
                    self._merge[r, c] = (box[0], box[1], box[2], box[3])

    def box(self, r: int, c: int) -> tuple[int, int, int, int]:
        """The cell's own extent, or that of the merged cell it lies in."""
        return self._merge.get((r, c), (r, c, r, c))

    def own(self, r: int, c: int) -> str:
        """The text of the cell if it is the first of its box, else ''. Line breaks and spaces dropped."""
        box = self._merge.get((r, c))
        return "" if box and box[:2] != (r, c) else text(self.sheet.cell(r, c))

    def value(self, r: int, c: int) -> Any:
        """The value of the cell's box."""
        box = self._merge.get((r, c))
        return self.sheet.cell(*box[:2]) if box else self.sheet.cell(r, c)

    def formula(self, r: int, c: int) -> str | None:
        """The formula of the cell."""
        return self.sheet.formula(r, c)

    def cells(self, r: int) -> list[tuple[int, str]]:
        """Columns and texts of a row's own cells that hold a text and no formula."""
        return [(c, t) for c in range(1, self.cols + 1) if (t := self.own(r, c)) and not self.formula(r, c)]


@dataclass(frozen=True, slots=True)
class Head:
    """A table's head: for each column its words from the top down and the cell of the last of them."""

    first: int
    last: int
    paths: Mapping[int, tuple[str, ...]]
    at: Mapping[int, tuple[int, int]]

    @property
    def columns(self) -> list[int]:
        """The columns that bear a heading, in order."""
        return sorted(self.paths)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the cell beside it that answers it."""

    label: str
    at: tuple[int, int]
    answer: tuple[int, int]
    given: str
    section: str = ""


def text(value: Any) -> str:
    """What a cell says, without spaces or line breaks; dates as 2026-06-30."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value)
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return plain(value)


def is_label(word: str) -> bool:
    """Whether a text could head a column: short, not a number, not a line to sign."""
    return 0 < len(word) <= 40 and not re.fullmatch(r"[\d.,%\-/年月日]+", word) and not COLONS.search(word[-1])


def is_meta(word: str) -> bool:
    """A line to be filled by hand such as 填报单位（盖章）： or a date with blanks."""
    return bool(re.search(r"[:：]", word.removeprefix("其中:").removeprefix("其中："))) or bool(
        re.fullmatch(r"\d{0,4}年\d{0,2}月\d{0,2}日", word)
    )


def heads(grid: Grid, readable: Callable[[str], bool]) -> list[Head]:
    """Every table's head on the sheet, from the top down. ``readable``: whether a word is one of the dictionary's."""
    found: list[Head] = []
    r = 1
    while r <= grid.head_rows:
        if head := _head(grid, r, readable):
            found.append(head)
            r = head.last + 1
        else:
            r += 1
    return found


def _head(grid: Grid, r: int, readable: Callable[[str], bool]) -> Head | None:
    cells = [(c, t) for c, t in grid.cells(r) if is_label(t) and not is_meta(t)]
    if len(cells) < 2 or len(grid.cells(r)) > len(cells) + 1:
        return None
    first, last_col = cells[0][0], grid.box(r, cells[-1][0])[3]
    covered = {k for c, _ in cells for k in range(grid.box(r, c)[1], grid.box(r, c)[3] + 1)}
    width = last_col - first + 1
    if len(covered) < 0.75 * width or (width < 3 and len(cells) < 3 and grid.cols > 4):
        return None
    last = _end(grid, r, first, last_col)
    if last >= grid.rows or not _asks(grid, last + 1, first, last_col):
        return None
    if sum(readable(t) for _, t in grid.cells(last + 1)) >= 2:
        return None
    return _paths(grid, r, last, first, last_col)


def _end(grid: Grid, r: int, first: int, last_col: int) -> int:
    last = r
    while True:
        down = max(grid.box(last, c)[2] for c in range(first, last_col + 1))
        wide = [
            c
            for c in range(first, last_col + 1)
            if (b := grid.box(last, c))[3] > b[1] and b[1] == c and grid.own(last, c)
        ]
        if down == last and any(_has_children(grid, last, c) for c in wide):
            down = last + 1
        if down == last:
            return _after_numbering(grid, last, first, last_col)
        last = down


def _has_children(grid: Grid, r: int, c: int) -> bool:
    _, c1, _, c2 = grid.box(r, c)
    below = [grid.own(r + 1, k) for k in range(c1, c2 + 1)]
    return sum(1 for w in below if w and is_label(w) and not is_meta(w)) >= 2


def _after_numbering(grid: Grid, last: int, first: int, last_col: int) -> int:
    if last + 1 > grid.rows:
        return last
    below = [t for c in range(first, last_col + 1) if (t := grid.own(last + 1, c))]
    if len(below) < 3 or len(below) < 0.5 * (last_col - first + 1):
        return last
    if all(NUMBERING.fullmatch(t) for t in below) or all(UNIT_ROW.fullmatch(t) for t in below):
        return last + 1
    return last


def _asks(grid: Grid, r: int, first: int, last_col: int) -> bool:
    """Whether the row under a head leaves something to be written."""
    return any(
        any(not grid.own(row, c) and grid.box(row, c)[:2] == (row, c) for c in range(first, last_col + 1))
        for row in range(r, min(r + 3, grid.rows) + 1)
    )


def _paths(grid: Grid, r: int, last: int, first: int, last_col: int) -> Head:
    paths: dict[int, tuple[str, ...]] = {}
    at: dict[int, tuple[int, int]] = {}
    bottom = last
    for c in range(first, last_col + 1):
        words: list[str] = []
        for row in range(r, bottom + 1):
            box = grid.box(row, c)
            word = text(grid.sheet.cell(*box[:2]))
            if (
                not word
                or (NUMBERING.fullmatch(word) and row > r and len(words) > 0)
                or (UNIT_ROW.fullmatch(word) and words)
            ):
                continue
            if not words or (box[0], box[1]) != at.get(c):
                words.append(word)
                at[c] = (box[0], box[1])
        if words:
            paths[c] = tuple(words)
    same = {c for c in paths if at[c][1] != c}  # a heading that spans several columns heads the first of them
    for c in same:
        del paths[c], at[c]
    return Head(r, last, paths, at)


def is_foot(grid: Grid, r: int, columns: Sequence[int]) -> bool:
    """Whether a row closes a table: a sum, a note, a line to sign."""
    cells = grid.cells(r)
    if not cells:
        return False
    c, word = cells[0]
    box = grid.box(r, c)
    wide = box[3] - box[1] + 1
    if FOOT.match(word) or (COLONS.search(word) and len(cells) <= 3):
        return True
    return wide >= max(3, 0.5 * len(columns)) and len(cells) == 1


def is_sample(grid: Grid, r: int) -> bool:
    """A row that shows how to fill, which is not ours to touch."""
    return any(
        re.match(r"(?:示例|样例|例[:：]|例如|填写示例|举例)", t) or t in ("例", "示例行") for _, t in grid.cells(r)
    )


def pairs(grid: Grid, rows: Sequence[int], readable: Callable[[str], bool]) -> list[Pair]:
    """Labels with the cell at their right that answers them, in rows that are no table.

    After a word of the dictionary any other word is its answer; after another word only a blank is.
    """
    found: list[Pair] = []
    section = ""
    for r in rows:
        cells = grid.cells(r)
        if len(cells) == 1 and grid.box(r, cells[0][0])[3] - cells[0][0] + 1 >= 0.7 * grid.cols:
            section = cells[0][1]
            continue
        c = 1
        while c <= grid.cols:
            word, after = grid.own(r, c), grid.box(r, c)[3] + 1
            if pair := _pair(grid, r, c, after, word, section, readable):
                found.append(pair)
                after = grid.box(r, after)[3] + 1
            c = after
    return found


def _pair(
    grid: Grid, r: int, c: int, after: int, word: str, section: str, readable: Callable[[str], bool]
) -> Pair | None:
    if not word or not is_label(word) or is_meta(word) or after > grid.cols or grid.formula(r, c):
        return None
    answer, value = grid.box(r, after), grid.own(r, after)
    if answer[:2] != (r, after) or grid.formula(r, after):
        return None
    if value and (readable(value) or not readable(word)):
        return None
    if not readable(word) and not re.search(r"[\u4e00-\u9fff]{2}", word):
        return None
    return Pair(word, (r, c), (r, after), value, section)
