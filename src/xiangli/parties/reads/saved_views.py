"""The lists a person keeps."""

from uuid import UUID

from xiangli.parties.models import SavedView


def saved_views(*, person: UUID | None, page: str) -> list[SavedView]:
    """Her views of a page by name. One statement; none for nobody."""
    if person is None:
        return []
    return list(SavedView.objects.filter(person=person, page=page).order_by("name"))
