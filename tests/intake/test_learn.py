"""Corrections are exported with their words and learned by one command; nobody's name is in them."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from tests.houses import AT, DESK, TOWN, told
from xiangli.cli.main import main
from xiangli.engines.triage import weights
from xiangli.engines.triage.linear import Linear
from xiangli.engines.triage.reading import topic_text
from xiangli.intake.acts.learn import learn
from xiangli.intake.acts.look_over import look_over
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.matters.acts.correct import correct
from xiangli.site.wiring import mended_weights

pytestmark = pytest.mark.usefixtures("ready")
TELLING = "合作社的无人机打药，把我家的蜜蜂毒死了三箱，谁来赔"


def corrected() -> str:
    """A report whose topic a person overruled; the topic she set."""
    outcome = told(TELLING, place=TOWN, reporter={"name": "示例养蜂人", "phone": "19900000003"})
    assert outcome.matter is not None
    shipped = Linear.unpacked(weights.shipped("topic"))
    read = shipped.classes[int(shipped.scores(topic_text(TELLING)).argmax())]
    topic = next(name for name in ("farming", "bus", "road_damage") if name in shipped.classes and name != read)
    correct(matter=outcome.matter, topic=topic, by=DESK, at=AT, request=uuid4())
    sequence_all(at=AT)
    look_over(at=AT)
    return topic


def test_the_export_has_the_words_and_what_was_settled_and_no_person(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    topic = corrected()
    assert main(["corrections", "export", "--kind", "topic"]) == 0
    said = capsys.readouterr()
    row = json.loads(said.out.splitlines()[0])
    assert (row["kind"], row["settled"], row["text"]) == ("topic", topic, TELLING)
    assert "示例" not in said.out
    assert "topic 1" in said.err
    assert main(["corrections", "export", "--out", str(tmp_path / "all.jsonl")]) == 0
    assert (tmp_path / "all.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_what_was_learned_reads_it_right_and_keeps_what_the_shipped_texts_teach(tmp_path: Path) -> None:
    topic = corrected()
    found = {one.name: one for one in learn(folder=tmp_path)}
    assert (found["topic"].lessons, found["topic"].after, found["topic"].kept) == (1, 1.0, True)
    assert found["topic"].shipped_after >= found["topic"].shipped_before - 0.01
    assert (found["line"].lessons, found["line"].kept) == (0, False)
    model = Linear.unpacked((tmp_path / "topic.npz").read_bytes())
    assert model.classes[int(model.scores(topic_text(TELLING)).argmax())] == topic


def test_one_command_learns_and_the_next_start_reads_by_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected()
    monkeypatch.setattr(weights, "_mended", {})
    assert main(["triage", "train", "--corrections"]) == 0
    assert "topic corrections=1 right 0.000 -> 1.000" in capsys.readouterr().out
    mended_weights()
    file = Path(settings.VAR) / "models" / "topic.npz"
    assert weights.weights("topic") == file.read_bytes() != weights.shipped("topic")
    file.unlink()


def test_without_corrections_nothing_is_kept_and_a_file_and_corrections_at_once_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["triage", "train", "--corrections"]) == 1
    assert not (Path(settings.VAR) / "models" / "topic.npz").exists()
    assert main(["triage", "train"]) == 2
    assert main(["triage", "train", "--corrections", "x.jsonl"]) == 2
