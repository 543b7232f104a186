"""One asking with its steps."""

from dataclasses import dataclass
from uuid import UUID

from xiangli.askings.errors import NoSuchAsking
from xiangli.askings.models import AskingStep, VillageAsking
from xiangli.askings.reading.kind import Size
from xiangli.askings.reads.villages import may_see
from xiangli.parties.reads.actor import Actor


@dataclass(frozen=True, slots=True)
class Whole:
    """The row, and its steps in order, the first of which holds the words."""

    row: VillageAsking
    steps: tuple[AskingStep, ...]

    @property
    def text(self) -> str:
        """The words as kept, numbers of people masked."""
        return str(self.steps[0].data.get("text", ""))

    @property
    def columns(self) -> list[str]:
        """Plain names of the columns it asked."""
        return list(self.steps[0].data.get("columns", []))


def one(*, asking: UUID, actor: Actor) -> Whole:
    """The asking. Two statements. Raises NoSuchAsking, also where it is not hers to see."""
    row = VillageAsking.objects.filter(id=asking).first()
    if row is None or not may_see(actor, row.place):
        raise NoSuchAsking
    return Whole(row, tuple(AskingStep.objects.filter(county=row.county, asking=row.id).order_by("seq")))


def said_size(row: VillageAsking) -> Size:
    """The size its words or file said when it was noted. One statement."""
    first = AskingStep.objects.get(county=row.county, asking=row.id, seq=1)
    return Size(**first.data.get("size", {}))
