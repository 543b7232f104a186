"""Which roles of a procedure an actor plays for one matter."""

from xiangli.matters.models import Matter, Report
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may


def roles(actor: Actor, matter: Matter) -> set[str]:
    """``desk``, ``handler``, ``reporter``: any that hold. One statement for a reporter, none for staff."""
    out = set()
    if may(actor, "sort", place=matter.place):
        out.add("desk")
    if may(actor, "handle", office=matter.owner):
        out.add("handler")
    if actor.report and Report.objects.filter(id=actor.report, county=matter.county, matter=matter.id).exists():
        out.add("reporter")
    return out
