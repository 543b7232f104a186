"""Who asks, of what kind, how large; and the hours by the stated formula. All texts are our own."""

from datetime import datetime

import pytest

from xiangli.askings.hours import estimate
from xiangli.askings.reading.asker import asker
from xiangli.askings.reading.kind import Size, channel, columns_listed, kind, masked, size
from xiangli.askings.reading.read import read
from xiangli.askings.vocabulary import KINDS, formula, lines, words
from xiangli.law.limits import SHANGHAI

NOW = datetime(2026, 6, 17, 9, 40, tzinfo=SHANGHAI)
ASKERS = {
    "请各村6月25日前报县民政局": ("civil_affairs", "county"),
    "【卫健局】请各村组织两癌检查": ("health", "county"),
    "王站长（农技站）：把早稻面积报一下": ("agriculture_rural", "township"),
    "各村：请报送民政对象名单。\n镇应急办\n6月17日": ("emergency", "township"),
    "接县教育局通知，开展防溺水宣传": ("education", "county"),
    "请将消防宣传照片发至派出所": ("public_security", "township"),
    "请于明天前将情况报镇组织办": ("party_organisation", "township"),
    "各村把名单发给我": ("", ""),
    "根据省水利厅要求，由县水利局统一安排山塘排查": ("water_resources", "county"),
}


@pytest.mark.parametrize("text", ASKERS)
def test_who_asks_is_read_from_sender_signature_and_whom_to_report_to(text: str) -> None:
    found = asker(text)
    assert found.line == ASKERS[text][0]
    assert not ASKERS[text][1] or found.level == ASKERS[text][1]


SORTS = {
    "请填报附件中的统计表": "sheet", "请报花名册": "sheet", "请扫码填写问卷": "form", "在群里接龙": "form",
    "明天上午召开调度会，请准时参会": "meeting", "县督查组下周来村检查，请陪同": "visit",
    "请报送半年工作总结和佐证材料": "report", "请知悉，互相转告": "notice", "请入户动员，发放宣传单": "task", "好的": "notice",
}  # fmt: skip


@pytest.mark.parametrize("text", SORTS)
def test_of_what_kind_an_asking_is(text: str) -> None:
    assert kind(text) == SORTS[text]


def test_the_size_is_read_where_it_is_said() -> None:
    assert size("每村报12户，表有8列").rows == 12
    assert size("每村报12户，表有8列").columns == 8
    assert size("写一篇1500字的总结").words == 1500
    assert size("各村派2人参加，时间半天") == Size(persons=2, minutes=240)
    assert columns_listed("请报名单（姓名、身份证号、住址、电话）") == ("姓名", "身份证号", "住址", "电话")
    assert columns_listed("各村、社区：请报名单") == ()


def test_a_channel_is_read_from_the_words_and_a_given_one_stands() -> None:
    assert channel("@所有人 请接龙") == "group"
    assert channel("登录系统填报") == "app"
    assert channel("@所有人", given="phone") == "phone"
    assert channel("请报名单") == "chat"


def test_numbers_of_people_are_masked_before_anything_is_kept() -> None:
    assert masked("找老李13800001111，身份证439900199001011234") == "找老李138****1111，身份证439900****1234"
    assert masked("文号123456号，2026年06月25日") == "文号123456号，2026年06月25日"


def test_hours_follow_the_stated_formula_and_show_every_number() -> None:
    found = estimate("sheet", Size(rows=30, columns=10))
    assert found.minutes == (220, 110, 440)  # 10 + 10 + 300 cells × 40 s
    assert "30行 × 10列 × 要现查100% × 40秒 ＝ 200分钟" in "".join(found.lines)
    assert estimate("sheet", Size(rows=30, columns=10), held=90).minutes == (62, 29, 125)
    assert found.cells == 300 and estimate("sheet", Size(rows=30, columns=10), held=90).held == 270


def test_what_is_not_said_is_assumed_named_and_widens_the_range() -> None:
    said, unsaid = estimate("sheet", Size(rows=30, columns=10)), estimate("sheet", Size())
    assert said.likely == unsaid.likely
    assert unsaid.low < said.low and unsaid.high > said.high
    assert "没写行数（份数），按30算（5到120）。" in unsaid.lines


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_a_formula_and_an_honest_range(name: str) -> None:
    found = estimate(name, Size())
    assert 0 < found.low <= found.likely <= found.high
    assert "规范" in found.lines[-1]


def test_the_data_names_nothing_that_is_not_there() -> None:
    assert set(words()["askers"]) <= set(lines())
    assert set(words()["kinds"]) == set(formula()["kinds"]) == set(KINDS)
    parts = formula()["parts"]
    for shape in formula()["kinds"].values():
        by = [one for value in shape.get("by", {}).values() for one in (value if isinstance(value, list) else [value])]
        assert {*shape["once"], *by} <= set(parts)
    assert all(part["takes"][1] <= part["takes"][0] <= part["takes"][2] for part in parts.values())


def test_a_whole_message_is_read_with_its_item_and_a_reply() -> None:
    made = read(
        "李科（县民政局）：@所有人 请各村于6月25日前将高龄补贴花名册（姓名、身份证号、银行账号、电话）报民政办", at=NOW
    )
    assert (made.asker.line, made.kind, made.channel, made.size.columns) == ("civil_affairs", "sheet", "group", 4)
    assert made.verdict.item and made.verdict.item.number == "XZ-02"
    assert "第四十三条" in made.verdict.reply and "6月25日17:30前交" in made.verdict.reply
