"""Who is acting in this request: looked up once, when a page first asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from xiangli.parties.reads.actor import PUBLIC, staff


class ActingPerson:
    """Sets ``request.actor`` (``parties.reads.actor.Actor``) from the sign-in and the posts that run today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(
            lambda: staff(request.user, on=timezone.localdate()) if request.user.is_authenticated else PUBLIC
        )  # type: ignore[attr-defined]
        return self.get_response(request)
