"""Index what is new, off the hot path: the worker follows the ledgers a second later (``matters.acts.follow``).

A report's text is indexed once; when its
matter gets another office the row is taken out with its old tokens and put in with its new ones.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from xiangli.matters.acts.follow import behind, follow
from xiangli.matters.models import Entry, Matter, Report, SearchDoc
from xiangli.matters.search.tokens import office_token, place_tokens, text_tokens

READER = "search"
BATCH = 64
"""Leaves a transaction reads; on SQLite other writers wait that long."""

OFFICES = ("owner", "desk", "lead", "assist", "of")
"""Keys of an entry's data that name an office or a list of them."""


def index_search(*, at: datetime) -> int:
    """Bring every county's index up to its tree; how many reports were written. Doing it twice does nothing twice."""
    return follow(READER, _index, batch=BATCH)


def is_behind() -> bool:
    """Whether any county's ledger has leaves the index has not read."""
    return bool(behind(READER))


def _named(data: dict[str, Any]) -> Iterable[str]:
    """The offices that an entry's data names."""
    for key in OFFICES:
        value = data.get(key)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and "@" in one:
                yield one


def _index(county: str, entries: list[Entry]) -> int:
    offices: dict[UUID, set[str]] = defaultdict(set)
    moved: set[UUID] = set()
    for entry in entries:
        named = set(_named(entry.data))
        offices[entry.matter] |= named
        if named or entry.verb in ("open", "join", "unjoin"):
            moved.add(entry.matter)
    if not moved:
        return 0
    matters = {m.id: m for m in Matter.objects.filter(county=county, id__in=moved)}
    reports = list(Report.objects.filter(county=county, matter__in=moved).order_by("received_at", "id"))
    told = {report.matter for report in reports}
    reports += [_as_told(matter) for matter in matters.values() if matter.id not in told]
    known = {d.report: d for d in SearchDoc.objects.filter(county=county, report__in=[r.id for r in reports])}
    parts = list(SearchDoc.objects.filter(county=county, matter__in=moved).values_list("matter", "offices"))
    for one, held in parts:
        offices[one] |= set(held.split())
    for matter in matters.values():
        offices[matter.id] |= {matter.owner} if matter.owner else set()
    new, gone, fresh = [], [], []
    for report in reports:
        now = " ".join(sorted(offices[report.matter]))
        doc = known.get(report.id)
        if doc and (doc.matter, doc.offices) == (report.matter, now):
            continue
        number = matters[report.matter].number
        if doc is None:
            doc = SearchDoc(county=county, report=report.id, matter=report.matter, number=number, offices=now)
            new.append((doc, report))
            continue
        gone.append((doc.id, tokens(report, doc)))
        doc.matter, doc.number, doc.offices = report.matter, number, now
        fresh.append((doc, report))
    SearchDoc.objects.bulk_create([doc for doc, _ in new])
    SearchDoc.objects.bulk_update([doc for doc, _ in fresh], ["matter", "number", "offices"])
    _take_out(gone)
    _put_in([(doc.id, tokens(report, doc)) for doc, report in [*new, *fresh]])
    return len(new) + len(fresh)


def _as_told(matter: Matter) -> Report:
    """A matter that another opened has no report of its own: its title is all that was said. Never saved."""
    return Report(id=matter.id, county=matter.county, matter=matter.id, place=matter.place, title=matter.title, text="",
                  outer_id="", received_at=matter.opened_at)  # fmt: skip


def tokens(report: Report, doc: SearchDoc) -> list[str]:
    """All tokens of a document: what was said, the numbers people quote, place by level, month, offices."""
    said = text_tokens(report.title, report.text, report.outer_id, doc.number)
    where = place_tokens(report.place) | {office_token(office) for office in doc.offices.split()}
    return sorted(said | where | {f"m{report.received_at.astimezone():%Y%m}"})


def _take_out(rows: list[tuple[int, list[str]]]) -> None:
    """A table without content forgets a row only when told the very tokens it was given."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO xiangli_searchfts(xiangli_searchfts, rowid, tokens) VALUES ('delete', %s, %s)",
            [(row, " ".join(held)) for row, held in rows],
        )


def _put_in(rows: list[tuple[int, list[str]]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement = "INSERT INTO xiangli_searchfts(rowid, tokens) VALUES (%s, %s)"
            cursor.executemany(statement, [(row, " ".join(held)) for row, held in rows])
        else:
            statement = "UPDATE xiangli_searchdoc SET tokens = array_to_tsvector(%s) WHERE id = %s"
            cursor.executemany(statement, [(held, row) for row, held in rows])
