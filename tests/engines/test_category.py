"""The broad categories: rows of a text and its beginnings, the model's file, its training and the command."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from xiangli.cli import triage as command
from xiangli.engines.triage import Triage
from xiangli.engines.triage.category import ROWS, SHARES, Categories, read, weighed
from xiangli.engines.triage.category_fitting import fit
from xiangli.engines.triage.network import told_of, words
from xiangli.engines.triage.network_fitting import log_chances, worded
from xiangli.engines.triage.runs import runs

TEXTS = [
    ("路灯 不亮 晚上 走路 看不见", "light"), ("小区 门口 路灯 坏了", "light"), ("自来水 停水 两天", "water"),
    ("水管 爆裂 家里 停水", "water"), ("村里 有 狗 咬人", "dog"), ("流浪狗 追 小孩 狗 没拴", "dog"),
] * 4  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Categories:
    return fit([text for text, _ in TEXTS], [label for _, label in TEXTS])


def test_a_run_of_the_beginning_has_a_row_of_its_own_beside_the_whole_texts() -> None:
    early, late = read(runs("路灯 " + "坏 " * 100)), read(runs("坏 " * 100 + "路灯"))
    assert len(set(early[0]) - set(late[0])) > len(set(late[0]) - set(early[0])) > 0


def test_each_part_of_a_text_has_its_share_of_length() -> None:
    rows, often = read(runs("小区 门口 路灯 坏了 " * 30))
    values = weighed(rows, often.copy())
    assert float(values @ values) == pytest.approx(sum(share * share for share in SHARES), rel=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "1", "路" * 100_000, "\x00\ud800"])
def test_any_text_gets_a_category_and_a_chance(text: str, model: Categories) -> None:
    name, chance = model.guess(text)
    assert name in model.classes
    assert 0 < chance <= 1


def test_rows_are_ascending_and_within_bounds() -> None:
    rows, often = read(runs("城市 道路 积水 " * 50))
    assert (np.diff(rows.astype(np.int64)) > 0).all()
    assert rows.max() < ROWS
    assert often.min() == 1.0


def test_training_learns_what_it_is_shown(model: Categories) -> None:
    assert [model.guess(text)[0] for text in ("路灯 坏", "停水", "狗 咬人")] == ["light", "water", "dog"]


def test_a_packed_model_says_the_same_when_unpacked(model: Categories) -> None:
    again = Categories.unpacked(model.packed())
    assert np.allclose(again.scores("路灯 停水"), model.scores("路灯 停水"), atol=1e-2)


def test_a_running_text_is_cut_into_the_longest_known_words() -> None:
    told = worded(["路灯 不亮 晚上", "路灯 晚上 灯", "晚上 不亮 灯 路灯"])
    known = told.words, told_of(told.words)
    assert words(runs("晚上路灯不亮了"), *known).tolist() == words(runs("晚上 路灯 不亮"), *known).tolist()
    assert words(runs(""), *known).size == words(runs("🙂，。"), *known).size == 0


def test_networks_that_do_not_fit_their_words_are_refused(model: Categories) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        replace(model.networks, words=model.networks.words[1:])


def test_many_texts_at_once_get_the_chances_that_each_gets_alone(model: Categories) -> None:
    told = worded([text for text, _ in TEXTS])
    alone = np.stack([model.networks.log_chances(runs(text)) for text, _ in TEXTS])
    assert np.allclose(log_chances(model.networks, told.table), alone, atol=1e-3)


def test_two_categories_are_too_few() -> None:
    with pytest.raises(ValueError, match="three"):
        fit(["路灯", "停水"], ["light", "water"])


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("马路坑洼积水，路灯不亮，人行道也没有", "城乡建设"),
        ("公司拖欠工资，社保也没有交", "劳动和社会保障"),
        ("学校周末补课收费", "教育文体"),
        ("化工厂半夜偷排废气，气味刺鼻", "环境保护"),
        ("出租车拒载，公交线路半小时一班", "交通运输"),
        ("医院看病贵，住院床位难排", "卫生计生"),
    ],
)
def test_the_shipped_model_reads_plain_sentences(text: str, category: str) -> None:
    assert Triage.load().category(text)[0] == category


def test_the_command_trains_and_scores_and_names_a_bad_line(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(command, "trained_file", lambda: tmp_path / "models" / "category.npz")
    file, bad = tmp_path / "rows.jsonl", tmp_path / "bad.jsonl"
    file.write_text("\n".join(json.dumps({"words": t, "category": c}) for t, c in TEXTS), encoding="utf-8")
    bad.write_text('{"words": "路灯"}\n', encoding="utf-8")

    def said(*words: str) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        command.arguments(parser)
        code = command.run(parser.parse_args(list(words)))
        told = capsys.readouterr()
        return code, told.out + told.err

    assert said("train", str(file))[0] == 0
    code, told = said("score", str(file))
    assert (code, told.splitlines()[-1]) == (0, "macro_f1=1.000 n=24")
    code, told = said("score", str(bad))
    assert code == 1
    assert "bad.jsonl:1" in told
