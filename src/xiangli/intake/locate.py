"""Locate: the report's place from its point, its text and the place it came through."""

from dataclasses import dataclass

from xiangli.intake.incoming import Incoming, Refused
from xiangli.places.reads.changed import held_now
from xiangli.places.reads.gazetteer import gazetteer
from xiangli.places.reads.known import known
from xiangli.places.reads.local_names import find
from xiangli.places.reads.place_at import place_at

SURE = 0.5
"""Up to this confidence of the best candidate the place it came through stands: two places the text cannot decide
between have 0.5 each, and a coin toss is no place."""


@dataclass(frozen=True, slots=True)
class Located:
    """The place taken, how sure, why, and the other candidates (code, name, confidence in percent)."""

    code: str
    percent: int
    reason: str
    others: tuple[tuple[str, str, int], ...] = ()


def locate(one: Incoming) -> Located:
    """Raises Refused for an unknown or ended place and for a point outside the province."""
    if wrong := known(one.place):
        raise Refused("place", wrong)
    hint, why = one.place, "报送时选定的地方"
    if one.lon is not None and one.lat is not None:
        ground = place_at(one.lon, one.lat)
        if ground is None:
            raise Refused("point", f"坐标 {one.lon:.4f}, {one.lat:.4f} 不在湖南省内，请核对，或改用文字写地点。")
        if len(hint) < 6:
            hint = ground.all[0]
        if len(ground.code) > len(hint) and ground.code.startswith(hint):
            hint, why = ground.code, "坐标落在它的界线以内"
    candidates = gazetteer().locate(f"{one.title} {one.text[:600]}", hint=hint[:12])
    others = tuple((c.code, c.name, round(c.confidence * 100)) for c in candidates[:5])
    within = [c for c in candidates if c.code.startswith(hint) and len(c.code) > len(hint)]
    if within and within[0].confidence > SURE:
        best = within[0]
        return _deeper(one, Located(held_now(best.code), round(best.confidence * 100), best.reason, others))
    return _deeper(one, Located(hint, 100, why, others))


def _deeper(one: Incoming, found: Located) -> Located:
    """Down to the hamlet or group where the village has told what its places are called and the text names one."""
    spoken = find(f"{one.title} {one.text[:600]}", within=found.code)
    if spoken is None:
        return found
    others = (*found.others, (spoken.code, spoken.name, spoken.percent), *spoken.others)[:6]
    if spoken.percent / 100 <= SURE:
        return Located(found.code, found.percent, found.reason, others)
    return Located(spoken.code, min(found.percent, spoken.percent), f"{found.reason}；本村地名“{spoken.said}”", others)
