"""The address reader over the shipped divisions: built once, before a server forks."""

from __future__ import annotations

from functools import cache

from xiangli.engines.address import Gazetteer
from xiangli.places.rows import ZONE_GROUND, divisions, former


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process, from package data and not from the database."""
    told = divisions()
    level = {d.code: d.level for d in told}
    old = ((f.name, level[f.successor], f.successor) for f in former() if f.successor)
    return Gazetteer(told, old, ZONE_GROUND)
