"""The zip of an .xlsx: parts read within bounds, and written back in the same order, with the same names and times."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from xiangli.engines.book.errors import BookError

MOST_PARTS = 4_000
MOST_BYTES = 320 << 20
"""Unpacked size of all parts: 200,000 rows of 30 columns fit, a bomb does not."""
MOST_RATIO, RATIO_FROM = 250, 16 << 20
"""How many times a part may grow when unpacked; asked of parts larger than RATIO_FROM only."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a part's relations: its id, the end of its type, the part it points to or the address outside."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """Parts by name; unread parts stay packed."""

    def __init__(self, data: bytes, *, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
            raise BookError("cut", "文件不完整或已损坏，请重新发一份。", name=name) from None
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._kept: dict[str, bytes] = {}
        self._xml: dict[str, bytes] = {}
        self._check()

    def _check(self) -> None:
        infos = list(self._infos.values())
        whole = sum(info.file_size for info in infos)
        greedy = [
            info
            for info in infos
            if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(1, info.compress_size)
        ]
        if greedy:
            raise BookError("bomb", "压缩得异常，展开后会撑满内存，没有打开。", name=self.name)
        if len(infos) > MOST_PARTS or whole > MOST_BYTES:
            raise BookError(
                "too_large",
                f"展开后有 {whole >> 20} MB，超过 {MOST_BYTES >> 20} MB，没有打开。请删去用不到的行再发。",
                name=self.name,
            )
        if any(info.flag_bits & 1 for info in infos):
            raise BookError("password", "压缩包本身加了密码，打不开。", name=self.name)

    @property
    def names(self) -> list[str]:
        return list(self._infos)

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def read(self, part: str) -> bytes:
        """The part's bytes. Raises BookError when it is missing or broken."""
        if part not in self._kept:
            info = self._infos.get(part)
            if info is None:
                raise BookError("cut", f"文件里缺少“{part}”，请重新发一份。", name=self.name)
            try:
                with self._zip.open(info) as stream:
                    self._kept[part] = stream.read(info.file_size + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
                raise BookError("cut", f"文件已损坏，“{part}”读不出来，请重新发一份。", name=self.name) from None
        return self._kept[part]

    def xml(self, part: str) -> bytes:
        """The part as UTF-8 markup without comments, sections and processing lines. Raises BookError when not well formed."""
        if part not in self._xml:
            self._xml[part] = plain_markup(self.read(part), part=part, name=self.name)
        return self._xml[part]

    def tree(self, part: str) -> etree._Element:
        """A small part's root element."""
        return parsed(self.xml(part), part=part, name=self.name)

    def relations(self, part: str) -> list[Relation]:
        """What a part points to; "" for the package itself."""
        folder, base = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{base}.rels")
        if listed not in self._infos:
            return []
        found = []
        for line in self.tree(listed):
            target, outside = line.get("Target", ""), line.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found.append(Relation(line.get("Id", ""), line.get("Type", "").rsplit("/", 1)[-1], target, outside))
        return found

    def written(self, changed: Mapping[str, bytes | None]) -> bytes:
        """The whole package with some parts changed; None leaves a part out."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.comment = self._zip.comment
            for name, info in self._infos.items():
                data = changed[name] if name in changed else self.read(name)
                if data is None:
                    continue
                same = zipfile.ZipInfo(name, info.date_time)
                same.compress_type = info.compress_type
                same.external_attr, same.create_system, same.comment = (
                    info.external_attr,
                    info.create_system,
                    info.comment,
                )
                made.writestr(same, data, compresslevel=6)
        return out.getvalue()


_ODD = re.compile(rb"<!--|<!\[CDATA\[|<\?")


def plain_markup(data: bytes, *, part: str, name: str) -> bytes:
    """Markup of a part as UTF-8, checked to be well formed, with nothing in it but elements and text.

    A document type is refused: entities could grow without end or read other files.
    """
    data = _as_utf8(data, part=part, name=name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BookError("xml", f"“{part}”里夹带了文档类型定义，可能是恶意文件，没有打开。", name=name)
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError:
        raise BookError("cut", f"文件不完整，“{part}”的内容断了，请重新发一份。", name=name) from None
    body = data.find(b"?>") + 2 if data.lstrip()[:5] == b"<?xml" else 0
    if _ODD.search(data, body):
        root = parsed(data, part=part, name=name, bare=True)
        data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


def _as_utf8(data: bytes, *, part: str, name: str) -> bytes:
    declared = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w.-]+)", data[:200])
    code = declared[1].decode().lower() if declared else "utf-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        code = "utf-16"
    if code in ("utf-8", "utf8"):
        return data
    try:
        text = data.decode(code)
    except (LookupError, UnicodeDecodeError):
        raise BookError("xml", f"“{part}”的字符编码认不出来。", name=name) from None
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()


def parsed(data: bytes, *, part: str, name: str, bare: bool = False) -> etree._Element:
    """An element tree; nothing is fetched and no entity is opened. ``bare`` leaves comments out."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=bare, remove_pis=bare
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise BookError("cut", f"文件不完整，“{part}”的内容断了，请重新发一份。", name=name) from None
