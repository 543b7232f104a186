"""What every page shares: large type, the places of the header and the navigation of the one signed in."""

from typing import Any

from django.http import HttpRequest

LARGE_TYPE_COOKIE = "large_type"


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of ``base.html``: ``large_type`` and ``acting`` (the post one acts for, set by the faces on the request)."""
    return {
        "large_type": request.COOKIES.get(LARGE_TYPE_COOKIE) == "1",
        "acting": getattr(request, "acting", None),
    }
