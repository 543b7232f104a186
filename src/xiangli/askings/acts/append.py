"""Append steps with their leaves; the same request again gives the same step."""

import os
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.askings.errors import IdReused
from xiangli.askings.form import content
from xiangli.askings.models import AskingStep
from xiangli.ledger.models import Leaf
from xiangli.ledger.steps import is_other, sealed
from xiangli.proof.ids import uuid7


def step(
    *,
    place: str,
    asking: UUID | None,
    seq: int,
    verb: str,
    actor: str,
    data: dict[str, Any],
    request: UUID,
    at: datetime,
) -> AskingStep:
    """A step with salt and leaf, not yet written; without ``asking`` it is the first of a new one."""
    id = uuid7()
    made = AskingStep(
        id=id, county=place[:6], place=place, asking=asking or id, seq=seq, verb=verb, at=at, actor=actor, data=data,
        request=request, salt=os.urandom(16),
    )  # fmt: skip
    return sealed(made, content)


def append(steps: Sequence[AskingStep]) -> None:
    """Write steps and leaves, inside the act's transaction. IntegrityError: a turn or a request is taken."""
    AskingStep.objects.bulk_create(steps)
    Leaf.objects.bulk_create([Leaf(entry=one.id, county=one.county, leaf=one.leaf, at=one.at) for one in steps])


def done_before(*, county: str, request: UUID, verb: str, data: dict[str, Any]) -> AskingStep | None:
    """The step this request has made already. Raises IdReused when the id was used for something else."""
    found = AskingStep.objects.filter(county=county, request=request).first()
    if found is not None and is_other(found, verb=verb, data=data):
        raise IdReused("这个提交编号以前用来提交过别的内容；请重新打开页面再提交。")
    return found
