"""A report after every stage has proposed: place, business, owner, keys; ready to be joined or opened."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from xiangli.engines import joining
from xiangli.intake.incoming import Incoming
from xiangli.intake.locate import Located, locate
from xiangli.intake.route import Routed, route
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
    """Run the stages that need no database. Raises Refused."""
    located = locate(one)
    routed = route(one, located.code)
    mine = joining.features(*unnamed(one.title, one.text, located.code))
    keys = joining.keys(mine)
    return Decided(one, located, routed, keys, mine, one.digest())
