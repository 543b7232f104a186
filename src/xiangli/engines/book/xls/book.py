"""An .xls (BIFF8, Excel 97 to 2003, also .et of WPS) as its reader sees it."""

import struct
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from xiangli.engines.book.errors import BookError
from xiangli.engines.book.shapes import Change, Sheet
from xiangli.engines.book.xls import compound, filling, tokens
from xiangli.engines.book.xls import records as r
from xiangli.engines.book.xls.compound import Entry
from xiangli.engines.book.xls.formats import Formats
from xiangli.engines.book.xls.records import Record
from xiangli.engines.book.xls.sheet import XlsSheet
from xiangli.engines.book.xls.spoken import spoken
from xiangli.engines.book.xls.text import SharedTexts, characters, unicode_at

MACROS = "文件里带有宏（小程序），为安全起见不收。请另存为不带宏的工作簿（.xlsx）再发。"
BIFF8, WORKSHEET, MACRO_SHEET = 0x600, 0, 1
MOST_ITEMS = 2_000


class XlsBook:
    """``data`` is the compound file, already without its lock when it had one."""

    kind: Literal["xlsx", "xls"] = "xls"

    def __init__(self, data: bytes, *, name: str) -> None:
        self.name = name
        self.root: Entry = compound.read(data, name=name)
        self.locked = False
        self.stream = self._stream()
        self.substreams: list[list[Record]] = r.cut(self.stream, name=name)
        if any(record.op == r.FILEPASS for record in self.globals):
            raise BookError("password", "加了打开密码，请去掉密码或另存为 .xlsx 再发。", name=name)

    def _stream(self) -> bytes:
        if self.root.find("_VBA_PROJECT_CUR"):
            raise BookError("macros", MACROS, name=self.name)
        found = self.root.find("Workbook")
        if found is None:
            told = (
                "是 Excel 95 的老格式，请另存为 .xlsx 再发。"
                if self.root.find("Book")
                else "不是工作簿，可能是 Word 等文件改了后缀。"
            )
            raise BookError("not_a_book", told, name=self.name)
        if len(found.data) < 8 or struct.unpack_from("<HHH", found.data)[::2] != (r.BOF, BIFF8):
            raise BookError("not_a_book", "是 Excel 95 或更早的格式，请另存为 .xlsx 再发。", name=self.name)
        return found.data

    @property
    def globals(self) -> list[Record]:
        """The book's own records, before those of its sheets."""
        return self.substreams[0]

    @cached_property
    def bound(self) -> list[tuple[int, int, int, str]]:
        """All sheets: where its records begin, whether hidden, its kind, its name."""
        found = []
        for op, data, _ in self.globals:
            if op == r.BOUNDSHEET:
                at, hidden, kind = struct.unpack_from("<IBB", data)
                found.append((at, hidden & 3, kind, unicode_at(data, 6, wide=False)[0]))
        return found

    @cached_property
    def all_sheets(self) -> list[XlsSheet]:
        starts = {substream[0].at: number for number, substream in enumerate(self.substreams)}
        found = []
        for number, (at, hidden, kind, name) in enumerate(self.bound):
            if kind == MACRO_SHEET:
                raise BookError("macros", MACROS, name=self.name)
            if kind == WORKSHEET and at in starts:
                found.append(XlsSheet(self, name=name, number=number, substream=starts[at], hidden=bool(hidden)))
        if not found:
            raise BookError("cut", "里面没有读得出的工作表。", name=self.name)
        return found

    @property
    def sheets(self) -> list[Sheet]:
        return list(self.all_sheets)

    def sheet(self, name: str) -> XlsSheet | None:
        return next((one for one in self.all_sheets if one.name.casefold() == name.casefold()), None)

    @cached_property
    def formats(self) -> Formats:
        return Formats(self.globals)

    @cached_property
    def from_1904(self) -> bool:
        return any(op == r.DATEMODE and data[:1] == b"\x01" for op, data, _ in self.globals)

    @cached_property
    def texts(self) -> SharedTexts:
        pieces: list[bytes] = []
        before = 0
        for op, data, _ in self.globals:
            if op == r.SST or (op == r.CONTINUE and before == r.SST):
                pieces.append(data)
                op = r.SST
            before = op
        return SharedTexts(pieces)

    def shared(self, number: int, *, sheet: str) -> str:
        """A text of the common list."""
        try:
            return self.texts[number]
        except (IndexError, struct.error):
            raise BookError("cut", "有文字在文件里找不到。", name=self.name, sheet=sheet) from None

    @cached_property
    def links(self) -> list[tuple[int, int] | None]:
        """What references to other sheets mean: first and last sheet by number, None for another file."""
        own: list[bool] = []
        found: list[tuple[int, int] | None] = []
        for op, data, _ in self.globals:
            if op == r.SUPBOOK:
                own.append(data[2:4] == b"\x01\x04")
            elif op == r.EXTERNSHEET:
                for n in range(struct.unpack_from("<H", data)[0]):
                    if 8 + 6 * n > len(data):
                        break
                    supbook, first, last = struct.unpack_from("<HHH", data, 2 + 6 * n)
                    found.append((first, last) if supbook < len(own) and own[supbook] else None)
        return found

    @cached_property
    def notes(self) -> list[str]:
        """What a reader should be told."""
        outside = sum(op == r.SUPBOOK and data[2:4] not in (b"\x01\x04", b"\x01\x3a") for op, data, _ in self.globals)
        told = f"文件里有 {outside} 处指向别的文件的链接，原样保留，没有打开；相关公式的结果以原表为准。"
        return [told] if outside else []

    @cached_property
    def defined(self) -> list[bytes]:
        """Formulas of the defined names, in their order."""
        found = []
        for op, data, _ in self.globals:
            if op == r.NAME:
                found.append(name_formula(data))
        return found

    def items_of(self, formula: bytes, sheet: XlsSheet, depth: int = 0) -> tuple[str, ...]:
        """The items of a pull-down whose formula is an area or a defined name."""
        if not formula or depth > 3:
            return ()
        token = (formula[0] & 0x1F) | 0x20
        if token == tokens.NAME_TOKEN:
            number = struct.unpack_from("<H", formula, 1)[0] - 1
            return self.items_of(self.defined[number], sheet, depth + 1) if 0 <= number < len(self.defined) else ()
        other: XlsSheet | None = sheet
        at = 1
        if token in (tokens.REF3D, tokens.AREA3D):
            link = struct.unpack_from("<H", formula, 1)[0]
            sheets = self.links[link] if link < len(self.links) else None
            other = next((one for one in self.all_sheets if sheets and one.number == sheets[0]), None)
            at = 3
        if other is None or token not in (tokens.REF, tokens.AREA, tokens.REF3D, tokens.AREA3D):
            return ()
        if token in (tokens.AREA, tokens.AREA3D):
            top, bottom, left, right = struct.unpack_from("<HHHH", formula, at)
        else:
            top, left = struct.unpack_from("<HH", formula, at)
            bottom, right = top, left
        found: list[str] = []
        for row in range(top, min(bottom, other.rows - 1) + 1):
            for column in range(left & 0xFF, (right & 0xFF) + 1):
                value = other.cell(row + 1, column + 1)
                if value is not None and str(value).strip() and len(found) < MOST_ITEMS:
                    found.append(str(value).strip())
        return tuple(found)

    def formula_text(self, rgce: bytes) -> str:
        """A formula as one writes it, without ``=``; "" where it has no plain text."""
        return spoken(rgce, link=self._link_text, name=self._name_text)

    def _link_text(self, number: int) -> str:
        sheets = self.links[number]
        if sheets is None:
            return "[?]!"
        first, last = (self.bound[sheet][3].replace("'", "''") for sheet in sheets)
        return f"'{first}'!" if first == last else f"'{first}:{last}'!"

    def _name_text(self, number: int) -> str:
        data = [data for op, data, _ in self.globals if op == r.NAME][number - 1]
        return characters(data, 15, data[3], double=bool(data[14] & 1))[0]

    def filled(self, changes: Mapping[str, Change]) -> bytes:
        return filling.filled(self, changes)


def name_formula(data: bytes) -> bytes:
    """The formula of a NAME record."""
    size, cce = data[3], struct.unpack_from("<H", data, 4)[0]
    at = 14
    at += 1 + size * (2 if data[at] & 1 else 1)
    return data[at : at + cce]
