"""`xiangli locate` prints a JSON line a text."""

from __future__ import annotations

import argparse
import gzip
import json

from xiangli.cli import locate


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    locate.arguments(parser)
    return locate.run(parser.parse_args(list(words)))


def test_one_text_gives_one_line(capsys):
    assert run("浏阳市大瑶镇的路灯坏了") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["candidates"][0].keys() >= {"code", "name", "confidence"}
    assert told["candidates"][0]["code"] == "430181110"


def test_the_hint_decides(capsys):
    assert run("高桥镇的路灯坏了", "--hint", "430121") == 0
    assert [c["code"] for c in json.loads(capsys.readouterr().out)["candidates"]] == ["430121109"]


def test_a_packed_file_is_read_line_by_line(capsys, tmp_path):
    rows = [{"text": "浏阳市大瑶镇", "hint": None}, {"text": "你好"}, {"text": "高桥镇", "hint": "430121"}]
    with gzip.open(tmp_path / "rows.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n")
    assert run("--file", str(tmp_path / "rows.jsonl.gz")) == 0
    told = [json.loads(line)["candidates"] for line in capsys.readouterr().out.splitlines()]
    assert [len(c) for c in told] == [1, 0, 1]


def test_nothing_said_is_told(capsys):
    assert run() == 2
    assert "--file" in capsys.readouterr().err


def test_points_of_a_table_get_their_county_and_broken_rows_none(capsys, tmp_path):
    table = tmp_path / "points.csv"
    table.write_text("name,lon,lat\n井,113.63,28.16\n京,116.4,39.9\n错,东经,28\n短\n", encoding="utf-8-sig")
    assert run("--points", str(table)) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "name,lon,lat,county",
        "井,113.63,28.16,430181",
        "京,116.4,39.9,",
        "错,东经,28,",
        "短,",
    ]
    assert told.err.strip() == "points 4 inside 1 outside 1 unreadable 2"


def test_a_table_without_points_is_told(capsys, tmp_path):
    table = tmp_path / "other.csv"
    table.write_text("x,y\n1,2\n", encoding="utf-8")
    assert run("--points", str(table)) == 1
    assert "lon and lat" in capsys.readouterr().err
