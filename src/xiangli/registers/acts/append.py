"""Append: steps go in with their leaves, many at once, never one without the other."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiangli.ledger.models import Leaf
from xiangli.ledger.steps import sealed
from xiangli.proof.ids import uuid7
from xiangli.registers.form import content
from xiangli.registers.models import Record, RecordStep

BATCH = 1500


@dataclass(frozen=True, slots=True)
class Noted:
    """What happened to one record, whose ``seq`` is already that of the step."""

    record: Record
    verb: str
    day: date
    changes: dict[str, Any]


def append(*, noted: Sequence[Noted], actor: str, request: UUID, at: datetime) -> list[RecordStep]:
    """Write the steps and their leaves, inside the act's transaction. IntegrityError: a record's turn is taken."""
    steps = []
    for one in noted:
        step = RecordStep(
            id=uuid7(), county=one.record.county, place=one.record.place, record=one.record.id, seq=one.record.seq, at=at,
            day=one.day, verb=one.verb, changes=one.changes, actor=actor, request=request, salt=os.urandom(16),
        )  # fmt: skip
        steps.append(sealed(step, content))
    RecordStep.objects.bulk_create(steps, batch_size=BATCH)
    leaves = [Leaf(entry=step.id, county=step.county, leaf=step.leaf, at=at) for step in steps]
    Leaf.objects.bulk_create(leaves, batch_size=BATCH)
    return steps
