"""Pages under ``/``, the HTTP API under ``/api/``."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("xiangli.api.urls")),
    path("", include("xiangli.faces.urls")),
]

handler400 = "xiangli.faces.errors.bad_request"
handler403 = "xiangli.faces.errors.forbidden"
handler404 = "xiangli.faces.errors.not_found"
handler500 = "xiangli.faces.errors.broken"
