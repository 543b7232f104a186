"""The language of a page: simplified Chinese unless the reader pressed the switch.

Django's own middleware follows the browser's ``Accept-Language``; a clerk whose Windows speaks English
would then get an English desk without having asked, so only the cookie counts here.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from xiangli.web.traditional import traditional_page

TRADITIONAL = "zh-hant"


class ChosenLanguage:
    """Activates the language of the cookie ``django_language``, else ``settings.LANGUAGE_CODE``.

    Traditional characters are no translation: the page is made in simplified ones and turned as it leaves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(settings.LANGUAGE_CODE if language == TRADITIONAL else language):
            response = self.get_response(request)
        if (
            language == TRADITIONAL
            and not response.streaming
            and response.get("Content-Type", "").startswith("text/html")
        ):
            response.content = traditional_page(response.content.decode()).encode()
        response.headers.setdefault("Content-Language", language)
        return response
