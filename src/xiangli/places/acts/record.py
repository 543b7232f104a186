"""Put a change of places on record: once for each request, and so that no process goes on with what was."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xiangli.places.errors import ChangeIdReused
from xiangli.places.kept import forget
from xiangli.places.models import Change
from xiangli.proof.canonical import canonical


def digest(asked: dict[str, Any]) -> bytes:
    """SHA-256 of what a request asked for."""
    return hashlib.sha256(canonical(asked)).digest()


def repeated(*, id: UUID, body: bytes) -> Change | None:
    """The change this request made before, if any. Raises ChangeIdReused when it asked for something else."""
    known = Change.objects.filter(id=id).first()
    if known is not None and bytes(known.body) != body:
        raise ChangeIdReused
    return known


def record(*, id: UUID, verb: str, place: str, data: dict[str, Any], body: bytes, by: str, at: datetime) -> Change:
    """Writes the change, inside the act's transaction. `place` is the code it is about, which tells its county."""
    made = Change(id=id, county=place[:6], verb=verb, place=place, data=data, body=body, by=by, at=at)
    made.save(force_insert=True)
    forget()
    transaction.on_commit(forget)  # whoever read between our write and its commit kept what was before
    return made
