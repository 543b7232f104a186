"""``xiangli law`` and ``xiangli due`` print the article and the sum, and say plainly what is wrong."""

import argparse

import pytest

from xiangli.cli import due, law


def call(module, *words: str) -> int:
    parser = argparse.ArgumentParser()
    module.arguments(parser)
    return module.run(parser.parse_args(words))


def test_an_article_is_printed_with_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(law, "article", "信访工作条例", "22") == 0
    first, second = capsys.readouterr().out.splitlines()[:2]
    assert first == "《信访工作条例》第二十二条（2022-02-25文本）" and second.startswith("各级党委和政府信访部门")


def test_a_missing_article_exits_1_with_a_plain_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(law, "article", "信访工作条例", "220") == 1
    assert "没有第二百二十条" in capsys.readouterr().err


def test_a_row_shows_each_number_with_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(law, "row", "P11") == 0
    assert "审查申请：<= 5 WD （自收到申请之日） 《行政复议法》第三十条" in capsys.readouterr().out


def test_search_and_list_read_the_whole_shelf(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(law, "search", "司法确认", "三十日") == 0
    assert "《人民调解法》第三十三条" in capsys.readouterr().out
    assert call(law, "list") == 0
    assert "民法典 2020-05-28 1260条" in capsys.readouterr().out


def test_the_sum_of_a_limit_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(due, "--start", "2026-09-28", "--limit", "5 WD") == 0
    out = capsys.readouterr().out
    assert "10月1日至10月7日国庆节放假" in out and out.endswith("最后期限：2026年10月10日（周六）24时。\n")


def test_pauses_extensions_and_supplements_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--start", "2026-03-02", "--limit", "20 WD", "--by", "S2", "--extend", "10 WD"]
    assert call(due, *words, "--pause", "2026-03-09/2026-03-16", "--supplement", "2026-03-03") == 0
    # 3/4–6 → 3, 3/16–20 → 8, 3/23–27 → 13, 3/30–4/3 → 18, 4/7–10 → 22, 4/13–17 → 27, 4/20–22 → 30
    assert "最后期限：2026年4月22日（周三）24时。" in capsys.readouterr().out
    assert call(due, *words, "--pause", "2026-03-09") == 0
    assert "停表前的到期时间" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("start", "limit", "word"),
    [("yesterday", "5 WD", "no moment"), ("2026-03-02", "5 weeks", "no limit"), ("2026-03-02", "90 Y", "农历表")],
)
def test_what_cannot_be_counted_exits_1(start: str, limit: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(due, "--start", start, "--limit", limit) == 1
    assert word in capsys.readouterr().err
