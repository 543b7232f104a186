"""The number people say on the phone."""

import base64
from datetime import datetime
from uuid import UUID


def number(county: str, at: datetime, matter: UUID) -> str:
    """County, day, and six letters of the matter's random part: ``430181-261124-K7QX2M``."""
    tail = base64.b32encode(matter.bytes[-4:]).decode()[:6]
    return f"{county}-{at.astimezone():%y%m%d}-{tail}"
