"""The number people say on the phone."""

import base64
from datetime import datetime
from functools import lru_cache
from uuid import UUID


def number(county: str, at: datetime, matter: UUID) -> str:
    """County, day, and six letters of the matter's random part: ``430181-261124-K7QX2M``."""
    return f"{county}-{_day(at)}-{base64.b32encode(matter.bytes[-4:])[:6].decode()}"


@lru_cache(maxsize=64)
def _day(at: datetime) -> str:
    return f"{at.astimezone():%y%m%d}"
