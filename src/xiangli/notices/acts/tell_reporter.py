"""Tell one reporter something that is no entry of her matter: a row on our pages, and a message where she left a number."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.notices.models import Gateway, Notice
from xiangli.proof.ids import uuid7
from xiangli.work.acts.enqueue import enqueue


def tell_reporter(*, payload: dict[str, Any], at: datetime) -> None:
    """``payload``: county, matter, about (the id of what is told of), report, text. Told twice it stands once."""
    county, about = payload["county"], UUID(payload["about"])
    notice = Notice(id=uuid7(), county=county, matter=UUID(payload["matter"]), entry=about, reader=payload["report"],
                    text=payload["text"][:400], at=at)  # fmt: skip
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    if Gateway.objects.filter(county=county, open=True).exists():
        told = Notice.objects.filter(county=county, entry=about, reader=payload["report"]).values_list("id", flat=True)[
            0
        ]
        enqueue(kind="deliver", key=f"deliver:{told}", payload={"county": county, "notice": str(told)}, run_at=at)
