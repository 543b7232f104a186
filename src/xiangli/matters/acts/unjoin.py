"""Unjoin: a report that is not the same event leaves its matter and gets one of its own, to be sorted by hand."""

from datetime import datetime
from uuid import UUID

from xiangli.matters.acts.opening import new_id, open_matter
from xiangli.matters.acts.perform import Done, perform
from xiangli.matters.desk import desk_of
from xiangli.matters.errors import ActError, Forbidden, NoSuchMatter
from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.models.join_key import held_of
from xiangli.matters.roles import roles
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.signature import signed


class NotJoined(ActError):
    """The report opened this matter; there is nothing to take it out of."""

    status = 409

    def __init__(self) -> None:
        super().__init__("这条报送就是本事项的第一条，没有并进来，不能拆开。")


def unjoin(*, report: UUID, by: Actor, at: datetime, request: UUID) -> Done:
    """Take ``report`` out; ``Done`` is of the matter it left. The new matter's id stands in the entry as ``into``.

    The desk's act. Raises NotJoined, Forbidden, NoSuchMatter and the errors of ``perform``.
    """
    told = Report.objects.filter(id=report).first()
    if told is None:
        raise NoSuchMatter
    into = new_id(request)
    left = Entry.objects.filter(county=told.county, request=request).values_list("matter", flat=True).first()
    row = Matter.objects.get(id=left or told.matter)
    if "desk" not in roles(by, row):
        raise Forbidden(by.name, "拆开")
    joined = Entry.objects.filter(county=row.county, matter=row.id, verb="join", data__report=str(report)).exists()
    if not joined:
        raise NotJoined

    def open_own(entry: Entry) -> None:
        _open(told, row, into, by, at, request)

    data = {"report": str(report), "into": str(into)}
    return perform(matter=row.id, verb="unjoin", data=data, by=by, at=at, request=request, also=open_own)


def _open(told: Report, old: Matter, into: UUID, by: Actor, at: datetime, request: UUID) -> None:
    # A report keeps the shard of the matter it had joined; what it opens now must lie there too.
    place = told.place if told.place[:6] == told.county else old.place
    said = {
        "report": str(told.id), "body": bytes(told.body).hex(), "topic": told.proposal["route"]["topic"],
        "owner": desk_of(place), "left": str(old.id),
    }  # fmt: skip
    open_matter(into=into, county=told.county, place=place, title=told.title, edition=old.edition, said=said,
                by=signed(by, [("sort", old.place, None)]), at=at, request=request)  # fmt: skip
    Report.objects.filter(id=told.id, county=told.county).update(matter=into)
    held_of(told).update(matter=into)
