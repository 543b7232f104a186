"""Words of an e-mail: what its writer wrote now, without quoted letters and signature."""

import re
from html.parser import HTMLParser

QUOTED = re.compile(
    r"^\s*(?:-{2,}\s*(?:原始邮件|Original Message|转发的?邮件|Forwarded message).*|(?:发件人|From)\s*[:：].*|On .{5,80} wrote:|"
    r"(?:在|于).{5,60}写道[:：]|-- ?|_{5,})$",
    re.I,
)
BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote"}
UNREAD = {"script", "style", "head", "title"}


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unread += tag in UNREAD
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD and self._unread > 0
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data)


def written(text: str, html: str = "") -> str:
    """The text (or, where there is none, that of the HTML) up to the first quoted letter or signature."""
    if not text.strip() and html:
        reader = _Text()
        reader.feed(html)
        text = "".join(reader.parts)
    kept = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if QUOTED.match(line):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
