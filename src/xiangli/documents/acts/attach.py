"""Hang a photo on a report or a matter: checked by content, drawn anew so that EXIF (with its place) is gone, kept outside the web root."""

import hashlib
import io
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from xiangli.documents.models import Attachment

KINDS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 60_000_000
LONGEST = 1600
"""Pixels of the longer side as kept: a pothole is seen, a township's line is not filled."""


class NotAPicture(ValueError):
    """The file is no photo that can be kept; the reason is in plain words."""


def attach(*, report: UUID, county: str, name: str, content: bytes, at: datetime) -> Attachment:
    """The photo as kept; the same content again is the same attachment. Raises NotAPicture."""
    drawn = redrawn(content)
    digest = hashlib.sha256(drawn).digest()
    id = uuid5(report, digest.hex())
    path = place_of(county=county, id=id)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(drawn)
    made, _new = Attachment.objects.get_or_create(
        id=id,
        defaults={
            "county": county, "report": report, "name": Path(name).name[-120:], "kind": "image/jpeg", "digest": digest,
            "size": len(drawn), "at": at,
        },
    )  # fmt: skip
    return made


def place_of(*, county: str, id: UUID) -> Path:
    """Where the file of an attachment lies."""
    return Path(settings.VAR) / "files" / county / f"{id}.jpg"


def redrawn(content: bytes) -> bytes:
    """The picture as a JPEG of at most LONGEST pixels a side, turned upright, without any metadata."""
    if len(content) > MOST_BYTES:
        raise NotAPicture(_("照片太大：最多 %(most)d MB。") % {"most": MOST_BYTES // 2**20})
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture(_("照片的像素太多，请用手机默认的大小拍。"))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as wrong:
        if isinstance(wrong, NotAPicture):
            raise
        raise NotAPicture(_("这不是能看的照片（支持 JPG、PNG、WebP）。")) from wrong
    upright.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=80)
    return out.getvalue()
