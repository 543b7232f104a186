"""Unseal: open a reporter's sealed record for a stated purpose; the opening is an entry and its person sees it.

个人信息保护法 6, 28: a clear purpose, the least needed. The vault opens; the entry and the opening stand or fall together.
"""

from datetime import datetime
from uuid import UUID

from xiangli.law.language import FieldError
from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import BadFields, Forbidden, NoSuchMatter
from xiangli.matters.models import Entry, Matter, Report
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.vault.acts.open_record import note_opening, values

LEAST_PURPOSE = 4


def unseal(*, report: UUID, purpose: str, by: Actor, at: datetime, request: UUID) -> dict[str, str]:
    """Name, phone, identity number as far as given. Raises Forbidden, BadFields (no purpose), NoSuchMatter."""
    told = Report.objects.filter(id=report).first()
    matter = Matter.objects.filter(id=told.matter).first() if told else None
    if told is None or matter is None:
        raise NoSuchMatter
    if not (may(by, "unseal", place=matter.place) or may(by, "unseal", office=matter.owner)):
        raise Forbidden(by.name, "查看封存信息")
    if sum(c.isalnum() for c in purpose) < LEAST_PURPOSE:
        raise BadFields([FieldError("purpose", "请写明用途（至少四个字），本人能看到。")])
    if told.reporter is None:
        return {}
    record = told.reporter

    def note(entry: Entry) -> None:
        note_opening(record=record, county=entry.county, matter=entry.matter, entry=entry.id, actor=entry.actor,
                     purpose=purpose.strip(), at=at)  # fmt: skip

    data = {"report": str(report), "record": str(record), "purpose": purpose.strip()}
    perform(matter=matter.id, verb="unseal", data=data, by=by, at=at, request=request, also=note)
    return values(record=record, county=matter.county)
