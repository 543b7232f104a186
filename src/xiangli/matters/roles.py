"""Which roles of a procedure an actor plays for one matter."""

from collections.abc import Iterable

from xiangli.matters.models import Matter, Report
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may


def roles(actor: Actor, matter: Matter, assists: Iterable[str] = ()) -> set[str]:
    """The words of ``law.language.ROLES`` that hold; ``assists``: offices that owe their part (``Standing.assists``).

    One statement for a reporter, none for staff; one more where the matter was opened by another: its reporter is then
    whoever handles that one.
    """
    out = set()
    for act, role in (("sort", "desk"), ("instruct", "leader"), ("oversee", "overseer")):
        if may(actor, act, place=matter.place):
            out.add(role)
    if may(actor, "handle", office=matter.owner):
        out.add("handler")
    if any(may(actor, "handle", office=office) for office in assists):
        out.add("assistant")
    if actor.report and Report.objects.filter(id=actor.report, county=matter.county, matter=matter.id).exists():
        out.add("reporter")
    if matter.parent and may(actor, "handle"):
        asker = Matter.objects.filter(id=matter.parent, county=matter.county).values_list("owner", flat=True).first()
        if asker and may(actor, "handle", office=asker):
            out.add("reporter")
    return out


def person_of(actor: Actor) -> str:
    """Whoever acts, the same under whichever post."""
    return str(actor.person) if actor.person else actor.name
