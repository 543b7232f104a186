"""What an entry leaves in other tables, in its transaction: who is told, parts owed, precedents, matters opened."""

import hashlib
from uuid import UUID

from xiangli.engines import joining
from xiangli.law.language import KERNEL, Act
from xiangli.matters.acts.opening import open_matter, report_of_part
from xiangli.matters.desk import desk_of
from xiangli.matters.fold import Folded
from xiangli.matters.models import Entry, JoinKey, Matter, Part, Report, Ruling
from xiangli.matters.models.join_key import rows_of
from xiangli.places.reads.unnamed import unnamed
from xiangli.policy.reads.edition import newest
from xiangli.vault.follow import follow_code, follow_hash
from xiangli.work.acts.enqueue import enqueue

TOLD_BY_ITSELF: dict[str, tuple[str, ...]] = {
    "late": ("owner",), "lapse": ("reporter",), "silence": ("owner", "reporter"), "run_on": ("owner",),
    "undo": ("owner",),
}  # fmt: skip
"""Who is told of what no procedure declares."""


def leave(before: Folded, after: Folded, row: Matter, entry: Entry) -> None:
    """Bring parts, precedents and opened matters up to ``entry``, and put who is to be told in the outbox."""
    act = None if entry.verb in KERNEL else before.procedure.act(before.standing.step, entry.verb)
    _parts(before, after, row, entry)
    if entry.verb == "rule":
        data = entry.data
        Ruling.objects.create(entry=entry.id, county=row.county, matter=row.id, topic=row.topic, owner=data["owner"],
                              item=data["item"], ground=data["ground"], at=entry.at)  # fmt: skip
    if entry.verb == "split":
        _split(row, entry)
    if entry.verb == "open_child" and act:
        _child(row, entry, act)
    _tell(before, row, entry, act)


def _parts(before: Folded, after: Folded, row: Matter, entry: Entry) -> None:
    """The open parts of the matter are what its standing says, none once it ended."""
    had, has = _owed(before), _owed(after)
    if gone := had - has:
        Part.objects.filter(county=row.county, matter=row.id, office__in=gone).delete()
    Part.objects.bulk_create(
        Part(county=row.county, matter=row.id, office=office, since=entry.at) for office in sorted(has - had)
    )


def _owed(now: Folded) -> set[str]:
    return set() if now.standing.ended_at else set(now.standing.assists)


def _split(row: Matter, entry: Entry) -> None:
    """One part of what was told becomes a matter of its own, with a report of the same person, to be sorted anew."""
    told = Report.objects.filter(county=row.county, matter=row.id).order_by("received_at", "id").first()
    into, text = UUID(entry.data["into"]), entry.data["text"]
    report = report_of_part(into)
    body = hashlib.sha256(text.encode()).digest()
    said = {"report": str(report), "body": body.hex(), "owner": desk_of(row.place), "left": str(row.id)}
    opened = open_matter(into=into, county=row.county, place=row.place, title=text, edition=row.edition, said=said,
                         by=entry.actor, at=entry.at, request=into)  # fmt: skip
    route = {"topic": "", "owner": "", "item": "", "ranked": [], "reason": f"从 {row.number} 拆出"}
    keys = joining.keys(joining.features(*unnamed(text, text, row.place)))
    part = Report.objects.create(
        id=report, county=row.county, matter=opened.id, place=row.place, channel=told.channel if told else "desk",
        title=text[:120], text=text, body=body, source=told.source if told else "", outer_id="", outer_at=None,
        proposal={"place": {}, "route": route, "beside": [], "keys": keys}, received_at=entry.at,
        follow=follow_hash(follow_code(report)), reporter=told.reporter if told else None,
    )  # fmt: skip
    JoinKey.objects.bulk_create(rows_of([part], matter=opened.id))


def _child(row: Matter, entry: Entry, act: Act) -> None:
    """A part of the work for another office, with a clock of its own; it has no report, its asker rates it."""
    into, data = UUID(entry.data["into"]), entry.data
    edition = row.edition if act.opens == "same" else newest(act.opens)
    said = {"owner": data["owner"], "item": data["item"], "routed": True, "topic": row.topic, "parent": str(row.id),
            "text": data["text"]}  # fmt: skip
    open_matter(into=into, county=row.county, place=row.place, title=data["text"], edition=edition, said=said,
                by=entry.actor, at=entry.at, request=into)  # fmt: skip
    _outbox(row.county, into, entry, "owner", f"tell:{into}:owner")


def _tell(before: Folded, row: Matter, entry: Entry, act: Act | None) -> None:
    """The worker tells them. A warning names its listeners."""
    readers = act.tell if act else TOLD_BY_ITSELF.get(entry.verb, ())
    if entry.verb == "warn":
        readers = tuple(entry.data["who"])
    for reader in readers:
        _outbox(row.county, row.id, entry, reader, f"tell:{entry.id}:{reader}")


def _outbox(county: str, matter: UUID, entry: Entry, reader: str, key: str) -> None:
    payload = {"county": county, "matter": str(matter), "entry": str(entry.id), "reader": reader}
    enqueue(kind="tell", key=key, payload=payload, run_at=entry.at)
