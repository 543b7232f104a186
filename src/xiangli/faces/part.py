"""Take a report out of a matter it was joined to by mistake: one tap, on record."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.matter import look, screen
from xiangli.matters.acts.unjoin import unjoin
from xiangli.matters.errors import ActError, Forbidden


@require_POST
@needs("sort")
def part(request: HttpRequest, id: UUID) -> HttpResponse:
    """To the report's own new matter; a second submission leads to the same one."""
    whole = look(request, id)
    try:
        report, once = UUID(request.POST.get("report", "")), UUID(request.POST.get("request_id", ""))
    except ValueError:
        raise Http404 from None
    try:
        done = unjoin(report=report, by=acting(request), at=timezone.now(), request=once)
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except ActError as wrong:
        return screen(request, whole, conflict=str(wrong), status=wrong.status)
    return redirect(reverse("matter", args=[done.entry.data["into"]]))
