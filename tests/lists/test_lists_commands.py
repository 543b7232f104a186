"""The commands `triage`, `route` and `lists`, as a person calls them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from xiangli.cli.main import main
from xiangli.cli.triage import trained_file

ROWS = [
    *[
        {"words": f"路灯 不亮 {word}", "category": "城乡建设"}
        for word in ("小区", "巷子", "马路", "桥头", "村口", "广场")
    ],
    *[
        {"words": f"工资 拖欠 {word}", "category": "劳动和社会保障"}
        for word in ("工地", "公司", "厂里", "饭店", "老板", "包工头")
    ],
    *[
        {"title": "入学", "text": f"学校 老师 {word}", "category": "教育文体"}
        for word in ("小学", "中学", "班级", "高中", "校长", "作业")
    ],
]


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    file = tmp_path / "judged.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    return file


@pytest.fixture
def no_trained_file_is_left() -> object:
    yield
    trained_file().unlink(missing_ok=True)


@pytest.mark.usefixtures("no_trained_file_is_left")
def test_a_county_trains_on_its_own_messages_and_scores_with_them(
    judged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["triage", "score", str(judged)]) == 0
    shipped = capsys.readouterr().out
    assert shipped.startswith("model: shipped") and shipped.splitlines()[-1].endswith(" n=18")
    assert main(["triage", "train", str(judged)]) == 0
    capsys.readouterr()
    assert main(["triage", "score", str(judged)]) == 0
    own = capsys.readouterr().out
    assert str(trained_file()) in own
    assert own.splitlines()[-1] == "macro_f1=1.000 n=18"


def test_a_row_without_a_category_is_named_and_nothing_is_trained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text('{"words": "路灯"}\n', encoding="utf-8")
    assert main(["triage", "train", str(file)]) == 1
    assert "bad.jsonl:1: needs words or text, and category" in capsys.readouterr().err
    assert not trained_file().exists()


def test_route_prints_a_ranking_a_line_and_names_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": 7, "title": "学区", "text": "小学怎么报名"}\nnot json\n{"id": "8"}\n', encoding="utf-8")
    assert main(["route", str(file)]) == 1
    printed = capsys.readouterr()
    rows = [json.loads(line) for line in printed.out.splitlines()]
    assert [row["id"] for row in rows] == [7, "8"]
    assert rows[0]["owners"][0] == "education"
    assert len(rows[0]["owners"]) == len(rows[1]["owners"]) == 40
    assert "in.jsonl:2" in printed.err


def test_anyone_can_ask_who_handles_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lists", "who", "路灯不亮", "--place", "430181103"]) == 0
    said = capsys.readouterr().out
    assert "路灯照明" in said and "urban_management@430181" in said and "township_subdistrict@430181103" in said
    assert main(["lists", "who", "路灯不亮", "--place", "nowhere"]) == 1
    assert "not a place code" in capsys.readouterr().err


def test_topics_and_items_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lists", "topics"]) == 0
    assert "street_lights\t路灯照明\tStreet lights" in capsys.readouterr().out
    assert main(["lists", "duties", "--topic", "minimum_living"]) == 0
    assert "《社会救助法》第37条" in capsys.readouterr().out
    assert main(["lists", "duties", "--topic", "weather"]) == 1
