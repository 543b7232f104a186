"""One draw with all its steps, and the newest of an officer's places."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiangli.draws.errors import NoSuchDraw
from xiangli.draws.models import DrawStep
from xiangli.law.limits import SHANGHAI
from xiangli.parties.reads.actor import Actor
from xiangli.places.reads.below import counties_under

READERS = ("handle", "sort", "oversee")


@dataclass(frozen=True, slots=True)
class Draw:
    """A draw: the announcement first, then results, the last of which counts."""

    steps: tuple[DrawStep, ...]

    @property
    def first(self) -> DrawStep:
        return self.steps[0]

    @property
    def county(self) -> str:
        return self.first.county

    @property
    def place(self) -> str:
        return self.first.place

    @property
    def names(self) -> list[str]:
        return list(self.first.data["names"])

    @property
    def take(self) -> int:
        return int(self.first.data["take"])

    @property
    def sources(self) -> list[tuple[str, datetime]]:
        """Name and the moment it is made known, on Shanghai's clock."""
        return [
            (one["name"], datetime.fromisoformat(one["known_at"]).astimezone(SHANGHAI))
            for one in self.first.data["sources"]
        ]

    @property
    def known_at(self) -> datetime:
        """When the last number is known."""
        return max(at for _, at in self.sources)

    @property
    def result(self) -> DrawStep | None:
        """The step that counts; None before the draw."""
        return self.steps[-1] if len(self.steps) > 1 else None

    @property
    def chosen(self) -> list[tuple[int, str]]:
        """Number in the list and name, in the order chosen."""
        names = self.names
        return [(number, names[number - 1]) for number in self.result.data["taken"]] if self.result else []


def one(draw: UUID) -> Draw:
    """The draw; NoSuchDraw. One statement."""
    steps = tuple(DrawStep.objects.filter(draw=draw).order_by("seq"))
    if not steps:
        raise NoSuchDraw(f"没有这次抽签：{draw}")
    return Draw(steps)


def may_read(found: Draw, actor: Actor) -> bool:
    """Whether one of her posts covers the place and handles, sorts or oversees."""
    return any(hat.covers(found.place) and set(hat.acts) & {*READERS} for hat in actor.hats)


def newest(*, actor: Actor, limit: int = 50) -> list[Draw]:
    """The newest draws of her places. Two statements."""
    places = {place for hat in actor.hats if set(hat.acts) & {*READERS} for place in hat.places}
    counties = {county for place in places for county in ([place[:6]] if len(place) >= 6 else counties_under(place))}
    firsts = DrawStep.objects.filter(county__in=counties, seq=1).order_by("-at").values_list("draw", flat=True)[:limit]
    by_draw: dict[UUID, list[DrawStep]] = {id: [] for id in firsts}
    for step in DrawStep.objects.filter(county__in=counties, draw__in=list(by_draw)).order_by("seq"):
        by_draw[step.draw].append(step)
    found = [Draw(tuple(steps)) for steps in by_draw.values()]
    return [draw for draw in found if may_read(draw, actor)]
