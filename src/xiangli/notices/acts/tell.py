"""Tell: one entry's message to one reader, as a row on their own page. The worker runs it from the outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.words import VERBS
from xiangli.notices.models import Notice
from xiangli.proof.ids import uuid7

SAYS = ("answer", "note", "ground", "new_facts")
"""Fields of an entry whose words the reader gets."""


def tell(*, payload: dict[str, Any], at: datetime) -> None:
    """Write the notice; told twice it stands once. Every reporter of a joined matter is told."""
    entry = Entry.objects.get(id=UUID(payload["entry"]), county=payload["county"])
    matter = Matter.objects.get(id=entry.matter)
    words = next((entry.data[name] for name in SAYS if entry.data.get(name)), "")
    text = f"{matter.number} {VERBS[entry.verb]}：{words}" if words else f"{matter.number} {VERBS[entry.verb]}"
    if payload["reader"] == "owner":
        readers = [str(entry.data.get("desk") or entry.data.get("owner") or matter.owner)]
    else:
        reports = Report.objects.filter(county=entry.county, matter=entry.matter).values_list("id", flat=True)
        readers = [str(r) for r in reports]
    Notice.objects.bulk_create(
        [
            Notice(id=uuid7(), county=entry.county, matter=entry.matter, entry=entry.id, reader=reader,
                   text=text[:400], at=entry.at)
            for reader in readers
        ],
        ignore_conflicts=True,
    )  # fmt: skip
