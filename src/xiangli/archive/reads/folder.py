"""A matter's papers in the order of the archive, with their catalogue, as one ZIP that is the same for the same matter."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiangli.archive.catalogue import Row, catalogue_sheet, catalogue_word, cover
from xiangli.archive.rules import TERMS, Kept, Rule, rules
from xiangli.documents.reads.attachments import attachments_of, photo
from xiangli.documents.word.write import EPOCH
from xiangli.law.limits import SHANGHAI
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole
from xiangli.matters.reads.paper_words import names_for
from xiangli.matters.reads.papers import Sheet, filled, sheets

Open = Callable[[Sheet], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the folder: its row in the catalogue, its file's ending, and how its bytes are made."""

    row: Row
    ending: str
    content: Callable[[], bytes]

    @property
    def file_name(self) -> str:
        """Such as ``03 转办单.docx``."""
        return f"{self.row.number:02d} {self.row.title}.{self.ending}"


@dataclass(frozen=True, slots=True)
class Folder:
    """The file of one matter: by which rule, how long kept, under which number, and its pieces in order."""

    whole: Whole
    rule: Rule
    kept: Kept
    called: Names
    pieces: tuple[Piece, ...]

    @property
    def year(self) -> int:
        """The year it is filed under: that of its end, or of its beginning while it runs."""
        return local(self.whole.matter.ended_at or self.whole.matter.opened_at).year

    @property
    def code(self) -> str:
        """Year, term and number: ``2026-D30-430181-26-0001``; the office's own archive number is stamped on paper."""
        return f"{self.year}-{TERMS[self.kept.term][1]}-{self.whole.matter.number}"


def folder(whole: Whole, *, open_sealed: Open = lambda _: {}) -> Folder:
    """The folder of a matter. ``open_sealed`` gives what was opened with a purpose for one paper; nothing by default."""
    row, called = whole.matter, names_for(whole)
    owner = row.owner or ""
    rule = rules().of(owner)
    verbs = {entry.verb for entry in whole.entries}
    kept = rule.kept(procedure=row.procedure, step=row.step, verbs=verbs)
    office = called.office(owner)

    def made(one: Sheet) -> Callable[[], bytes]:
        return lambda: filled(whole, one, called=called, more=open_sealed(one))

    found: list[tuple[tuple[int, datetime, int], str, str, str, Callable[[], bytes]]] = []
    for one in sheets(whole):
        paper_number = f"{row.number}-{one.seq}" if one.seq else row.number
        turn = (rules().turn(one.paper.id), one.at, one.seq)
        found.append((turn, one.paper.name.zh, paper_number, "docx", made(one)))
    hung = [*(report.id for report in whole.reports), row.id]  # photos of an act hang on the matter itself
    photos = attachments_of(county=row.county, reports=hung)
    for number, kept_photo in enumerate((one for where in hung for one in photos.get(where, [])), 1):
        turn = (rules().turn("photos"), kept_photo.at, number)
        found.append((turn, f"照片 {number}", "", "jpg", _bytes_of(kept_photo.id)))
    found.sort(key=lambda one: one[0])
    pieces = [
        Piece(Row(number, paper_number, office, title, f"{local(turn[1]):%Y%m%d}"), ending, content)
        for number, (turn, title, paper_number, ending, content) in enumerate(found, 1)
    ]
    return Folder(whole, rule, kept, called, tuple(pieces))


def zipped(one: Folder) -> bytes:
    """Cover, catalogue (Word and Excel), the pieces in order, and the SHA-256 of each file."""
    rows = [piece.row for piece in one.pieces]
    files = [
        ("00 案卷封面.docx", cover(one.whole, one.rule, one.kept, one.code, one.called, len(rows))),
        ("00 卷内目录.docx", catalogue_word(one.whole, rows)),
        ("00 卷内目录.xlsx", catalogue_sheet(one.whole.matter.title, rows)),
        *((piece.file_name, piece.content()) for piece in one.pieces),
    ]
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in [*files, ("SHA256SUMS.txt", sums.encode())]:
            part = zipfile.ZipInfo(f"{one.code}/{name}", EPOCH)
            part.compress_type, part.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(part, content)
    return out.getvalue()


def local(at: datetime) -> datetime:
    """As the clock on the wall shows it."""
    return at.astimezone(SHANGHAI)


def _bytes_of(id: UUID) -> Callable[[], bytes]:
    return lambda: photo(id=id)[1]
