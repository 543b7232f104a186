"""Who may open a page: every view says ``@public`` or ``@needs(act)``; a test walks all routes and finds one on each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Marks a view that anybody may open; it must show nothing that a resident may not see."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def home(request: HttpRequest) -> str:
    """The page that is this person's work."""
    return "/desk/"
