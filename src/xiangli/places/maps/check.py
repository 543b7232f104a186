"""Whether shapes can be the ground of their places: valid, inside their parent, and where two of a kind overlap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from xiangli.places.datum import Points
from xiangli.places.maps.frame import around

_METRES = 111_195.0
_SLIVER = 500.0  # square metres that nobody needs to hear of
_OVERLAP = 0.001  # of the smaller one, from which an overlap is told
_MOST_NOTES = 20  # told of one shape
_SPIKE = 0.02  # of a shape outside its parent, from which it cannot be its ground


@dataclass(frozen=True, slots=True)
class Parent:
    """The ground a shape must lie in. `tolerance`: metres by which its own edge is known to be rough."""

    name: str
    ground: BaseGeometry
    tolerance: float


@dataclass(slots=True)
class Judged:
    """What is wrong with one shape (keeps the file from being published), and what is worth a look."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def flat(ground: BaseGeometry) -> BaseGeometry:
    """Degrees as metres on a plane fit for one county: areas true to a percent."""
    return shapely.transform(ground, _flatten)


def _flatten(points: Points) -> Points:
    scaled: Points = points * np.array([np.cos(np.radians(28.0)) * _METRES, _METRES])
    return scaled


def shape_fault(ground: BaseGeometry) -> str:
    """Why degrees are no area of this province; "" where they are one."""
    if ground.geom_type not in ("Polygon", "MultiPolygon"):
        return f"图形是 {ground.geom_type}，要面（Polygon 或 MultiPolygon）"
    if ground.is_empty:
        return "图形是空的"
    if not around(ground):
        return "坐标不在湖南附近；经纬度应经度在前，单位为度"
    if not ground.is_valid:
        return f"边界自相交或不闭合（{explain_validity(ground)[:80]}），请在制图软件里修好"
    return ""


def judge(
    grounds: Sequence[BaseGeometry | None],
    codes: Sequence[str],
    names: Mapping[str, str],
    parents: Sequence[Parent | None],
    others: Mapping[str, BaseGeometry],
) -> list[Judged]:
    """One verdict a shape. All grounds in degrees of WGS-84 and sound (None: already at fault).

    `others`: grounds in force of places that are not in this file; overlaps with those of the same kind are told too.
    """
    told = [Judged() for _ in grounds]
    flats = [flat(one) if one is not None else None for one in grounds]
    for ground, parent, one in zip(flats, parents, told, strict=True):
        if ground is not None and parent is not None:
            _inside(ground, parent, one)
    beside = {code: flat(ground) for code, ground in others.items() if code not in set(codes)}
    _overlaps(flats, codes, names, beside, told)
    return told


def _inside(ground: BaseGeometry, parent: Parent, one: Judged) -> None:
    out = ground.difference(flat(parent.ground).buffer(parent.tolerance)).area
    share = out / ground.area
    if share > _SPIKE:
        one.faults.append(f"有 {share:.0%} 在{parent.name}以外")
    elif out > _SLIVER:
        one.notes.append(f"有 {out / 10_000:.1f} 公顷伸出{parent.name}（边界粗细所限，可以接受）")


def kind_of(code: str) -> str:
    """What a code's ground may not overlap with: the letter below the village, else the level by its length."""
    return code[12] if len(code) > 12 else str(len(code))


def _overlaps(
    flats: Sequence[BaseGeometry | None],
    codes: Sequence[str],
    names: Mapping[str, str],
    beside: Mapping[str, BaseGeometry],
    told: Sequence[Judged],
) -> None:
    mine = [(code, ground, one) for code, ground, one in zip(codes, flats, told, strict=True) if ground is not None]
    everyone = [(code, ground) for code, ground, _ in mine] + list(beside.items())
    tree = STRtree([ground for _, ground in everyone])
    for n, (code, ground, one) in enumerate(mine):
        for at in sorted(int(i) for i in tree.query(ground, predicate="intersects")):
            name, also = everyone[at]
            if at == n or kind_of(name) != kind_of(code):
                continue
            if len(one.notes) >= _MOST_NOTES:
                break  # a file of shapes all over each other tells enough by these
            both = ground.intersection(also).area
            if both > _SLIVER and both > _OVERLAP * min(ground.area, also.area):
                one.notes.append(f"与{names.get(name, name)}（{name}）重叠 {both / 10_000:.1f} 公顷")
