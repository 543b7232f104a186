"""Tell: one entry's message to one reader, as a row on their own page. The worker runs it from the outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from xiangli.matters.desk import desk_of
from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.words import VERBS
from xiangli.notices.models import Gateway, Notice
from xiangli.proof.ids import uuid7
from xiangli.work.acts.enqueue import enqueue_many
from xiangli.work.models import Job

SAYS = ("answer", "note", "ground", "new_facts", "line", "part", "lack", "given", "text")
"""Fields of an entry whose words the reader gets."""


def tell(*, payload: dict[str, Any], at: datetime) -> None:
    """Write the notice; told twice it stands once. Every reporter of a joined matter is told."""
    entry = Entry.objects.get(id=UUID(payload["entry"]), county=payload["county"])
    matter = Matter.objects.get(id=UUID(payload["matter"]))
    words = next((entry.data[name] for name in SAYS if entry.data.get(name)), "")
    text = f"{matter.number} {VERBS[entry.verb]}：{words}" if words else f"{matter.number} {VERBS[entry.verb]}"
    staff = _offices(entry, matter)
    if payload["reader"] in staff:
        readers = [staff[payload["reader"]]]
    else:
        reports = Report.objects.filter(county=entry.county, matter=matter.id).values_list("id", flat=True)
        readers = [str(r) for r in reports] or _asker(matter)
    Notice.objects.bulk_create(
        [
            Notice(id=uuid7(), county=entry.county, matter=matter.id, entry=entry.id, reader=reader,
                   text=text[:400], at=entry.at)
            for reader in readers
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    if Gateway.objects.filter(county=entry.county, open=True).exists():
        told = Notice.objects.filter(county=entry.county, entry=entry.id, reader__in=readers).values_list(
            "id", flat=True
        )
        enqueue_many([
            Job(kind="deliver", key=f"deliver:{notice}", run_at=at,
                payload={"county": entry.county, "notice": str(notice)})
            for notice in told
        ])  # fmt: skip


def _asker(matter: Matter) -> list[str]:
    """Who is told instead of a reporter of a matter that another one opened: the office that handles that one."""
    if matter.parent is None:
        return []
    asked = Matter.objects.filter(id=matter.parent, county=matter.county).values_list("owner", flat=True)
    return [owner for owner in asked if owner]


def _offices(entry: Entry, matter: Matter) -> dict[str, str]:
    """The office behind each reader that is no reporter; ``head`` and ``leader`` are persons of an office, not offices."""
    owner = str(entry.data.get("desk") or entry.data.get("owner") or matter.owner)
    return {
        "owner": owner, "assistant": str(entry.data.get("assist", "")), "desk": desk_of(matter.place),
        "head": f"head:{matter.owner}", "leader": f"leader:{matter.place[:9]}",
    }  # fmt: skip
