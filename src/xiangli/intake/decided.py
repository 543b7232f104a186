"""A report after every stage has proposed: place, business, owner, keys; ready to be joined or opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from xiangli.engines import joining
from xiangli.intake.incoming import Incoming, Refused
from xiangli.intake.locate import Located, locate
from xiangli.intake.route import ALONE, Routed, route_all
from xiangli.places.reads.unnamed import unnamed


@dataclass(slots=True)
class Decided:
    """``beside``: matters that may be the same event but are not sure enough: shown side by side, never joined."""

    one: Incoming
    located: Located
    routed: Routed
    keys: list[int]
    features: Any
    digest: bytes
    beside: list[tuple[UUID, int]] = field(default_factory=list)

    @property
    def county(self) -> str:
        """The shard: the county's code, or the shorter code of a place above the county."""
        return self.located.code[:6]


def decide(one: Incoming) -> Decided:
    """Where one report would go. Raises Refused."""
    made = decide_all([one])[0]
    if isinstance(made, Refused):
        raise made
    return made


def decide_all(many: Sequence[Incoming]) -> list[Decided | Refused]:
    """Run the stages that need no database, each over all of ``many``: what one stage reads in memory stays at hand.

    A report that a stage refuses comes back as its Refused.
    """
    located = [_or_refused(locate, one) for one in many]
    placed = [(one, at) for one, at in zip(many, located, strict=True) if not isinstance(at, Refused)]
    routed = route_all([(one, at.code) for one, at in placed])
    read = joining.features_of([unnamed(one.title, one.text, at.code) for one, at in placed])
    made = iter([
        Decided(one, at, to, [] if to.procedure in ALONE else joining.keys(mine), mine, one.digest())
        for (one, at), to, mine in zip(placed, routed, read, strict=True)
    ])  # fmt: skip
    return [at if isinstance(at, Refused) else next(made) for at in located]


def _or_refused(stage: Callable[[Incoming], Located], one: Incoming) -> Located | Refused:
    try:
        return stage(one)
    except Refused as wrong:
        return wrong
