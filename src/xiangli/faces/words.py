"""What pages say of places, offices, steps and acts; two statements for a whole page of them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from xiangli.faces.act_form import named
from xiangli.law.language import Procedure
from xiangli.law.limits import Due, Limit
from xiangli.law.sources import rows
from xiangli.matters.models import Entry, Matter
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole
from xiangli.matters.words import VERBS
from xiangli.web.kit.shapes import ClockFace, Moment, clock_state


def names_for(whole: Whole) -> Names:
    """The names a matter's page needs."""
    matter = whole.matter
    offices = [matter.owner or ""]
    for entry in whole.entries:
        offices += [str(entry.data.get(key, "")) for key in ("owner", "desk", "assist", "office")]
    offices += whole.standing.assists
    return Names([matter.place, *(report.place for report in whole.reports)], offices)


def step_name(procedure: Procedure, step: str) -> str:
    """The name of a step or an end."""
    return named(procedure.name_of(step))


def clock_face(due: Due | None, *, now: datetime, whole: bool = False, waiting: bool = False) -> ClockFace:
    """Our own clock with its sum; the link leads to the article of the limit, or to the norm it comes from.

    ``waiting``: it is the reporter's time to rate, in which no office is late.
    """
    if due is None:
        return ClockFace(None, "ended")
    href, norm = ground(due.limit)
    source = _("反映人评价期限") if waiting else _("全程时限") if whole else _("本环节时限")
    return ClockFace(
        due.at, clock_state(due.at, now, paused=due.paused, waiting=waiting), source, due.lines, href, due.provisional, norm
    )  # fmt: skip


def ground(limit: Limit) -> tuple[str, bool]:
    """Where a limit is read, and whether it is a norm: an article only when the law itself sets this very number."""
    row = rows().get(limit.by)
    lawful = [one for one in row.lawful(limit.amount, limit.unit.value) if one.article] if row else []
    if not lawful:
        return f"/law/source/{limit.by}/", True
    return f"/law/{lawful[0].law}/{lawful[0].article}/", False


def waits(procedure: Procedure, step: str) -> bool:
    """Whether the time of this step is a party's right rather than an office's limit."""
    return not procedure.is_end(step) and procedure.step(step).clock.kind == "open_for"


def row_clock(matter: Matter, procedure: Procedure, now: datetime) -> ClockFace:
    """The clock of a list row: the nearer of ours and the outer system's, its source named; no sum."""
    ours, outer = matter.due_at, matter.outer_due
    if waits(procedure, matter.step):
        return ClockFace(ours, clock_state(ours, now, waiting=True), _("反映人评价期限"))
    if ours and outer and outer < ours:
        return ClockFace(outer, clock_state(outer, now), _("上级系统时限"))
    return ClockFace(
        ours, clock_state(ours, now, paused=matter.paused, ended=matter.ended_at is not None), _("本系统时限")
    )


def moments(procedure: Procedure, entries: Iterable[Entry], called: Names, *, staff: bool) -> list[Moment]:
    """The timeline, newest first. A reporter sees offices, not what staff wrote among themselves."""
    out = []
    for entry in entries:
        out.append(
            Moment(entry.at, str(VERBS[entry.verb]), entry.actor, "\n".join(said(procedure, entry, called, staff)))
        )
    return out[::-1]


SAID = (
    "ground",
    "answer",
    "note",
    "new_facts",
    "purpose",
    "line",
    "whose",
    "part",
    "lack",
    "given",
    "text",
    "facts",
    "law_basis",
)
"""Fields whose words the timeline shows, in this order."""
OPEN = ("answer", "new_facts", "ground", "lack", "given", "facts", "law_basis")
"""Those of them that the reporter sees whatever the act."""


def said(procedure: Procedure, entry: Entry, called: Names, staff: bool) -> list[str]:
    """The words of an entry, line by line."""
    lines = []
    if owner := entry.data.get("owner"):
        lines.append(f"→ {called.office(owner)}")
    if staff and (assist := entry.data.get("assist")):
        lines.append(f"→ {called.office(assist)}")
    for name in SAID:
        shown = staff or name in OPEN or entry.verb in ("rate", "end", "mend")
        if shown and entry.data.get(name):
            lines.append(str(entry.data[name]))
    for name in ("solved", "outcome", "finding", "adopt", "kind", *(("exclude",) if staff else ())):
        field = procedure.fields.get(name)
        if field and (value := entry.data.get(name)) in field.of:
            lines.append(named(field.of[value]))
    return lines


def cited(row: str) -> str:
    """What a refusal rests on, as a reader says it: the law with its article, or that it is a norm and no law."""
    return str(_("依据规范 %(row)s，不是法律") % {"row": row}) if row.startswith("N-") else row
