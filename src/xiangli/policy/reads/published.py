"""Published editions of one kind other than procedures: which there are, and the text of each."""

from dataclasses import dataclass
from datetime import datetime

from xiangli.policy.models import Edition


@dataclass(frozen=True, slots=True)
class Published:
    """One edition: its name and version, the hash of its content, since when it is out."""

    name: str
    version: str
    hash: str
    at: datetime


def published(kind: str) -> list[Published]:
    """All editions of a kind, oldest first. One statement."""
    rows = Edition.objects.filter(kind=kind).order_by("published_at", "version")
    return [Published(*row) for row in rows.values_list("name", "version", "hash", "published_at")]


def text_of(digest: str) -> str:
    """The text of one edition. Raises Edition.DoesNotExist."""
    return str(Edition.objects.values_list("text", flat=True).get(hash=digest))
