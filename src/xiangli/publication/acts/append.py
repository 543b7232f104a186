"""Append a step with its leaf and carry the row along; the same request again gives the same step."""

import os
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from xiangli.ledger.models import Leaf
from xiangli.ledger.steps import is_other, sealed
from xiangli.proof.ids import uuid7
from xiangli.publication.errors import Late, Refused
from xiangli.publication.form import content
from xiangli.publication.models import Publication, PublicationStep
from xiangli.work.acts.enqueue import enqueue


def append(
    *, row: Publication, verb: str, actor: str, data: dict[str, Any], request: UUID, at: datetime, fresh: bool = False,
    tell: str = "",
) -> PublicationStep:  # fmt: skip
    """Write the step and ``row`` as it stands after it, together; with ``tell`` have the reporter told. Late when somebody's step came between."""
    row.seq += 1
    made = PublicationStep(
        id=uuid7(), county=row.county, publication=row.id, seq=row.seq, verb=verb, at=at, actor=actor, data=data,
        request=request, salt=os.urandom(16),
    )  # fmt: skip
    step = sealed(made, content)
    try:
        with transaction.atomic():
            step.save(force_insert=True)
            Leaf.objects.create(entry=step.id, county=row.county, leaf=step.leaf, at=at)
            row.save(force_insert=fresh, force_update=not fresh)
            if tell:
                payload = {"county": row.county, "matter": str(row.matter), "about": str(step.id), "report": str(row.report),
                           "text": tell}  # fmt: skip
                enqueue(kind="tell_reporter", key=f"tell:{step.id}", payload=payload, run_at=at)
    except IntegrityError:
        if before := done_before(county=row.county, request=request, verb=verb, data=data):
            return before
        raise Late("", _("刚才有人先办了一步。请重新打开页面看一看。")) from None
    return step


def done_before(*, county: str, request: UUID, verb: str, data: dict[str, Any]) -> PublicationStep | None:
    """The step this request has made already. Refused when the id was used for something else."""
    step = PublicationStep.objects.filter(county=county, request=request).first()
    if step is not None and is_other(step, verb=verb, data=data):
        raise Refused("", _("这个提交编号以前用来提交过别的内容；请重新打开页面再提交。"))
    return step
