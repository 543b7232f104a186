"""Due when, by the words; a day that is no deadline is passed over. All texts are our own. 2026-06-17 is a Wednesday."""

from datetime import datetime

import pytest

from xiangli.askings.reading.due import read_due
from xiangli.law.limits import SHANGHAI

NOW = datetime(2026, 6, 17, 9, 40, tzinfo=SHANGHAI)

SAID = {
    "请各村6月25日前报民政办": "06-25 17:30",
    "请在下班前交": "06-17 17:30",
    "明天上午10点前报到党政办": "06-18 10:00",
    "请于本周五下班前将附件1报应急办": "06-19 17:30",
    "3个工作日内反馈": "06-23 17:30",
    "24小时内上报": "06-18 09:40",
    "6.25前报": "06-25 17:30",
    "请于6月20日（周六）下午5点前发回": "06-20 17:00",
    "月底前完成": "06-30 17:30",
    "二十五号前交": "06-25 17:30",
    "今晚8点前群里接龙": "06-17 20:00",
    "7月中旬前报": "07-20 17:30",
    "每月5日前报送": "07-05 17:30",
    "尽快，今天12点前": "06-17 12:00",
    "报送时间：2026年7月1日": "07-01 17:30",
    "一周内完成整改": "06-24 17:30",
    "半小时内回复": "06-17 10:10",
    "十个工作日内报": "07-02 17:30",
    "年度报表请于1月10日前报": "01-10 17:30",
    "六月二十日前交": "06-20 17:30",
    "15日17时前报": "07-15 17:00",
    "下周三前上交": "06-24 17:30",
    "后天中午前反馈": "06-19 12:00",
    "请于明日9:30前发群里": "06-18 09:30",
    "６月２５日前报": "06-25 17:30",
    "务必在今天下午三点半之前交": "06-17 15:30",
    "年底前完成验收": "12-31 17:30",
    "请于25日24时前上报": "06-26 00:00",
}


@pytest.mark.parametrize("text", SAID)
def test_a_deadline_is_read_as_a_clerk_would(text: str) -> None:
    at = read_due(text, at=NOW).at
    assert at is not None and at.strftime("%m-%d %H:%M") == SAID[text]


NOT_DUE = (
    "根据6月3日印发的通知，请各村抓紧摸排", "马上报", "从6月25日起开展宣传", "截至6月30日在册的党员有几个", "请知悉",
)  # fmt: skip


@pytest.mark.parametrize("text", NOT_DUE)
def test_what_is_no_deadline_is_passed_over_and_said(text: str) -> None:
    found = read_due(text, at=NOW)
    assert found.at is None and "没有写明" in found.lines[0]


def test_of_a_figures_day_and_a_deadline_the_deadline_stands() -> None:
    found = read_due("截至6月30日在册的高龄老人名单，请于7月5日前报", at=NOW)
    assert (found.at and found.at.day, found.found) == (5, "7月5日前")


def test_of_two_deadlines_the_nearer_stands_and_the_other_is_named() -> None:
    found = read_due("6月20日前报初稿，6月28日前报定稿", at=NOW)
    assert found.at and found.at.day == 20 and any("6月28日前" in line for line in found.lines)


def test_the_end_of_a_range_is_not_taken_before_the_day_to_report() -> None:
    found = read_due("6月18日至6月30日开展排查，7月2日前报总结", at=NOW)
    assert found.at and found.at.strftime("%m-%d") == "07-02"


def test_a_meeting_is_due_when_it_begins() -> None:
    found = read_due("下周一上午9点在镇三楼会议室召开防汛会议", at=NOW, kind="meeting")
    assert found.at and found.at.strftime("%m-%d %H:%M") == "06-22 09:00"


def test_the_sum_says_what_was_assumed_what_day_it_is_and_how_long_is_left() -> None:
    lines = "".join(read_due("请于本周五前报", at=NOW).lines)
    assert "周五" in lines and "没写几点" in lines and "端午节" in lines and "还有2天，其中工作日1天" in lines


def test_after_hours_a_time_without_a_day_is_the_next_working_days() -> None:
    late = datetime(2026, 6, 18, 18, 0, tzinfo=SHANGHAI)  # the three days after are a holiday
    found = read_due("下班前交", at=late)
    assert found.at and found.at.strftime("%m-%d %H:%M") == "06-22 17:30"
    assert "今天这个时候已经过了" in "".join(found.lines)


def test_a_day_that_is_no_day_is_nobodys_deadline() -> None:
    assert read_due("请于6月31日前报", at=NOW).at is None


def test_words_of_any_length_and_kind_do_no_harm() -> None:
    for text in ("", "前" * 5000, "9" * 3000, "12月" * 1000, "🙂" * 200, "13月45日前", "99点前"):
        read_due(text, at=NOW)
