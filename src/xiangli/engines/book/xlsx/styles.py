"""styles.xml: number formats read; yellow copies of cell formats added, nothing else changed."""

import re

from xiangli.engines.book import dates
from xiangli.engines.book.xlsx.markup import attributes, prefix_of, with_attribute

_YELLOW = b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="FFFFFF00"/><%sbgColor indexed="64"/></%spatternFill></%sfill>'


class Styles:
    """Cell formats by number, in the part's order."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._prefix = p = prefix_of(data) if data else b""
        self._formats = {
            int(marks.get("numFmtId", "0") or 0): marks.get("formatCode", "")
            for found in re.finditer(rb"<%snumFmt\b([^>]*?)/?>" % p, data)
            for marks in (attributes(found[1]),)
        }
        self._list = re.search(rb"<%scellXfs\b([^>]*)>(.*?)</%scellXfs>" % (p, p), data, re.DOTALL)
        body = self._list[2] if self._list else b""
        found = re.finditer(rb"<%sxf\b([^>]*?)(/>|>.*?</%sxf>)" % (p, p), body, re.DOTALL)
        self._xfs: list[tuple[bytes, bytes]] = [(one[1], one[2]) for one in found]
        self._known = len(self._xfs)
        self._patterns = [self._pattern(marks) for marks, _ in self._xfs]
        self._made: dict[tuple[int, bool, bool], int] = {}
        self._fill: int | None = None

    def _pattern(self, marks: bytes) -> str:
        number = int(attributes(marks).get("numFmtId", "0") or 0)
        return self._formats.get(number) or dates.BUILT_IN.get(number, "General")

    def pattern(self, style: int) -> str:
        """The number format of a cell format."""
        return self._patterns[style] if 0 <= style < self._known else "General"

    def like(self, style: int, *, yellow: bool, quoted: bool) -> int:
        """The number of the cell format that is this one with a yellow ground, or marked as text that only looks
        like a formula; made when it is asked for first."""
        if not self._xfs or not (yellow or quoted):
            return style
        style = style if 0 <= style < self._known else 0
        key = (style, yellow, quoted)
        if key not in self._made:
            marks, rest = self._xfs[style]
            if yellow:
                marks = with_attribute(with_attribute(marks, "fillId", str(self._yellow())), "applyFill", "1")
            if quoted:
                marks = with_attribute(marks, "quotePrefix", "1")
            self._made[key] = len(self._xfs)
            self._xfs.append((marks, rest))
        return self._made[key]

    def _yellow(self) -> int:
        if self._fill is None:
            fills = re.search(rb"<%sfills\b[^>]*>(.*?)</%sfills>" % (self._prefix, self._prefix), self.data, re.DOTALL)
            pattern = rb"<%sfill\s*(?:/>|>)" % self._prefix
            self._fill = len(re.findall(pattern, fills[1])) if fills else 0
        return self._fill

    @property
    def changed(self) -> bool:
        return len(self._xfs) > self._known

    def written(self) -> bytes:
        """The part with what was added."""
        data, p = self.data, self._prefix
        if not self.changed or not self._list:
            return data
        added = b"".join(b"<%sxf%s%s" % (p, marks, rest) for marks, rest in self._xfs[self._known :])
        head = with_attribute(self._list[1], "count", str(len(self._xfs)))
        data = (
            data[: self._list.start()]
            + b"<%scellXfs%s>%s%s</%scellXfs>" % (p, head, self._list[2], added, p)
            + data[self._list.end() :]
        )
        if self._fill is None:
            return data
        fill = _YELLOW % ((p,) * 6)
        fills = re.search(rb"<%sfills\b([^>]*)>(.*?)</%sfills>" % (p, p), data, re.DOTALL)
        if fills:
            head = with_attribute(fills[1], "count", str(self._fill + 1))
            return (
                data[: fills.start()]
                + b"<%sfills%s>%s%s</%sfills>" % (p, head, fills[2], fill, p)
                + data[fills.end() :]
            )
        at = data.index(b"<%sborders" % p) if b"<%sborders" % p in data else data.index(b"<%scellXfs" % p)
        return data[:at] + b'<%sfills count="1">%s</%sfills>' % (p, fill, p) + data[at:]
