"""The villages whose registers an officer sees: those she keeps, and those of her places that have any."""

from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.parties.reads.staff import places_of
from xiangli.places.reads.below import standing_below
from xiangli.places.reads.names import names
from xiangli.registers.errors import NotFound
from xiangli.registers.models import RosterLoad

READERS = ("households", "registers")
"""The acts that open registers: her who keeps them, and her who looks up."""
TOWN, VILLAGE = 9, 12


def may_read(actor: Actor, place: str) -> bool:
    """Whether she may see the registers of a village; names and numbers want ``unseal`` besides."""
    return any(may(actor, act, place=place) for act in READERS)


def reading(actor: Actor, place: str) -> None:
    """Raises NotFound where the village's registers are not hers to see."""
    if not may_read(actor, place):
        raise NotFound("没有这个村的台账，或者不归您看。")


def villages(*, actor: Actor) -> dict[str, str]:
    """Code → name, by code. At most four statements."""
    places = sorted({place for act in READERS for place in places_of(actor, act)})
    own = [place for place in places if len(place) == VILLAGE]
    below = standing_below(place for place in places if len(place) == TOWN)
    loaded = _loaded([place for place in places if len(place) < TOWN])
    called = names({*own, *loaded}) if own or loaded else {}
    return dict(sorted((called | below).items()))


def _loaded(counties: list[str]) -> set[str]:
    """Villages of whole counties, cities or a province: those that have registers, else the list would have no end."""
    if not counties:
        return set()
    whole = {place for place in counties if len(place) >= 6}
    rows = RosterLoad.objects.filter(county__in=whole) if len(whole) == len(counties) else RosterLoad.objects.all()
    found = set(rows.values_list("place", flat=True).distinct())
    return {place for place in found if any(place.startswith(code) for code in counties)}
