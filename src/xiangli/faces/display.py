"""The two switches of the footer: language and large type, kept in cookies of this browser only."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from xiangli.faces.access import public
from xiangli.web.kit.context import LARGE_TYPE_COOKIE

A_YEAR = 365 * 24 * 3600


@public
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Set the cookie asked for and go back to the page one came from."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = redirect(back)
    if request.POST.get("language") in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.POST["language"],
            max_age=A_YEAR,
            samesite="Lax",
            secure=settings.HTTPS,
        )
    if request.POST.get("large") in ("0", "1"):
        response.set_cookie(
            LARGE_TYPE_COOKIE, request.POST["large"], max_age=A_YEAR, samesite="Lax", secure=settings.HTTPS
        )
    return response
