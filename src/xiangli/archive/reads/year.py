"""What is to be filed for a year: the matters that ended in it, each with its term."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from xiangli.archive.rules import Kept, Rule, rules
from xiangli.law.limits import SHANGHAI
from xiangli.matters.models import Entry, Matter
from xiangli.matters.reads.scope import scope
from xiangli.parties.reads.actor import Actor

ROWS = 50


@dataclass(frozen=True, slots=True)
class Filed:
    """A matter that ended, by which rule and how long its papers are kept."""

    matter: Matter
    rule: Rule
    kept: Kept


def of_year(year: int) -> Q:
    """Matters that ended in the year, as the calendar on the wall has it."""
    return Q(
        ended_at__gte=datetime(year, 1, 1, tzinfo=SHANGHAI), ended_at__lt=datetime(year + 1, 1, 1, tzinfo=SHANGHAI)
    )


def to_file(
    *, actor: Actor, year: int, after: tuple[datetime, UUID] | None = None, limit: int = ROWS
) -> tuple[list[Filed], bool]:
    """The matters of the year that ``actor`` sees, by their end, and whether there are more. Two statements."""
    seen = scope(actor, "handle", "sort", "oversee")
    if seen is None:
        return [], False
    wanted = Matter.objects.filter(seen).filter(of_year(year))
    if after is not None:
        wanted = wanted.filter(Q(ended_at__gt=after[0]) | Q(ended_at=after[0], id__gt=after[1]))
    rows = list(wanted.order_by("ended_at", "id")[: limit + 1])
    return terms(rows[:limit]), len(rows) > limit


def terms(rows: Sequence[Matter]) -> list[Filed]:
    """The rows with their terms. One statement: which of them a leader wrote on."""
    counties = {row.county for row in rows}
    had: dict[UUID, set[str]] = {}
    asked = {kept.has for rule in rules().rules for kept in rule.terms if kept.has}
    entries = Entry.objects.filter(county__in=counties, matter__in=[row.id for row in rows], verb__in=sorted(asked))
    for matter, verb in entries.values_list("matter", "verb"):
        had.setdefault(matter, set()).add(verb)
    out = []
    for row in rows:
        rule = rules().of(row.owner or "")
        out.append(Filed(row, rule, rule.kept(procedure=row.procedure, step=row.step, verbs=had.get(row.id, set()))))
    return out
