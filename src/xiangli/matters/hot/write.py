"""Write arrivals. All stand, or none; a report whose id is known already is left out and not named in the answer."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from xiangli.matters.hot import postgres, sqlite
from xiangli.matters.hot.rows import Arrival


def write(arrivals: Sequence[Arrival]) -> set[UUID]:
    """The ids newly written.

    Raises django.db.IntegrityError when a matter that was to be joined has moved on meanwhile (or two arrivals of one
    call disagree): then nothing was written; read anew and try again.
    """
    if not arrivals:
        return set()
    return (postgres if connection.vendor == "postgresql" else sqlite).write(arrivals)
