"""An .xlsx as its reader sees it."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from xiangli.engines.book import a1
from xiangli.engines.book.errors import BookError
from xiangli.engines.book.locks import Lock
from xiangli.engines.book.shapes import Change, Sheet
from xiangli.engines.book.xlsx import filling
from xiangli.engines.book.xlsx.markup import Tags, prefix_of, tags
from xiangli.engines.book.xlsx.names import local
from xiangli.engines.book.xlsx.package import Package
from xiangli.engines.book.xlsx.sheet import XlsxSheet
from xiangli.engines.book.xlsx.styles import Styles

MACROS = "文件里带有宏（小程序），为安全起见不收。请另存为不带宏的工作簿（.xlsx）再发。"
MOST_ITEMS = 2_000
"""Items of one pull-down that are read."""


class XlsxBook:
    """``lock`` is the password it was opened with, and with which it goes back."""

    kind: Literal["xlsx", "xls"] = "xlsx"

    def __init__(self, data: bytes, *, name: str, lock: Lock | None = None) -> None:
        self.name, self.lock = name, lock
        self.package = Package(data, name=name)
        self._refuse_other_kinds()
        roots = self.package.relations("") if "_rels/.rels" in self.package else []
        mains = [relation.target for relation in roots if relation.kind == "officeDocument"]
        if not mains or mains[0] not in self.package:
            raise BookError("not_a_book", "不是 Excel 或 WPS 的工作簿。", name=name)
        self.main = mains[0]
        self.tree = self.package.tree(self.main)
        if local(self.tree) != "workbook":
            raise BookError("not_a_book", "不是工作簿，可能是 Word 或演示文稿改了后缀。", name=name)
        self._relations = {relation.id: relation for relation in self.package.relations(self.main)}

    def _refuse_other_kinds(self) -> None:
        names = self.package.names
        if "[Content_Types].xml" not in names:
            kind = "ODS 表格，请另存为 .xlsx 再发" if "mimetype" in names else "普通压缩包，请解压后把里面的表格发来"
            raise BookError("not_a_book", f"不是 .xlsx 工作簿，而是{kind}。", name=self.name)
        types = self.package.xml("[Content_Types].xml")
        if b"macroEnabled" in types or any(re.search(r"vbaProject|/macrosheets/", part) for part in names):
            raise BookError("macros", MACROS, name=self.name)
        if "xl/workbook.bin" in names:
            raise BookError("not_a_book", "是二进制工作簿（.xlsb），请另存为 .xlsx 再发。", name=self.name)

    @property
    def locked(self) -> bool:
        return self.lock is not None

    @cached_property
    def all_sheets(self) -> list[XlsxSheet]:
        """Sheets with cells; sheets that are one chart have none."""
        found = []
        for one in self.tree.iter("{*}sheet"):
            relation = self._relations.get(next((v for k, v in one.items() if k.endswith("}id")), ""))
            if relation and relation.kind == "worksheet":
                hidden = one.get("state", "visible") != "visible"
                found.append(XlsxSheet(self, name=one.get("name", ""), part=relation.target, hidden=hidden))
        if not found:
            raise BookError("not_a_book", "里面没有工作表。", name=self.name)
        return found

    @property
    def sheets(self) -> list[Sheet]:
        return list(self.all_sheets)

    def sheet(self, name: str) -> XlsxSheet | None:
        """A sheet by name; capitals count as small letters, as they do in formulas."""
        return next((one for one in self.all_sheets if one.name.casefold() == name.casefold()), None)

    @cached_property
    def from_1904(self) -> bool:
        return any(local(one) == "workbookPr" and one.get("date1904") in ("1", "true") for one in self.tree)

    @cached_property
    def styles_part(self) -> str:
        return next((one.target for one in self._relations.values() if one.kind == "styles"), "")

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.package.xml(self.styles_part) if self.styles_part in self.package else b"")

    @cached_property
    def _strings(self) -> tuple[list[bytes], Tags]:
        part = next((one.target for one in self._relations.values() if one.kind == "sharedStrings"), "")
        data = self.package.xml(part) if part in self.package else b""
        patterns = tags(prefix_of(data))
        return [found[1] or b"" for found in patterns.shared.finditer(data)], patterns

    @cached_property
    def _texts(self) -> dict[int, str]:
        return {}

    def shared(self, number: int, *, sheet: str, cell: str) -> str:
        """A text of the common list."""
        text = self._texts.get(number)
        if text is None:
            strings, patterns = self._strings
            if not 0 <= number < len(strings):
                raise BookError("cut", "这一格的文字在文件里找不到。", name=self.name, sheet=sheet, cell=cell)
            text = self._texts[number] = patterns.plain(strings[number])
        return text

    def parts_of(self, part: str, kind: str) -> list[str]:
        """Parts of one kind that a part points to."""
        return [one.target for one in self.package.relations(part) if one.kind == kind and one.target in self.package]

    @cached_property
    def names(self) -> dict[str, str]:
        """Defined names in small letters → what they stand for; those of the whole book."""
        found = {}
        for one in self.tree.iter("{*}definedName"):
            if one.get("localSheetId") is None:
                found[one.get("name", "").casefold()] = one.text or ""
        return found

    def items_of(self, formula: str, *, sheet: XlsxSheet, depth: int = 0) -> tuple[str, ...]:
        """The items that a formula of a pull-down names: texts, an area, a defined name, INDIRECT of one of these."""
        text = formula.strip().lstrip("=").strip()
        if text.startswith('"') and "&" not in text:
            return tuple(item.strip() for item in text.strip('"').split(",") if item.strip())
        if depth > 4:
            return ()
        if indirect := re.fullmatch(r"INDIRECT\((.+)\)", text, re.IGNORECASE):
            inner = indirect[1].strip()
            if inner.startswith('"'):
                return self.items_of(inner.strip('"'), sheet=sheet, depth=depth + 1)
            named = self._first_value(inner, sheet)
            return self.items_of(named, sheet=sheet, depth=depth + 1) if named else ()
        if text.casefold() in self.names:
            return self.items_of(self.names[text.casefold()], sheet=sheet, depth=depth + 1)
        where, _, place = text.rpartition("!")
        other = self.sheet(where.strip("'").replace("''", "'")) if where else sheet
        span = a1.area(place)
        if other is None or span is None:
            return ()
        found: list[str] = []
        for row in range(span[0], min(span[2], other.rows) + 1):
            for column in range(span[1], min(span[3], other.cols) + 1):
                value = other.cell(row, column)
                if value is not None and str(value).strip() and len(found) < MOST_ITEMS:
                    found.append(str(value).strip())
        return tuple(found)

    def _first_value(self, place: str, sheet: XlsxSheet) -> str:
        span = a1.area(place.replace("$", ""))
        value = sheet.cell(span[0], span[1]) if span else None
        return "" if value is None else str(value)

    @cached_property
    def notes(self) -> list[str]:
        """What a reader should be told."""
        links = [part for part in self.package.names if re.fullmatch(r"xl/externalLinks/[^/]+\.xml", part)]
        told = f"文件里有 {len(links)} 处指向别的文件的链接，原样保留，没有打开；相关公式的结果以原表为准。"
        return [told] if links else []

    def filled(self, changes: Mapping[str, Change]) -> bytes:
        data = filling.filled(self, changes)
        return self.lock.closed(data) if self.lock else data
