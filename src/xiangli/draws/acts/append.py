"""Append a step with its leaf; the same request again gives the same step."""

import os
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xiangli.draws.errors import Refused
from xiangli.draws.form import content
from xiangli.draws.models import DrawStep
from xiangli.ledger.models import Leaf
from xiangli.ledger.steps import is_other, sealed
from xiangli.proof.ids import uuid7


def append(
    *, place: str, draw: UUID | None, seq: int, verb: str, actor: str, data: dict[str, Any], request: UUID, at: datetime
) -> DrawStep:
    """Write the step; without ``draw`` it is the first of a new one. IntegrityError: the turn is taken."""
    county, id = place[:6], uuid7()
    made = DrawStep(
        id=id, county=county, place=place, draw=draw or id, seq=seq, verb=verb, at=at, actor=actor, data=data,
        request=request, salt=os.urandom(16),
    )  # fmt: skip
    step = sealed(made, content)
    with transaction.atomic():
        step.save(force_insert=True)
        Leaf.objects.create(entry=step.id, county=county, leaf=step.leaf, at=at)
    return step


def done_before(*, county: str, request: UUID, verb: str, data: dict[str, Any]) -> DrawStep | None:
    """The step this request has made already. Refused when the id was used for something else."""
    step = DrawStep.objects.filter(county=county, request=request).first()
    if step is not None and is_other(step, verb=verb, data=data):
        raise Refused("request", "这个提交编号以前用来提交过别的内容；请重新打开页面再提交。")
    return step
