"""A draft for a matter's answer: from replies kept as knowledge, and from what was answered to like matters before.

Likeness is over the words only, weighed as triage weighs them; below LEAST a matter is of the same topic and no more.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiangli.engines.triage import Triage
from xiangli.engines.triage.likeness import likeness
from xiangli.engines.triage.reading import topic_text
from xiangli.matters.models import Entry, Matter, Report
from xiangli.matters.reads.one import Whole
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor
from xiangli.replies.models import GivenAnswer, Reply

LOOKED_AT = 200
"""Answers of the topic compared: the newest, as rules and people change."""
SHOWN = 4
LEAST = 0.12
"""Likeness below which a matter is not shown as like."""
BAD_STEPS = ("handling", "assigned", "sort")
"""A matter that stands here after its answer was not content with it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a draft comes from: a like matter with its words and its answer, alike to so many percent."""

    matter: Matter
    words: str
    answer: str
    percent: int
    solved: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """``text`` to begin with; the replies kept for the topic, and the like matters it was taken from."""

    text: str
    replies: list[Reply]
    sources: list[Source]


def draft(*, whole: Whole, actor: Actor, on: date, use: UUID | None = None) -> Draft:
    """At most SHOWN of each; ``use`` names the reply or the matter whose words stand in ``text``. Six statements."""
    row = whole.matter
    known = Reply.objects.filter(county=row.county, topic=row.topic, gone_at__isnull=True, until__gte=on)
    replies = list(known.order_by("-until", "id")[:SHOWN])
    sources = _sources(whole, actor)
    texts = {reply.id: reply.text for reply in replies} | {one.matter.id: one.answer for one in sources}
    first = next(iter(texts.values()), "")
    return Draft(texts.get(use, first) if use else first, replies, sources)


def _sources(whole: Whole, actor: Actor) -> list[Source]:
    row, seen = whole.matter, scope(actor, "handle", "sort")
    if seen is None or not whole.reports:
        return []
    given = GivenAnswer.objects.filter(county=row.county, topic=row.topic).exclude(matter=row.id)
    answers = list(given.order_by("-at", "id")[:LOOKED_AT])
    matters = Matter.objects.filter(seen, id__in={one.matter for one in answers}).exclude(step__in=BAD_STEPS).in_bulk()
    newest = {one.matter: one for one in reversed(answers) if one.matter in matters}
    reports = Report.objects.filter(county=row.county, id__in=[one.report for one in newest.values()]).in_bulk()
    known = [(one, reports[one.report]) for one in newest.values() if one.report in reports]
    mine = topic_text(_said(whole.reports[0]))
    alike = likeness(Triage.load().topics, mine, [topic_text(_said(report)) for _, report in known])
    ranked = [
        (each + 0.05 * (matters[one.matter].step == "solved"), str(one.id), one, report, each)
        for (one, report), each in zip(known, alike, strict=True)
        if each >= LEAST
    ]
    ranked.sort(reverse=True, key=lambda each: each[:2])
    best = ranked[:SHOWN]
    entries = Entry.objects.filter(county=row.county, id__in=[one.id for _, _, one, _, _ in best]).in_bulk()
    return [
        Source(matters[one.matter], report.text or report.title, str(entries[one.id].data.get("answer", "")),
               round(likeness * 100), matters[one.matter].step == "solved")
        for _, _, one, report, likeness in best
        if one.id in entries
    ]  # fmt: skip


def _said(report: Report) -> str:
    return report.text or report.title
