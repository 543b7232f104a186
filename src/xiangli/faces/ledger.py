"""The ledger for strangers: signed roots, the key, and the tiles from which any proof is computed (C2SP tlog-tiles)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiangli.faces.access import public
from xiangli.ledger import keys
from xiangli.ledger.reads.published import latest, resource
from xiangli.ledger.reads.state import state
from xiangli.places.reads.names import names
from xiangli.proof.tile_paths import parse
from xiangli.web.kit.shapes import Column, Link, Table
from xiangli.web.kit.tags import when

FOR_EVER = "public, max-age=31536000, immutable"
SECONDS = "public, max-age=2"


@public
def ledgers(request: HttpRequest) -> HttpResponse:
    """Each county's newest signed root and key; how to check them without us."""
    counties = [one for one in state() if one.signed_at]
    called = names([one.county for one in counties])
    columns = [
        Column(_("县")),
        Column(_("已签名的叶数"), True),
        Column(_("签名时间")),
        Column(_("签名的树根")),
        Column(_("公钥")),
    ]
    rows = [
        [
            called[one.county],
            one.signed_size,
            when(one.signed_at),
            Link(f"/ledger/{one.county}/checkpoint", "checkpoint"),
            Link(f"/ledger/{one.county}/key", "key"),
        ]
        for one in counties
    ]
    return render(
        request, "faces/ledger.html", {"table": Table(_("各县公布的树根"), columns, rows), "alg": keys.ours().alg}
    )


@public
def checkpoint(request: HttpRequest, county: str) -> HttpResponse:
    """A county's newest signed root (C2SP tlog-checkpoint), for anybody."""
    found = latest(county=county)
    if found is None:
        raise Http404
    return _text(found.note, f"{county}.checkpoint")


@public
def key(request: HttpRequest, county: str) -> HttpResponse:
    """The key that signs the county's roots, as `name+hash+key`."""
    if latest(county=county) is None:
        raise Http404
    return _text(f"{keys.verifier(county)}\n", f"{county}.key")


@public
def tile(request: HttpRequest, county: str, path: str) -> HttpResponse:
    """A tile of hashes or a bundle of salted leaf values; only what a signed root covers."""
    wanted = parse(f"tile/{path}")
    content = resource(county=county, path=wanted) if wanted else None
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="application/octet-stream", headers={"Cache-Control": FOR_EVER})


def _text(content: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": SECONDS}
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=headers)
