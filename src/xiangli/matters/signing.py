"""Under which post an act on a matter was done: the one that opened the door, kept in the entry with the name."""

from collections.abc import Iterable
from uuid import UUID

from xiangli.law.language import KERNEL, NotAllowed
from xiangli.matters.fold import Folded
from xiangli.matters.models import Matter
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import term_over
from xiangli.parties.reads.signature import Door, signed

ROLES = ("handler", "desk", "assistant", "leader", "overseer")


def doors(matter: Matter, roles: Iterable[str], assists: Iterable[str] = ()) -> list[Door]:
    """What ``may()`` is asked for each role a person may play in a matter."""
    by_role: dict[str, list[Door]] = {
        "handler": [("handle", None, matter.owner)],
        "desk": [("sort", matter.place, None)],
        "assistant": [("handle", None, office) for office in assists],
        "leader": [("instruct", matter.place, None)],
        "overseer": [("oversee", matter.place, None)],
    }
    return [door for role in roles for door in by_role.get(role, [])]


def signature(by: Actor, matter: Matter, now: Folded, verb: str) -> str:
    """What the entry keeps of who did ``verb``: name and post, “甲 代 乙” where she stands in."""
    if verb == "unseal":
        return signed(by, [("unseal", matter.place, None), ("unseal", None, matter.owner)])
    return signed(by, doors(matter, _allowed(now, verb), now.standing.assists))


def would_sign(by: Actor, matter: Matter, roles: Iterable[str], assists: Iterable[str] = ()) -> str:
    """What an act done now would be signed with, where that is not plain: she has several posts or stands in; else ''."""
    if len(by.hats) < 2 and not any(hat.stands_for for hat in by.hats):
        return ""
    held = set(roles)
    return signed(by, doors(matter, [role for role in ROLES if role in held], assists))


def stood_in(by: Actor, matter: Matter, assists: Iterable[str] = ()) -> str:
    """Plain words when ``by`` could have acted here until a stand-in's term ended; '' when not."""
    for act, place, office in doors(matter, ROLES, assists):
        if words := term_over(by, act, place=place, office=office):
            return words
    return ""


def over_here(by: Actor, matter: UUID) -> str:
    """The same for a matter by its id: told instead of “no such matter” to somebody who saw it until her term ended."""
    row = Matter.objects.filter(id=matter).first() if by.lapsed else None
    return stood_in(by, row) if row else ""


def _allowed(now: Folded, verb: str) -> Iterable[str]:
    if verb in KERNEL:
        return ROLES
    try:
        return now.procedure.act(now.standing.step, verb).by
    except NotAllowed:
        return ROLES
