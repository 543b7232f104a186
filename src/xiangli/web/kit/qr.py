"""QR pictures as SVG files of their own address: the content security policy allows no ``data:`` pictures."""

import io

import segno
from django.http import HttpRequest, HttpResponse


def picture(text: str) -> HttpResponse:
    """An SVG with the QR code of ``text`` (error correction M, quiet zone 4 as ISO/IEC 18004 asks)."""
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", scale=4, border=4, light="#fff", xmldecl=True)
    return HttpResponse(
        buffer.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=600"}
    )


def sample(request: HttpRequest) -> HttpResponse:
    """The QR code on the pattern page."""
    return picture("https://example.invalid/follow/")
