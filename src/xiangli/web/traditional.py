"""Traditional characters for readers who want them: the words of a page are turned by OpenCC, what people typed is not.

Only what is read is turned: text between tags and the few attributes that are read out. The contents of controls stay as
they are (they are sent back to us), and so does whatever stands in an element marked ``data-asis``: a law's own text, a
receipt's bytes, a person's own spelling of her name.
"""

import re
from functools import cache
from html.parser import HTMLParser

from opencc import OpenCC

READ_OUT = re.compile(r"""(\s(?:alt|title|placeholder|aria-label|aria-description)=)("[^"]*"|'[^']*')""")
CHINESE = re.compile(r"[\u3400-\u9fff]")
VERBATIM = frozenset({"script", "style", "textarea", "code", "pre"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "col", "source", "wbr", "area", "base", "embed", "track"})


@cache
def _converter() -> OpenCC:
    """Simplified to the standard of Taiwan and Hong Kong's shared characters; words are not replaced by others."""
    return OpenCC("s2t")


@cache
def _small(text: str) -> str:
    return str(_converter().convert(text))


def traditional(text: str) -> str:
    """``text`` in traditional characters; short ones, which come back on every page, are remembered."""
    if not CHINESE.search(text):
        return text
    return _small(text) if len(text) <= 40 else str(_converter().convert(text))


class _Page(HTMLParser):
    """Copies a page tag by tag; the text between is turned unless an element around it is kept as it is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.kept: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        turned = READ_OUT.sub(lambda m: m[1] + traditional(m[2]), raw) if CHINESE.search(raw) else raw
        self.out.append(turned)
        if tag not in VOID and (self.kept or tag in VERBATIM or any(name == "data-asis" for name, _ in attrs)):
            self.kept.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        self.out.append(READ_OUT.sub(lambda m: m[1] + traditional(m[2]), raw))

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        if tag in self.kept:
            while self.kept and self.kept.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.out.append(data if self.kept else traditional(data))

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")


def traditional_page(html: str) -> str:
    """A whole page, or a part of one, in traditional characters."""
    page = _Page()
    page.feed(html)
    page.close()
    return "".join(page.out)
