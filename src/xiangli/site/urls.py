"""Pages under ``/``, the HTTP API under ``/api/``."""

from django.urls import include, path

urlpatterns = [
    path("", include("xiangli.faces.urls")),
]
