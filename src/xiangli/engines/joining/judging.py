"""How alike two reports are, 0 (other events) to 1 (one event): weighed evidence from the runs they share."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from xiangli.engines.joining.reading import NAMED, Features, rarity

JOIN = 0.5
"""From here on a report joins by itself."""
SIDE_BY_SIDE = 0.25
"""From here on a person is shown both."""

RARE, VERY_RARE = 6.5, 7.5
"""Rarity (nats) from which a run is more likely a name than a subject, and surely so."""

NAMES = (
    "title pairs/less", "title pairs/more", "title/less", "title/more", "pairs/less", "pairs/more", "pairs/mean",
    "all/less", "all/more", "titles' pairs", "less title pairs", "titles", "less title", "focus", "less focus",
    "both focus", "rare title", "rare", "very rare pairs", "very rare title", "rare some title", "named some title",
    "named title", "plain title pairs", "plain some title pairs", "plain pairs", "plain threes", "fours", "text threes",
    "rarest title pair", "rarest some title pair", "rarest pair",
    "subject", "title subject", "title size", "size", "greater size",
)  # fmt: skip
"""What each number of the evidence counts; the weights are by these names."""


@cache
def _columns() -> npt.NDArray[np.float32]:
    """For each of 512 kinds of shared run (one's place, the other's, length, named, rarity) the sums it counts in."""
    kind = np.arange(512)
    one_title, one_text = (kind & 1) > 0, (kind & 2) > 0
    other_title, other_text = (kind & 4) > 0, (kind & 8) > 0
    three, four, named = (kind & 16) > 0, (kind & 32) > 0, (kind & 64) > 0
    rare, very = (kind & 384) > 0, (kind & 256) > 0
    pair, plain = ~three & ~four, ~rare
    both, some = one_title & other_title, one_title | other_title
    one_focus, other_focus = one_title & one_text, other_title & other_text
    columns = [
        # sums of rarity
        both & pair, both, pair, pair | True, one_title & pair, other_title & pair, one_title, other_title,
        one_focus, other_focus, one_focus & other_focus, both & pair & plain, some & pair & plain, pair & plain,
        three & plain,
        # counts
        both & rare, rare, very & pair, very & both, some & rare, named & rare & some, named & rare & both, four,
        three & ~some,
        # greatest rarity
        some & pair,
    ]  # fmt: skip
    return np.stack(columns, 1).astype(np.float32)


def evidence(a: Features, b: Features) -> npt.NDArray[np.float64] | None:
    """The numbers called NAMES; None when nothing is shared."""
    if not a.runs.size or not b.runs.size:
        return None
    at = b.runs.searchsorted(a.runs)
    at[at == b.runs.size] = 0
    here = np.flatnonzero(b.runs[at] == a.runs)
    if not here.size:
        return None
    one, other = a.flags[here], b.flags[at[here]]
    weight = rarity(a.runs[here])
    kind = ((one & 3) | ((other & 3) << 2) | ((one & 24) << 1) | (((one | other) & NAMED) << 1)).astype(np.intp)
    kind += 128 * (weight > RARE) + 128 * (weight > VERY_RARE)
    rows = _columns()[kind]
    s = (weight @ rows).tolist()
    n = rows.sum(0).tolist()
    greatest = (weight[:, None] * rows[:, (0, 24, 2)]).max(0).tolist()
    x, y = a.totals, b.totals
    less = [min(p, q) for p, q in zip(x, y, strict=True)]
    more = [max(p, q) for p, q in zip(x, y, strict=True)]
    log = math.log1p
    return np.array([
        s[0] / less[0], s[0] / more[0], s[1] / less[1], s[1] / more[1], s[2] / less[2], s[2] / more[2],
        s[2] / math.sqrt(less[2] * more[2]), s[3] / less[3], s[3] / more[3],
        s[4] / x[0] + s[5] / y[0], min(s[4] / x[0], s[5] / y[0]), s[6] / x[1] + s[7] / y[1],
        min(s[6] / x[1], s[7] / y[1]), s[8] / x[4] + s[9] / y[4], min(s[8] / x[4], s[9] / y[4]), log(s[10]),
        log(n[15]), log(n[16]), log(n[17]), log(n[18]), log(n[19]), log(n[20]), log(n[21]),
        log(s[11]), log(s[12]), log(s[13]), log(s[14]), log(n[22]), log(n[23]), *greatest,
        float(a.subject @ b.subject), float(a.headed @ b.headed), math.log(less[0]), math.log(less[2]),
        math.log(more[2]),
    ])  # fmt: skip


@cache
def _weights() -> tuple[npt.NDArray[np.float64], float]:
    held = json.loads(files("xiangli.engines.joining").joinpath("weights.json").read_text("utf-8"))["similarity"]
    return np.array([held["by"][name] for name in NAMES]), float(held["constant"])


def similarity(a: Features, b: Features) -> float:
    """The chance that both speak of one event."""
    found = evidence(a, b)
    if found is None:
        return 0.0
    by, constant = _weights()
    return chance(float(found @ by) + constant)


def chance(odds: float) -> float:
    """Log-odds as a chance."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
