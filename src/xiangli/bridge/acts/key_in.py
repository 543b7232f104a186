"""Key in: somebody has put the matter into an outer system by hand; an entry says so, and the minutes are counted."""

from datetime import datetime
from uuid import UUID, uuid5

from xiangli.bridge.edition import bridges
from xiangli.bridge.models import KeyedIn, OuterTicket
from xiangli.law.language import FieldError
from xiangli.matters.acts.perform import Done, perform
from xiangli.matters.errors import BadFields, Forbidden, NoSuchMatter
from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.roles import roles
from xiangli.parties.reads.actor import Actor

MOST_MINUTES = 240


def key_in(
    *, matter: UUID, report: UUID, system: str, number: str, minutes: int, by: Actor, at: datetime, request: UUID
) -> Done:
    """Note that ``report`` of ``matter`` stands in ``system`` under ``number``; that number is kept from then on.

    The first answer given back closes the ticket on our side. Raises BadFields, Forbidden, NoSuchMatter, IdReused.
    """
    row = Matter.objects.filter(id=matter).first()
    told = Report.objects.filter(id=report, matter=matter).first()
    if row is None or told is None:
        raise NoSuchMatter
    bridge = bridges().get(system)
    number = number.strip()
    errors = []
    if bridge is None:
        errors.append(FieldError("system", "没有这个外部系统。"))
    if not 0 < len(number) <= 80:
        errors.append(FieldError("number", "请填对方系统给的编号（最多 80 个字符）。"))
    if not 0 <= minutes <= MOST_MINUTES:
        errors.append(FieldError("minutes", f"分钟数写 0 到 {MOST_MINUTES}。"))
    other = OuterTicket.objects.filter(county=row.county, system=system, number=number).exclude(report=report).first()
    if other is not None:
        errors.append(FieldError("number", "这个编号已经是另一件事的了，请核对。"))
    if errors or bridge is None:
        raise BadFields(errors)
    if not roles(by, row) & {"desk", "handler"}:
        raise Forbidden(by.name, "录入外部系统")
    fields = sum(1 for one in bridge.copying if one.source)
    answered = Entry.objects.filter(county=row.county, matter=row.id, verb="answer").exists()

    def count(entry: Entry) -> None:
        KeyedIn.objects.create(
            id=uuid5(request, "keyed"), county=row.county, system=system, matter=row.id, entry=entry.id, way="hand",
            minutes=minutes, fields=fields, at=at,
        )  # fmt: skip
        _mark(row, report, system, number, answered=answered, at=at)

    data = {"system": system, "outer_id": number, "report": str(report), "minutes": minutes, "way": "hand"}
    return perform(matter=row.id, verb="keyed", data=data, by=by, at=at, request=request, also=count)


def _mark(row: Matter, report: UUID, system: str, number: str, *, answered: bool, at: datetime) -> None:
    """The ticket exists from its first keying; it is given back once an answer went in."""
    ticket, _ = OuterTicket.objects.get_or_create(
        county=row.county, system=system, number=number,
        defaults={"id": uuid5(report, f"{system}:{number}"), "report": report, "kept": {}, "taken_at": at},
    )  # fmt: skip
    if answered and ticket.back_at is None:
        OuterTicket.objects.filter(id=ticket.id, county=row.county).update(back_at=at)
