"""Training of the small networks over words: needs SciPy (`pip install xiangli[train]`); a few seconds each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from xiangli.engines.triage.network import BITS, Networks, counted, told_apart, told_of, weighed, words
from xiangli.engines.triage.runs import LONGEST, Runs, runs

NETS, UNITS = 3, 32
LEAST = 3
"""Texts a word must stand in."""
ROUNDS, AT_ONCE, STEP = 10, 256, 5e-3
LEFT_OUT = 0.3
"""Share of words, and of units, left out at each step, so that none is relied on."""
DOUBT = 0.05
"""Chance shared among all classes in what the networks are to say: labels err."""
FADING = 1e-3
Floats = npt.NDArray[np.float32]
Table = Any


@dataclass(frozen=True)
class Worded:
    """Texts as the networks read them: a SciPy sparse matrix, texts × lines, and what its lines stand for."""

    table: Table
    words: npt.NDArray[np.uint32]
    idf: Floats


def worded(texts: Sequence[str]) -> Worded:
    """The words of these texts that stand in LEAST of them or more, and the texts in them."""
    from scipy.sparse import csr_matrix  # training only: the run must work without it

    told = [runs(text) for text in texts]
    standing = np.zeros(1 << BITS, dtype=np.int64)
    for one in told:
        standing[_between_blanks(one)] += 1
    known = np.flatnonzero(standing >= min(LEAST, len(texts))).astype(np.uint32)
    is_known = told_of(known)
    rows = [counted(words(one, known, is_known), known.size) for one in told]
    starts = np.concatenate(([0], np.cumsum([lines.size for lines, _ in rows])))
    columns = np.concatenate([lines for lines, _ in rows])
    idf = (1 + np.log((1 + len(texts)) / (1 + np.bincount(columns, minlength=2 * known.size)))).astype(np.float32)
    values = np.concatenate([weighed(lines, often * idf[lines], known.size) for lines, often in rows])
    return Worded(csr_matrix((values, columns, starts), shape=(len(texts), 2 * known.size)), known, idf)


def _between_blanks(told: Runs) -> npt.NDArray[np.uint32]:
    """The distinct hashes of what stands between two blanks and has at most LONGEST signs; of a text that is not
    segmented, hardly a word has, so there every run of two signs is taken."""
    hashes = [run >> np.uint32(32 - BITS) for run in told.of]
    edges = np.flatnonzero(told.blank)
    starts, sizes = edges[:-1] + 1, np.diff(edges) - 1
    if sizes.size and sizes.max(initial=0) > 0 and sizes[sizes > 0].mean() > LONGEST:
        return np.unique(hashes[1][~told.blank[:-1] & ~told.blank[1:]])
    parts = [hashes[size - 1][starts[sizes == size]] for size in range(1, len(hashes) + 1)]
    return np.unique(np.concatenate(parts))


def fit(told: Worded, on: npt.NDArray[np.integer], answers: npt.NDArray[np.integer]) -> Networks:
    """Networks trained on the texts numbered in `on`, whose classes are `answers` (0, 1, …, for all texts)."""
    nets = [_network(told.table[on], answers[on], int(answers.max()) + 1, seed) for seed in range(NETS)]
    inner = np.concatenate([net[0] for net in nets], axis=1)
    scale = np.maximum(np.abs(inner).max(axis=0), 1e-9) / 127
    return Networks(
        told.words,
        told.idf,
        np.rint(inner / scale).astype(np.int8),
        scale.astype(np.float32),
        np.concatenate([net[1] for net in nets]),
        np.stack([net[2] for net in nets]),
        np.stack([net[3] for net in nets]),
    )


def log_chances(nets: Networks, table: Table) -> Floats:
    """`Networks.log_chances` of many texts at once."""
    held = table @ (nets.inner * nets.inner_scale).astype(np.float32) + nets.inner_bias
    return told_apart(np.maximum(held, 0.0).astype(np.float32), nets.outer, nets.outer_bias)


def _network(table: Table, answers: npt.NDArray[np.integer], classes: int, seed: int) -> list[Floats]:
    """Inner weights and bias, outer weights and bias of one network, by Adam (D. Kingma, J. Ba, 2015)."""
    random = np.random.default_rng(seed)
    count, lines = table.shape
    parts: list[Floats] = [
        random.standard_normal((lines, UNITS), dtype=np.float32) * np.float32(0.02),
        np.zeros(UNITS, dtype=np.float32),
        random.standard_normal((UNITS, classes), dtype=np.float32) * np.float32(UNITS**-0.5),
        np.zeros(classes, dtype=np.float32),
    ]
    means, squares = [np.zeros_like(part) for part in parts], [np.zeros_like(part) for part in parts]
    wanted = np.full((count, classes), DOUBT / classes, dtype=np.float32)
    wanted[np.arange(count), answers] += 1 - DOUBT
    steps, step = ROUNDS * -(-count // AT_ONCE), 0
    for _ in range(ROUNDS):
        order = random.permutation(count)
        for at in range(0, count, AT_ONCE):
            step += 1
            pace = STEP * (1 - 0.9 * step / steps)
            chosen = order[at : at + AT_ONCE]
            slopes = _slopes(parts, table[chosen], wanted[chosen], random)
            rate = np.float32(pace * np.sqrt(1 - 0.999**step) / (1 - 0.9**step))
            for part, slope, mean, square in zip(parts, slopes, means, squares, strict=True):
                mean *= np.float32(0.9)
                mean += np.float32(0.1) * slope
                square *= np.float32(0.999)
                square += np.float32(0.001) * slope * slope
                if part.ndim == 2:
                    part *= np.float32(1 - pace * FADING)
                part -= rate * mean / (np.sqrt(square) + np.float32(1e-8))
    return parts


def _slopes(parts: list[Floats], table: Table, wanted: Floats, random: np.random.Generator) -> list[Floats]:
    """How what is to be made small (the cross-entropy) rises with each part, for some texts."""
    inner, inner_bias, outer, outer_bias = parts
    table = table.copy()
    kept = np.float32(1 / (1 - LEFT_OUT))
    table.data = table.data * ((random.random(table.data.size, dtype=np.float32) > LEFT_OUT) * kept)
    held = table @ inner + inner_bias
    open_ = (held > 0) * ((random.random(held.shape, dtype=np.float32) > LEFT_OUT) * kept)
    held = held * open_
    scores = held @ outer + outer_bias
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    off = (scores / scores.sum(axis=1, keepdims=True) - wanted) / np.float32(len(wanted))
    back = (off @ outer.T) * open_
    return [np.asarray(table.T @ back, dtype=np.float32), back.sum(axis=0), held.T @ off, off.sum(axis=0)]
