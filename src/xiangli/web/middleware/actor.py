"""Who is acting in this request: looked up once, when a page first asks."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from xiangli.parties.models import User
from xiangli.parties.reads.actor import PUBLIC, Actor, staff

WORN = "post"
"""The session's key for the one post she works in; without it she works in all of hers."""


class ActingPerson:
    """Sets ``request.actor`` (``parties.reads.actor.Actor``) from the sign-in and the posts that run today."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        setattr(request, "actor", SimpleLazyObject(lambda: found(request)))  # noqa: B010 - HttpRequest declares no such name
        return self.get_response(request)


def found(request: HttpRequest) -> Actor:
    """The actor of this request's sign-in, in the post she has chosen; nobody signed in costs no statement."""
    user = request.user
    if not isinstance(user, User):
        return PUBLIC
    return staff(user, on=timezone.localdate(), at=timezone.now(), wearing=request.session.get(WORN, ""))
