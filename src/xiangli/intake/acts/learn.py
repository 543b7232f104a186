"""Learn from corrections: the weights of topics and lines are mended by what people overruled, and kept beside the database.

They are kept only when what the shipped texts teach stays known: a county's habit must not undo the list.
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml

from xiangli.engines.route.ranking import route_text
from xiangli.engines.triage.grams import body
from xiangli.engines.triage.linear import Linear
from xiangli.engines.triage.mending import Lesson, mended, right_share
from xiangli.engines.triage.reading import topic_text
from xiangli.engines.triage.weights import shipped
from xiangli.intake.reads.corrections import rows

MOST_LOST = 0.01
"""Share of the shipped texts that may be read worse than before."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Of one model: lessons, the share right before and after, the same of the shipped texts, and whether it was kept."""

    name: str
    lessons: int
    before: float
    after: float
    shipped_before: float
    shipped_after: float
    kept: bool


def learn(*, folder: Path) -> list[Learned]:
    """Mend ``topic`` and ``line`` from all corrections; write the files that are kept. Always from the shipped weights anew."""
    topics: list[Lesson] = []
    lines: list[Lesson] = []
    topic_model, line_model = Linear.unpacked(shipped("topic")), Linear.unpacked(shipped("line"))
    for row in rows(kinds=("topic", "owner")):
        whole = route_text(row["title"], row["text"])
        if row["kind"] == "topic":
            topics.append(Lesson(body(whole), row["settled"]))
        else:
            lines.append(Lesson(whole, row["settled"], topic_model.probabilities(body(whole))))
    own = _own_texts()
    topic_own = [Lesson(topic_text(text), topic) for topic, text in own]
    line_own = [_as_read(line_model, topic_model, text) for _, text in own]
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _kept("topic", topic_model, topics, topic_own, folder),
        _kept("line", line_model, lines, line_own, folder),
    ]


def _as_read(line_model: Linear, topic_model: Linear, text: str) -> Lesson:
    """A shipped text with the line it is read as today: that reading is what must not be lost."""
    whole = route_text("", text)
    beside = topic_model.probabilities(body(whole))
    return Lesson(whole, line_model.classes[int(line_model.scores(whole, beside).argmax())], beside)


def _kept(name: str, model: Linear, lessons: list[Lesson], own: list[Lesson], folder: Path) -> Learned:
    better = mended(model, lessons) if lessons else model
    held, holds = right_share(model, own), right_share(better, own)
    keep = bool(lessons) and holds >= held - MOST_LOST
    if keep:
        half = folder / f"{name}.part"  # so that a reader never sees half a file
        half.write_bytes(better.packed())
        half.replace(folder / f"{name}.npz")
    return Learned(name, len(lessons), right_share(model, lessons), right_share(better, lessons), held, holds, keep)


def _own_texts() -> list[tuple[str, str]]:
    out = []
    for file in sorted(files("xiangli.engines.models.texts").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml") and file.name != "nothing.yaml":
            for topic, texts in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                out += [(topic, str(text)) for text in texts]
    return out
