"""How likely two reports tell of one event: a logistic regression over a dozen overlaps, weights shipped as JSON."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files

from xiangli.engines.joining.features import COMMON, RARE, Features
from xiangli.engines.joining.grams import rarity_bytes

JOIN = 0.55  # from here a report joins by itself
SIDE_BY_SIDE = 0.3  # from here a person is shown both

_OVERLAPS = ("whole", "title", "rare", "mid", "title_in_most", "title_in_least", "title_rare", "title_mid", "shared")
_BY_LENGTH = 4  # the first overlaps weigh otherwise in a short text: there a shared name is most of what there is
NAMES = (*_OVERLAPS, "length", *(f"{name}_by_length" for name in _OVERLAPS[:_BY_LENGTH]), "days", "near")
_USUAL = 5.0  # logarithm of the grams of a usual text


@cache
def _weights() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """(timed, untimed): a constant first, then one weight an overlap; the untimed ones lack the last two."""
    told = json.loads((files("xiangli.engines.joining") / "weights.json").read_text("utf-8"))
    return tuple(told["timed"]), tuple(told["untimed"])


def overlaps(a: Features, b: Features) -> list[float]:
    """The overlaps in the order of NAMES; the two of time only where both reports tell theirs."""
    whole = rare = mid = title = title_rare = 0.0
    shared = 0
    held = rarity_bytes()
    one, other = a.whole, b.whole
    for bucket in one.keys() & other.keys():
        product = one[bucket] * other[bucket]
        whole += product
        told = held[bucket]
        if told > RARE:
            rare += product
            shared += 1
        elif told > COMMON:
            mid += product
    heads, other_heads = a.title, b.title
    for bucket in heads.keys() & other_heads.keys():
        product = heads[bucket] * other_heads[bucket]
        title += product
        if held[bucket] > RARE:
            title_rare += product
    a_in_b = sum([heads[k] * other[k] for k in heads.keys() & other.keys()])
    b_in_a = sum([other_heads[k] * one[k] for k in other_heads.keys() & one.keys()])
    a_in_b = _share(a_in_b, a.title_norm * b.norm)
    b_in_a = _share(b_in_a, b.title_norm * a.norm)
    found = [
        _share(whole, a.norm * b.norm),
        _share(title, a.title_norm * b.title_norm),
        _share(rare, a.rare_norm * b.rare_norm),
        _share(mid, a.mid_norm * b.mid_norm),
        max(a_in_b, b_in_a),
        min(a_in_b, b_in_a),
        _share(title_rare, a.title_rare_norm * b.title_rare_norm),
        _share(title - title_rare, a.title_mid_norm * b.title_mid_norm),
        math.log1p(shared),
    ]
    length = math.log1p(min(len(one), len(other))) - _USUAL
    found += [length, *[length * share for share in found[:_BY_LENGTH]]]
    if a.day is not None and b.day is not None:
        apart = abs(a.day - b.day)
        found += [math.log1p(apart), math.exp(-apart / 10)]
    return found


def similarity(a: Features, b: Features) -> float:
    """0..1, symmetric; JOIN and SIDE_BY_SIDE are its thresholds."""
    found = overlaps(a, b)
    timed, untimed = _weights()
    weights = timed if len(found) == len(NAMES) else untimed
    told = weights[0] + sum([w * f for w, f in zip(weights[1:], found, strict=True)])
    return 1.0 / (1.0 + math.exp(-told))


def _share(product: float, norms: float) -> float:
    return product / norms if norms else 0.0
