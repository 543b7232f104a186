"""Addresses of the pages."""

from django.urls import path

from xiangli.faces import display, law, sign, start, verify
from xiangli.faces.access import public
from xiangli.web.kit import pattern, qr

urlpatterns = [
    path("", start.start, name="start"),
    path("display/", display.switch, name="display"),
    path("sign-in/", sign.sign_in, name="sign-in"),
    path("sign-out/", sign.sign_out, name="sign-out"),
    path("law/", law.shelf, name="law-shelf"),
    path("law/source/<str:row>/", law.source, name="law-source"),
    path("law/<str:name>/", law.one, name="law"),
    path("law/<str:name>/<str:article>/", law.one, name="law-article"),
    path("verify/", verify.verify, name="verify"),
    path("kit/", public(pattern.pattern), name="kit"),
    path("kit/qr.svg", public(qr.sample), name="kit-qr"),
]
