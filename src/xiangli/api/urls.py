"""The HTTP API, version 1: OpenAPI 3.1 at ``/api/v1/openapi.json``."""

from django.http import HttpRequest, JsonResponse
from django.urls import path
from ninja import NinjaAPI

from xiangli.api import mail, matters, open, open311, problem, reports
from xiangli.api.token import Bearer

api = NinjaAPI(title="乡里 Xiangli", version="1", auth=Bearer(), docs_url=None, urls_namespace="api")
api.add_router("", reports.router)
api.add_router("", mail.router)
api.add_router("", matters.router)
api.add_router("", open.router)
problem.connect(api)


@api.get("/health", auth=None, tags=["open"], summary="Whether the server answers (no database)")
def health(request: HttpRequest) -> JsonResponse:
    """Nothing is asked of the database: the floor the benchmarks compare with."""
    return JsonResponse({"ok": True})


urlpatterns = [path("v1/", api.urls), path("open311/v2/", open311.api.urls)]
