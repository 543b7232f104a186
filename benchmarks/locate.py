"""Place of a text and county of a point, on one core: addresses a second and points a second, and what the parts cost.

The addresses are made up (`tools/fresh_addresses.py`, every style, two wordings), all different, read once each: tables
that a county's first slip builds are built within the time. Points are spread over the province and beyond its border.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core is what is promised

import numpy as np

from tools.fresh_addresses import STYLES, Country
from tools.fresh_wording import FIRST, SECOND
from xiangli.places.reads.counties_at import counties_at
from xiangli.places.reads.county_at import county_at, has_map
from xiangli.places.reads.gazetteer import gazetteer

ADDRESSES = 6_000
POINTS = 1_000_000


def seconds(act: Callable[[], object], passes: int = 1) -> float:
    """Processor seconds of the quickest pass."""
    best = float("inf")
    for _ in range(passes):
        began = time.process_time()
        act()
        best = min(best, time.process_time() - began)
    return best


def addresses() -> list[tuple[str, str | None]]:
    """Texts and the place they came through."""
    countries = (Country(1, FIRST), Country(2, SECOND))
    rows = [STYLES[k % len(STYLES)](countries[k % 2]) for k in range(ADDRESSES)]
    return [(row["text"], row["hint"]) for row in rows]


def texts() -> None:
    """Addresses a second, first reading and again."""
    told = addresses()
    building = seconds(lambda: gazetteer().locate("浏阳市大瑶镇"))
    reader = gazetteer()

    def read() -> None:
        for text, hint in told:
            reader.locate(text, hint)

    first, again = seconds(read), seconds(read, passes=3)
    signs = sum(len(text) for text, _ in told) / len(told)
    print(
        f"locate text: {len(told) / first:,.0f} addresses/s the first time, {len(told) / again:,.0f}/s after that"
        f" ({signs:.0f} signs each); {building:.2f} s to build",
        flush=True,
    )


def points() -> None:
    """Points a second at once, and one by one."""
    if not has_map():
        print("locate points: no map is installed")
        return
    random = np.random.default_rng(1)
    lon, lat = random.uniform(108.7, 114.3, POINTS), random.uniform(24.6, 30.2, POINTS)
    building = seconds(lambda: counties_at(lon[:1], lat[:1]))
    many = seconds(lambda: counties_at(lon, lat), passes=3)
    some = [(float(x), float(y)) for x, y in zip(lon[:5000], lat[:5000], strict=True)]
    alone = seconds(lambda: [county_at(x, y) for x, y in some])
    print(
        f"locate points: {POINTS / many:,.0f}/s at once, {len(some) / alone:,.0f}/s one by one"
        f" ({POINTS / many / (len(some) / alone):.0f} ×); {building:.2f} s to build",
        flush=True,
    )


def main() -> None:
    """Texts, then points."""
    texts()
    points()


if __name__ == "__main__":
    main()
