"""Pages under ``/``, the HTTP API under ``/api/``."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("xiangli.api.urls")),
    path("", include("xiangli.faces.urls")),
]
