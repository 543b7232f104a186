"""Look over what happened: keep what a person overruled as a row to learn from, and lay side by side what may be one event.

Off the hot path: the worker follows the ledgers (``matters.acts.follow``); every id is made from its entry, so nothing is
kept twice.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from xiangli.intake.models import Correction, Pair
from xiangli.lists.edition import GENERAL, duties
from xiangli.matters.acts.follow import behind, follow
from xiangli.matters.models import Entry, Matter, Report

READER = "look over"
BATCH = 500
VERBS = ("open", "assign", "transfer", "rule", "correct", "unjoin", "join")


def look_over(*, at: datetime) -> int:
    """Bring every county up to its tree; how many corrections and pairs were kept."""
    return follow(READER, _look, batch=BATCH)


def is_behind() -> bool:
    """Whether any county's ledger has leaves nobody looked over."""
    return bool(behind(READER))


def _look(county: str, entries: list[Entry]) -> int:
    """Five statements for up to BATCH entries."""
    entries = [entry for entry in entries if entry.verb in VERBS]
    first: dict[UUID, Report] = {}
    told = Report.objects.filter(county=county, matter__in={entry.matter for entry in entries})
    for one in told.order_by("received_at", "id"):
        first.setdefault(one.matter, one)
    named = {UUID(entry.data["report"]) for entry in entries if entry.data.get("report")}
    reports = Report.objects.filter(county=county, id__in=named).in_bulk()
    pairs, corrections = [], []
    for entry in entries:
        report = reports.get(UUID(entry.data["report"])) if entry.data.get("report") else first.get(entry.matter)
        if report is None:
            continue
        if entry.verb == "open":
            pairs += list(_pairs(entry, report))
        else:
            corrections += list(_corrections(entry, report, first))
    others = Matter.objects.filter(county=county, id__in={pair.other for pair in pairs}, ended_at__isnull=True)
    open_ = set(others.values_list("id", flat=True))
    kept = [pair for pair in pairs if pair.other in open_]
    Pair.objects.bulk_create(kept, ignore_conflicts=True)
    Correction.objects.bulk_create(corrections, ignore_conflicts=True)
    return len(kept) + len(corrections)


def _pairs(entry: Entry, report: Report) -> Iterator[Pair]:
    if entry.data.get("left") or entry.data.get("parent"):  # parted or opened from another: nobody proposed anything
        return
    for other, percent in report.proposal.get("beside", []):
        yield Pair(id=uuid5(report.id, other), county=entry.county, town=entry.data["place"][:9], report=report.id,
                   matter=entry.matter, other=UUID(other), percent=percent, at=entry.at)  # fmt: skip


def _corrections(entry: Entry, report: Report, first: dict[UUID, Report]) -> Iterator[Correction]:
    data, proposal = entry.data, report.proposal
    route, place = proposal.get("route", {}), proposal.get("place", {})

    def kept(kind: str, proposed: str, percent: int, settled: str, other: UUID | None = None) -> Correction:
        return Correction(id=uuid5(entry.id, kind), county=entry.county, kind=kind, report=report.id, other=other,
                          entry=entry.id, proposed=proposed[:64], percent=percent, settled=settled[:64], at=entry.at)  # fmt: skip

    if entry.verb in ("assign", "transfer", "rule") and "@" in str(data.get("owner", "")):
        proposed, settled = _line(route.get("owner")), _line(data["owner"])
        if proposed and proposed != settled and settled != "desk":
            yield kept("owner", proposed, int(route.get("owner_percent", 0)), settled)
        topic = _topics().get(str(data.get("item", "")), "")
        if entry.verb != "transfer" and topic and route.get("topic") and topic != route["topic"]:
            yield kept("topic", route["topic"], int(route.get("topic_percent", 0)), topic)
    elif entry.verb == "correct":
        if data.get("place") and data["place"] != place.get("code"):
            yield kept("place", str(place.get("code", "")), int(place.get("percent", 0)), data["place"])
        if data.get("topic") and data["topic"] != route.get("topic"):
            yield kept("topic", str(route.get("topic", "")), int(route.get("topic_percent", 0)), data["topic"])
    elif entry.verb == "unjoin" and (other := first.get(entry.matter)):
        yield kept("join", "one", 100, "apart", other.id)
    elif entry.verb == "join" and data.get("left") and (other := first.get(entry.matter)):
        yield kept("join", "apart", int(data.get("percent", 0)), "one", other.id)


def _line(office: Any) -> str:
    return str(office or "").partition("@")[0]


def _topics() -> dict[str, str]:
    return {item.number: item.topic for item in duties().items if item.topic != GENERAL}
