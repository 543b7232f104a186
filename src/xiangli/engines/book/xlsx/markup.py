"""Pieces of markup read and written as bytes: a sheet of 20,000 rows is too much for a tree."""

import re
from functools import cache

_ENTITY = re.compile(r"&(#x[0-9A-Fa-f]+|#\d+|\w+);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_text(raw: bytes) -> str:
    """Characters of markup text."""
    text = raw.decode("utf-8", "replace")
    return _ENTITY.sub(_entity, text) if "&" in text else text


def _entity(found: re.Match[str]) -> str:
    name = found[1]
    if name[0] != "#":
        return _NAMED.get(name, found[0])
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if code < 0x110000 else ""


def read_cell_text(raw: bytes) -> str:
    """Characters of a cell's text, where ``_x000D_`` stands for a character."""
    text = read_text(raw).replace("\r\n", "\n")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def write_text(text: str) -> bytes:
    """Markup of characters."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.encode()


def write_attribute(text: str) -> bytes:
    """Markup of characters inside quotation marks."""
    return write_text(text).replace(b'"', b"&quot;")


def write_cell_text(text: str) -> bytes:
    """Markup of a cell's text; characters that no file may hold are left out."""
    text = _UNWRITABLE.sub("", text)
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return write_text(text)


class Tags:
    """Patterns of one part's markup; ``prefix`` is what its writer puts before element names, mostly nothing."""

    def __init__(self, prefix: bytes) -> None:
        p = self.prefix = prefix
        self.data = re.compile(rb"<%ssheetData\s*(?:/>|>)" % p)
        self.row = re.compile(rb"<%srow\b([^>]*?)(?:/>|>(.*?)</%srow>)" % (p, p), re.DOTALL)
        self.cell = re.compile(rb"<%sc\b([^>]*?)(?:/>|>(.*?)</%sc>)" % (p, p), re.DOTALL)
        self.usual_cell = re.compile(
            rb'<%sc r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")? ?(?:/>|>(.*?)</%sc>)' % (p, p), re.DOTALL
        )
        self.value = re.compile(rb"<%sv\b[^>]*?>(.*?)</%sv>" % (p, p), re.DOTALL)
        self.formula = re.compile(rb"<%sf\b([^>]*?)(?:/>|>(.*?)</%sf>)" % (p, p), re.DOTALL)
        self.text = re.compile(rb"<%st\b[^>]*?(?:/>|>(.*?)</%st>)" % (p, p), re.DOTALL)
        self.phonetic = re.compile(rb"<%srPh\b.*?</%srPh>" % (p, p), re.DOTALL)
        self.shared = re.compile(rb"<%ssi\b[^>]*?(?:/>|>(.*?)</%ssi>)" % (p, p), re.DOTALL)

    def plain(self, raw: bytes) -> str:
        """The text of ``<is>`` or ``<si>``, runs put together, readings of characters left out."""
        if b"rPh" in raw:
            raw = self.phonetic.sub(b"", raw)
        return "".join(read_cell_text(found[1]) for found in self.text.finditer(raw) if found[1])


@cache
def tags(prefix: bytes) -> Tags:
    return Tags(prefix)


_ROOT = re.compile(rb"<((?:\w+:)?)[A-Za-z]\w*[\s>/]")


def prefix_of(data: bytes) -> bytes:
    """What stands before the root element's name, with its colon."""
    found = _ROOT.search(data, data.find(b"?>") + 2 if data.lstrip()[:5] == b"<?xml" else 0)
    return found[1] if found else b""


_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def attributes(raw: bytes) -> dict[str, str]:
    """Attributes of one start tag."""
    return {
        found[1].decode(): read_text(found[2] if found[2] is not None else found[3])
        for found in _ATTRIBUTE.finditer(raw)
    }


def with_attribute(raw: bytes, name: str, value: str) -> bytes:
    """A start tag's attributes with one of them set."""
    wanted = b'%s="%s"' % (name.encode(), write_attribute(value))
    changed, times = re.subn(
        rb"(?<![\w:.-])%s\s*=\s*(?:\"[^\"]*\"|'[^']*')" % re.escape(name.encode()), lambda _: wanted, raw, count=1
    )
    return changed if times else b" %s%s" % (wanted, raw)
