"""Addresses of the pages."""

from django.urls import path

from xiangli.faces import (
    desk,
    display,
    follow,
    imports,
    law,
    matter,
    new,
    oversight,
    part,
    places,
    report,
    sign,
    start,
    verify,
)
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
    path("report/", report.report, name="report"),
    path("places/", places.suggest, name="places"),
    path("follow/", follow.ask, name="follow"),
    path("follow/<str:code>/", follow.following, name="following"),
    path("follow/<str:code>/rate/", follow.rate, name="follow-rate"),
    path("follow/<str:code>/reopen/", follow.reopen, name="follow-reopen"),
    path("follow/<str:code>/receipt/", follow.receipt, name="receipt"),
    path("follow/<str:code>/qr.svg", follow.receipt_qr, name="receipt-qr"),
    path("follow/<str:code>/receipt.json", follow.receipt_proof, name="receipt-proof"),
    path("follow/<str:code>/check/", follow.receipt_check, name="receipt-check"),
    path("desk/", desk.desk, name="desk"),
    path("desk/sort/", desk.sort, name="desk-sort"),
    path("desk/new/", new.new, name="desk-new"),
    path("desk/import/", imports.imports, name="desk-import"),
    path("desk/import/<uuid:id>/", imports.batch, name="batch"),
    path("desk/matter/<uuid:id>/", matter.matter, name="matter"),
    path("desk/matter/<uuid:id>/open/", matter.open_reporter, name="matter-open"),
    path("desk/matter/<uuid:id>/unjoin/", matter.unjoin, name="matter-unjoin"),
    path("desk/matter/<uuid:id>/photo/<uuid:photo_id>/", matter.show_photo, name="photo"),
    path("desk/matter/<uuid:id>/unjoin/", part.part, name="matter-unjoin"),
    path("desk/matter/<uuid:id>/<slug:verb>/", matter.act, name="matter-act"),
    path("oversight/", oversight.oversight, name="oversight"),
    path("ledger/<str:county>/checkpoint", oversight.checkpoint, name="checkpoint"),
    path("verify/", verify.verify, name="verify"),
    path("kit/", public(pattern.pattern), name="kit"),
    path("kit/qr.svg", public(qr.sample), name="kit-qr"),
]
