"""Calls of programs go straight to their view: a bearer token, no cookie, no form, no language to choose.

What pages need (session, sign-in, CSRF, messages) costs a call a quarter of a millisecond and would tell it nothing:
the API never reads a cookie, so no foreign page can make a browser act through it.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

WAYS = "/api/"


class Programs:
    """Stands before everything that only pages need; an address that is none goes on to the page that says so."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(WAYS):
            return self.get_response(request)
        try:
            found = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        request.resolver_match = found
        response: HttpResponse = found.func(request, *found.args, **found.kwargs)
        return response
