"""The villages a person may note askings for, or whose askings she may see."""

from collections.abc import Sequence

from xiangli.parties.reads.actor import Actor
from xiangli.places.reads.below import standing_below
from xiangli.places.reads.names import names

VILLAGE, TOWN = 12, 9


def villages(*, actor: Actor, acts: Sequence[str] = ("handle", "sort")) -> dict[str, str]:
    """Code → name: her own villages, and those under her townships. At most two statements."""
    places = {place for hat in actor.hats if set(hat.acts) & set(acts) for place in hat.places}
    own = sorted(place for place in places if len(place) == VILLAGE)
    found = names(own) if own else {}
    return found | standing_below(sorted(place for place in places if len(place) == TOWN))


def may_see(actor: Actor, place: str) -> bool:
    """Whether the words of a village's askings are hers to read: her post lies at the village or its township.

    A county office reads sums only: who told of an asking stays masked upwards.
    """
    return any(
        len(code) >= TOWN and place.startswith(code) and set(hat.acts) & {"handle", "sort"}
        for hat in actor.hats
        for code in hat.places
    )
