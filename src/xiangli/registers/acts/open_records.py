"""Open names, numbers and health of many records at once, for a stated reason; each opening is on record.

个人信息保护法 6, 28, 29: a clear purpose, the least needed; health is sensitive and wants a purpose of its own.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from xiangli.engines.roster.dictionary import fields as known_fields
from xiangli.parties.acts.note import known, note
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.proof.ids import uuid7
from xiangli.registers.errors import NotAllowed, RegisterError
from xiangli.registers.keys import HEALTH, PERSONAL, VAULT
from xiangli.registers.models import Record
from xiangli.vault.box import open_box, open_envelope
from xiangli.vault.models import Opening, Sealed

VERB = "records_opened"
LEAST = 4
AT_ONCE = 900
"""Ids in one statement; above that the whole village is read instead, so that statements stay constant."""


def open_records(
    *, village: str, records: Sequence[UUID], fields: Collection[str], reason: str, purpose: str = "", by: Actor,
    at: datetime, request: UUID, part: int = 0,
) -> dict[UUID, dict[str, str]]:  # fmt: skip
    """Record → field → value, only ``fields``, only of this village. Health comes only with ``purpose``.

    ``request`` and ``part`` make the same opening once on record. Raises NotAllowed, RegisterError (no reason).
    """
    if not may(by, "unseal", place=village):
        raise NotAllowed("您的岗位不能打开封存的姓名。")
    why = purpose or reason
    if sum(c.isalnum() for c in why) < LEAST:
        raise RegisterError("请写明用途（至少四个字），本人能看到。", "purpose")
    county = village[:6]
    health = {one for one in fields if known_fields()[one].sealed} if purpose else set()
    names = {one for one in fields if known_fields()[one].personal}
    mine = Record.objects.filter(county=county, place=village)
    if len(records) <= AT_ONCE:
        mine = mine.filter(id__in=records)
    wanted = set(records)
    rows = [row for row in mine.only("id", "kind", "parent", "personal", "health") if row.id in wanted]
    boxes = _boxes(county, village, rows) if names & VAULT.keys() else {}
    found = {row.id: _values(row, county, boxes.get(row.id), names, health) for row in rows}
    found = {id: values for id, values in found.items() if values}
    if found:
        _note(
            village,
            [row for row in rows if row.id in found],
            why,
            names | health,
            by,
            at,
            uuid5(request, f"open {part}"),
        )
    return found


def _boxes(county: str, village: str, rows: Sequence[Record]) -> dict[UUID, bytes]:
    people = [row.id for row in rows if row.kind == "person"]
    if not people:
        return {}
    kept = Sealed.objects.filter(county=county)
    if len(people) <= AT_ONCE:
        kept = kept.filter(id__in=people)
    else:
        kept = kept.filter(id__in=Record.objects.filter(county=county, place=village, kind="person").values("id"))
    return {id: bytes(box) for id, box in kept.values_list("id", "box")}


def _values(row: Record, county: str, box: bytes | None, names: set[str], health: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if box is not None:
        told = open_box(record=row.id, county=county, box=box)
        found |= {field: told[key] for field, key in VAULT.items() if field in names and told.get(key)}
    if row.personal and names:
        told = open_envelope(record=row.id, county=county, part=PERSONAL, box=bytes(row.personal))
        found |= {field: value for field, value in told.items() if field in names}
    if row.health and health:
        told = open_envelope(record=row.id, county=county, part=HEALTH, box=bytes(row.health))
        found |= {field: value for field, value in told.items() if field in health}
    return found


def _note(
    village: str, rows: Sequence[Record], why: str, fields: set[str], by: Actor, at: datetime, request: UUID
) -> None:
    county, purpose = village[:6], why.strip()[:200]
    data = {"purpose": purpose, "fields": sorted(fields), "records": len(rows)}
    with transaction.atomic():
        if known(county=county, request=request, verb=VERB, data=data):
            return
        subject = rows[0].id if len(rows) == 1 else None
        deed = note(county=county, verb=VERB, by=by, said=f"打开台账里 {len(rows)} 份封存的内容", at=at, request=request,
                    subject=subject, data=data, doors=(("unseal", village, None),))  # fmt: skip
        Opening.objects.bulk_create(
            [
                Opening(
                    id=uuid7(), county=county, record=row.parent if row.kind in ("post", "group") and row.parent else row.id,
                    household=row.parent if row.kind == "person" else (row.id if row.kind == "household" else None),
                    entry=deed.id, actor=deed.actor, purpose=purpose, at=at,
                )
                for row in rows
            ],
            batch_size=1500,
        )  # fmt: skip
