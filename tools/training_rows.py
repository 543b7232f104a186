"""Rows to train on: hashed n-grams, labels and weights, out of a folder of judged messages and our own texts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from xiangli.engines.route.ranking import rows_of
from xiangli.engines.triage.grams import Rows, grams
from xiangli.engines.triage.reading import CATEGORY_LONGEST, NONE, TOPIC_LONGEST
from xiangli.engines.triage.words import WordReading
from xiangli.lists.edition import topics
from xiangli.lists.reads.owner_of import lawful

CLEAR = 1.5
"""The best topic's words must say this many times what the next topic's say."""
OWN, WORD, JUDGED, WEAK = 3.0, 1.0, 1.0, 0.5
"""How much a text of ours, a word of the list, a message with a judged owner, and any other message count."""
PLACES = ("430181103", "430181")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a .jsonl.gz."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def category_rows(folder: Path) -> tuple[list[Rows], list[str]]:
    """The judged categories."""
    rows = list(read(folder / "labelled.jsonl.gz"))
    return [grams(row["words"], longest=CATEGORY_LONGEST) for row in rows], [row["category"] for row in rows]


def own_texts() -> Iterator[tuple[str, str]]:
    """(topic, text) of the texts written for this project."""
    for file in sorted((files("xiangli.engines.models") / "texts").iterdir(), key=lambda f: f.name):
        for topic, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            yield from ((topic, text) for text in texts)


def judged_owners(folder: Path) -> list[dict[str, Any]]:
    """Messages whose owner is known: id, title, text, lead."""
    messages = {row["id"]: row for row in read(folder / "replies.jsonl.gz")}
    return [messages[row["id"]] | {"lead": row["lead"]} for row in read(folder / "owners.jsonl.gz")]


def clear_topic(words: WordReading, title: str, text: str, lead: str | None = None) -> str | None:
    """The topic the list's words speak for clearly, among those the known lead may own; None if none does."""
    found = words.scores(text, title)
    if lead is not None:
        found = {t: s for t, s in found.items() if any(o.line == lead for p in PLACES for o in lawful(t, p))}
    best = sorted(found.items(), key=lambda pair: -pair[1])[:2]
    if not best or best[0][1] < 2 or (len(best) > 1 and best[0][1] < CLEAR * best[1][1]):
        return None
    return best[0][0]


def topic_rows(folder: Path) -> tuple[list[Rows], list[str], list[float]]:
    """Our texts, the list's words, and the messages of which the words speak clearly."""
    listed = topics()
    words = WordReading.of({topic.id: topic.words for topic in listed.values()})
    found: list[tuple[str, str, float]] = [(topic, text, OWN) for topic, text in own_texts()]
    found += [(topic.id, word, WORD) for topic in listed.values() for word in topic.words]
    judged = judged_owners(folder)
    known = {row["id"] for row in judged}
    for row in judged:
        topic = clear_topic(words, row["title"], row["text"], row["lead"])
        if topic:
            found.append((topic, f"{row['title']} {row['text']}", JUDGED))
    for name in ("stream", "replies"):
        for row in read(folder / f"{name}.jsonl.gz"):
            topic = None if row["id"] in known else clear_topic(words, row["title"], row["text"])
            if topic:
                found.append((topic, f"{row['title']} {row['text']}", WEAK))
    labels = [topic for topic, _, _ in found]
    assert set(labels) <= set(listed) | {NONE}, set(labels) - set(listed)
    return [grams(text, longest=TOPIC_LONGEST) for _, text, _ in found], labels, [weight for _, _, weight in found]


def line_rows(folder: Path) -> tuple[list[Rows], list[str], list[float]]:
    """Messages with a judged owner, and our own texts under the line that answers for their topic."""
    judged = judged_owners(folder)
    found = [(rows_of(row["title"], row["text"]), row["lead"], 1.0) for row in judged]
    for topic, text in own_texts():
        owners = lawful(topic, PLACES[1]) if topic != NONE else ()
        if owners:
            found.append((rows_of("", text), owners[0].line, 0.3))
    return [r for r, _, _ in found], [line for _, line, _ in found], [w for _, _, w in found]
