"""One publication with its matter, for whoever works on it."""

from dataclasses import dataclass
from uuid import UUID

from xiangli.matters.errors import NoSuchMatter
from xiangli.matters.reads.one import Whole, whole
from xiangli.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Opened:
    """The row, and the matter it tells of."""

    row: Publication
    whole: Whole


def opened(*, id: UUID) -> Opened | None:
    """Four statements; no permission is asked here."""
    row = Publication.objects.filter(id=id).first()
    if row is None:
        return None
    try:
        return Opened(row, whole(matter=row.matter))
    except NoSuchMatter:
        return None
