"""The photos of reports."""

from collections.abc import Sequence
from uuid import UUID

from xiangli.documents.acts.attach import place_of
from xiangli.documents.models import Attachment


class NoSuchPhoto(LookupError):
    """There is no such photo."""


def attachments_of(*, county: str, reports: Sequence[UUID]) -> dict[UUID, list[Attachment]]:
    """Photos by report, in order of their coming. One statement."""
    out: dict[UUID, list[Attachment]] = {}
    for one in Attachment.objects.filter(county=county, report__in=reports).order_by("at", "id"):
        out.setdefault(one.report, []).append(one)
    return out


def photo(*, id: UUID) -> tuple[Attachment, bytes]:
    """One photo with its bytes; no permission is asked here. Raises NoSuchPhoto."""
    found = Attachment.objects.filter(id=id).first()
    try:
        if found is None:
            raise NoSuchPhoto
        return found, place_of(county=found.county, id=found.id).read_bytes()
    except OSError as gone:
        raise NoSuchPhoto from gone
