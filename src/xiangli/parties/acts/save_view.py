"""Keep a list as one wants to see it again, or drop it. Nothing of the work changes by it."""

from datetime import datetime
from uuid import UUID

from xiangli.parties.models import SavedView

MOST = 12
"""Views a person may keep of one page: more would be a second list to search."""


class TooManyViews(ValueError):
    """She keeps as many already as one can look over."""


def save_view(*, person: UUID, page: str, name: str, query: str, at: datetime, id: UUID) -> SavedView:
    """Keep ``query`` of ``page`` under ``name``; the same name again takes the new query. Raises TooManyViews."""
    held = SavedView.objects.filter(person=person, page=page)
    if held.count() >= MOST and not held.filter(name=name).exists():
        raise TooManyViews(f"常用筛选最多存 {MOST} 个，请先删掉不用的。")
    row, _ = SavedView.objects.update_or_create(
        person_id=person, page=page, name=name, defaults={"query": query}, create_defaults={
            "id": id, "query": query, "made_at": at}
    )  # fmt: skip
    return row


def drop_view(*, person: UUID, id: UUID) -> None:
    """Drop one of her own views; one that is gone already, or another's, changes nothing."""
    SavedView.objects.filter(person=person, id=id).delete()
