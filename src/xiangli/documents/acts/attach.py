"""Hang a photo on a report: checked by content, drawn anew so that EXIF (with its place) is gone, kept outside the web root."""

import hashlib
import io
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
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
    made, _ = Attachment.objects.get_or_create(
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
        raise NotAPicture(f"照片太大：最多 {MOST_BYTES // 2**20} MB。事情已经登记，照片没有留。")
    try:
        with Image.open(io.BytesIO(content), formats=KINDS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture("照片的像素太多，没有留；事情已经登记。")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as wrong:
        if isinstance(wrong, NotAPicture):
            raise
        raise NotAPicture("照片打不开，没有留；事情已经登记。") from wrong
    upright.thumbnail((LONGEST, LONGEST))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=80)
    return out.getvalue()
