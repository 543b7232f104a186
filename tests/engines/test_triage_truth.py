"""Figures on messages the models had not seen; only with the truth folder, and only a share of it, to stay quick."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.score_quality import cross_ranked, folds, near_doubles
from tools.train_models import category_model, topic_model
from tools.training_rows import category_rows, line_rows, own_texts, read, topic_rows
from xiangli.engines.triage.fitting import macro_f1
from xiangli.lists.reads.propose import propose


def test_categories_of_a_fifth_held_out_are_read_better_than_by_the_plain_baseline(truth: Path) -> None:
    texts, labels = category_rows(truth)
    fold = folds(labels)[near_doubles(texts)]
    on, held = np.flatnonzero(fold != 0), np.flatnonzero(fold == 0)
    model = category_model([texts[k] for k in on], [labels[k] for k in on])
    assert macro_f1([labels[k] for k in held], [model.guess(texts[k])[0] for k in held]) >= 0.917


def test_owners_of_messages_held_out_are_ranked_better_than_the_baseline(truth: Path) -> None:
    rows = line_rows(truth, topic_model(*topic_rows(truth)))
    ranked, _ = cross_ranked(rows, parts=(0, 1))
    told = [(lines, lead) for lines, lead in zip(ranked, rows.labels, strict=False) if lines]
    assert len(told) > 400
    assert np.mean([lines[0] == lead for lines, lead in told]) >= 0.62
    assert np.mean([lead in lines[:3] for lines, lead in told]) >= 0.85


def test_a_person_sorts_no_more_than_a_fifth_of_the_stream(truth: Path) -> None:
    found = [propose(row["title"], row["text"], "4301") for row in read(truth / "stream.jsonl.gz")]
    assert 0.05 <= np.mean([p.sort for p in found]) <= 0.20


def test_no_text_of_ours_stands_in_the_truth(truth: Path) -> None:
    messages = "\n".join(row["text"] for name in ("stream", "replies") for row in read(truth / f"{name}.jsonl.gz"))
    assert [text for _, text in own_texts() if len(text) > 8 and text in messages] == []
