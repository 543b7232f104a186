"""workbook.xml and its neighbours after cells changed: defined names, reckoning anew on opening, the calculation chain."""

import re
from collections.abc import Sequence

from xiangli.engines.book.xlsx.markup import attributes, prefix_of, read_text, with_attribute, write_text
from xiangli.engines.book.xlsx.names import Mover


def names_moved(data: bytes, sheets: Sequence[str], mover: Mover) -> bytes:
    """Defined names, print areas and titles after rows were put in; ``sheets`` in the book's order."""
    p = prefix_of(data)

    def change(found: re.Match[bytes]) -> bytes:
        place = attributes(found[1]).get("localSheetId", "")
        own = sheets[int(place)] if place.isdigit() and int(place) < len(sheets) else ""
        old = read_text(found[2])
        new = mover(old, own, None)
        return found[0] if new == old else b"<%sdefinedName%s>%s</%sdefinedName>" % (p, found[1], write_text(new), p)

    return re.sub(rb"<%sdefinedName\b([^>]*)>([^<]*)</%sdefinedName>" % (p, p), change, data)


def reckoned_anew(data: bytes) -> bytes:
    """Ask the program that opens the book to work out all formulas."""
    p = prefix_of(data)
    found = re.search(rb"<%scalcPr\b([^>]*?)(/?)>" % p, data)
    if found:
        if attributes(found[1]).get("fullCalcOnLoad") in ("1", "true"):
            return data
        marks = with_attribute(found[1], "fullCalcOnLoad", "1")
        return data[: found.start()] + b"<%scalcPr%s%s>" % (p, marks, found[2]) + data[found.end() :]
    for before in (b"definedNames", b"externalReferences", b"functionGroups", b"sheets"):
        end = re.search(rb"</%s%s>|<%s%s\s*/>" % (p, before, p, before), data)
        if end:
            return data[: end.end()] + b'<%scalcPr fullCalcOnLoad="1"/>' % p + data[end.end() :]
    return data


def without_part(data: bytes, mark: str, ending: str) -> bytes:
    """A list of relations or content types without the line whose ``mark`` ends so."""
    line = rb"<(?:\w+:)?(?:Relationship|Override)\b[^>]*?%s\s*=\s*[\"'][^\"']*%s[\"'][^>]*?/>" % (
        mark.encode(),
        re.escape(ending.encode()),
    )
    return re.sub(line, b"", data)
