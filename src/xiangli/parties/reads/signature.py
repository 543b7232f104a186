"""How an act is signed: who, under which post; and for whom, where she stands in."""

from collections.abc import Iterable

from xiangli.parties.reads.actor import Actor, Hat
from xiangli.parties.reads.may import hat_for

MOST = 120
Door = tuple[str, str | None, str | None]
"""Act, place, office: what ``may()`` was asked."""


def signed(actor: Actor, doors: Iterable[Door] = ()) -> str:
    """What an entry keeps of ``actor``: the post that opened the first of ``doors`` that opened, else her first.

    “李四（甲办·科员）”, or for a stand-in “李四 代 周五（甲办·主任）”. An actor without posts keeps its name.
    """
    if actor.person is None or not actor.hats:
        return actor.name
    found = (hat_for(actor, act, place=place, office=office) for act, place, office in doors)
    return under(actor.person_name, next((hat for hat in found if hat), actor.hats[0]))


def under(name: str, hat: Hat) -> str:
    """The signature of ``name`` under one post, never longer than an entry's column."""
    who = f"{name} 代 {hat.stands_for}" if hat.stands_for else name
    where = f"{hat.organisation}·{hat.name}"
    return f"{who}（{where[: MOST - len(who) - 2]}）"


def signatures(actor: Actor) -> set[str]:
    """Every signature this person may have left under her posts of today; for “was it you?”."""
    hats = (*actor.hats, *actor.others)
    return {actor.name, *(under(actor.person_name, hat) for hat in hats if actor.person)}
