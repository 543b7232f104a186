"""Rows to train on: hashed n-grams, labels and weights, out of a folder of judged messages and our own texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from xiangli.engines.route.ranking import route_text
from xiangli.engines.triage.grams import Counted, body
from xiangli.engines.triage.linear import Linear
from xiangli.engines.triage.reading import NONE, topic_text
from xiangli.engines.triage.words import WordReading
from xiangli.lists.edition import topics
from xiangli.lists.reads.owner_of import lawful

CLEAR = 1.5
"""The best topic's words must say this many times what the next topic's say."""
OWN, WORD, WEAK = 3.0, 1.0, 0.5
"""How much a text of ours, a word of the list, and a message read by its words count for a topic."""
OWN_LINE = 0.4
"""How much a text of ours counts for a line, a message with a judged owner counting 1."""
PLACES = ("430181", "430181103")
"""A county and a township in it: where they answer for a topic by different lines, a text of ours counts half for each."""


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a .jsonl.gz."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def category_rows(folder: Path) -> tuple[list[str], list[str]]:
    """The judged categories: segmented texts and their labels."""
    rows = list(read(folder / "labelled.jsonl.gz"))
    return [row["words"] for row in rows], [row["category"] for row in rows]


def own_texts() -> Iterator[tuple[str, str]]:
    """(topic, text) of the texts written for this project."""
    for file in sorted((files("xiangli.engines.models") / "texts").iterdir(), key=lambda f: f.name):
        for topic, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            yield from ((topic, text) for text in texts)


def judged_owners(folder: Path) -> list[dict[str, Any]]:
    """Messages whose owner is known: id, title, text, lead."""
    messages = {row["id"]: row for row in read(folder / "replies.jsonl.gz")}
    return [messages[row["id"]] | {"lead": row["lead"]} for row in read(folder / "owners.jsonl.gz")]


def clear_topic(words: WordReading, title: str, text: str) -> str | None:
    """The topic the list's words speak for clearly; None if none does."""
    best = sorted(words.scores(text, title).items(), key=lambda pair: -pair[1])[:2]
    if not best or best[0][1] < 2 or (len(best) > 1 and best[0][1] < CLEAR * best[1][1]):
        return None
    return best[0][0]


def topic_rows(folder: Path) -> tuple[list[Counted], list[str], list[float]]:
    """Our texts, the list's words, and messages of which the words speak clearly. Messages with a judged owner stay out:
    the ranking is trained and tested on them, and must not meet them here first."""
    listed = topics()
    words = WordReading.of({topic.id: topic.words for topic in listed.values()})
    found: list[tuple[str, str, float]] = [(topic, text, OWN) for topic, text in own_texts()]
    found += [(topic.id, word, WORD) for topic in listed.values() for word in topic.words]
    judged = {row["id"] for row in read(folder / "owners.jsonl.gz")}
    for name in ("stream", "replies"):
        for row in read(folder / f"{name}.jsonl.gz"):
            topic = None if row["id"] in judged else clear_topic(words, row["title"], row["text"])
            if topic:
                found.append((topic, f"{row['title']} {row['text']}", WEAK))
    labels = [topic for topic, _, _ in found]
    if not set(labels) <= set(listed) | {NONE}:
        raise ValueError(f"no such topics: {set(labels) - set(listed)}")
    return [topic_text(text) for _, text, _ in found], labels, [weight for _, _, weight in found]


@dataclass(frozen=True)
class LineRows:
    """What the ranking is trained on: counted rows, topic chances beside, lines, weights; the judged ones come first."""

    texts: list[Counted]
    beside: npt.NDArray[np.float32]
    labels: list[str]
    weights: list[float]
    ids: list[str]


def line_rows(folder: Path, topic_model: Linear) -> LineRows:
    """Messages with a judged owner, and our own texts under the lines that answer for their topic."""
    judged = judged_owners(folder)
    found = [(row["title"], row["text"], row["lead"], 1.0) for row in judged]
    for topic, text in own_texts():
        if topic != NONE:
            lines = {lawful(topic, place)[0].line for place in PLACES}
            found += [("", text, line, OWN_LINE / len(lines)) for line in sorted(lines)]
    texts = [route_text(title, text) for title, text, _, _ in found]
    return LineRows(
        texts,
        np.array([topic_model.probabilities(body(read)) for read in texts]),
        [line for _, _, line, _ in found],
        [weight for _, _, _, weight in found],
        [row["id"] for row in judged],
    )
