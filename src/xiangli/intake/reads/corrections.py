"""What people corrected: counts by kind and by what was taken for what, and the rows to learn from. Nobody's name is in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from xiangli.intake.models import Correction
from xiangli.matters.models import Report
from xiangli.parties.reads.actor import Actor

KINDS = ("owner", "topic", "place", "join")
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Mistaken:
    """How often ``proposed`` was corrected to ``settled``."""

    kind: str
    proposed: str
    settled: str
    times: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Corrections by kind since a moment, and the commonest confusions of each kind."""

    kinds: dict[str, int]
    commonest: list[Mistaken]


def counted(*, actor: Actor, since: datetime, most: int = 10) -> Counted:
    """Of the counties of the actor's posts. One statement."""
    counties = sorted({place[:6] for hat in actor.hats for place in hat.places})
    rows = (
        Correction.objects.filter(county__in=counties, at__gte=since)
        .values("kind", "proposed", "settled")
        .annotate(n=Count("id"))
        .order_by("-n", "kind", "proposed", "settled")
    )
    kinds, commonest = dict.fromkeys(KINDS, 0), []
    for row in rows:
        kinds[row["kind"]] = kinds.get(row["kind"], 0) + row["n"]
        if row["kind"] in ("owner", "topic"):
            commonest.append(Mistaken(row["kind"], row["proposed"], row["settled"], row["n"]))
    return Counted(kinds, commonest[:most])


def rows(*, kinds: tuple[str, ...] = KINDS) -> Iterator[dict[str, Any]]:
    """Every correction with the words it was about, oldest first; memory is bounded. What has no report left is left out."""
    chunk: list[Correction] = []
    for one in Correction.objects.filter(kind__in=kinds).order_by("at", "id").iterator(chunk_size=CHUNK):
        chunk.append(one)
        if len(chunk) == CHUNK:
            yield from _lines(chunk)
            chunk = []
    yield from _lines(chunk)


def _lines(chunk: list[Correction]) -> Iterator[dict[str, Any]]:
    ids = {one.report for one in chunk} | {one.other for one in chunk if one.other}
    told = Report.objects.filter(id__in=ids).only("id", "title", "text", "place").in_bulk()
    for one in chunk:
        if (report := told.get(one.report)) is None:
            continue
        line = {
            "id": str(one.id), "kind": one.kind, "title": report.title, "text": report.text, "place": report.place,
            "proposed": one.proposed, "percent": one.percent, "settled": one.settled, "at": one.at.isoformat(),
        }  # fmt: skip
        if one.other and (other := told.get(one.other)):
            line |= {"other_title": other.title, "other_text": other.text, "other_place": other.place}
        yield line
