"""What an actor typed is held against the fields of the act; each error stands beside its field, in plain words."""

from typing import Any

import pytest

from xiangli.law.language import check_data, refused
from xiangli.law.language.guards import GUARDS, Facts, arguments
from xiangli.measures import shelf

REPORT = {file.stem: loaded.procedure for file, loaded in shelf.procedures()}["report"]


def wrong(step: str, verb: str, data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.field, one.message) for one in check_data(REPORT, REPORT.act(step, verb), data)]


def test_all_that_is_missing_is_named_in_the_order_of_the_form() -> None:
    said = [("owner", "请填写“承办单位”。"), ("item", "请填写“清单事项”。"), ("ground", "请填写“理由”。")]
    assert wrong("handling", "transfer", {}) == said
    assert wrong("handling", "transfer", {"owner": "  ", "item": "", "ground": None}) == said


def test_what_is_optional_may_be_left_out() -> None:
    assert wrong("sort", "assign", {"owner": "transport@430181", "item": "X-01-1"}) == []


@pytest.mark.parametrize("office", ["交通局", "transport", "@430181", "transport@", "transport@liuyang", "a@1@2"])
def test_an_office_is_a_line_at_a_place(office: str) -> None:
    said = wrong("sort", "assign", {"owner": office, "item": "X-01-1"})
    assert said == [("owner", "“承办单位”要写成 单位@地方代码。")]


def test_a_text_too_short_or_too_long_says_by_how_much() -> None:
    assert wrong("handling", "answer", {"answer": "好了"}) == [("answer", "“答复内容”至少 4 个字。")]
    assert wrong("handling", "answer", {"answer": "字" * 2001}) == [
        ("answer", "“答复内容”最多 2000 个字，现在 2001 个。")
    ]
    assert wrong("handling", "answer", {"answer": "字" * 2000}) == []


def test_a_choice_is_one_of_its_values() -> None:
    assert wrong("answered", "rate", {"solved": "maybe"}) == [("solved", "“解决了吗”只能是：解决了、没解决。")]


def test_content_is_said_in_five_steps() -> None:
    assert wrong("answered", "rate", {"solved": "yes", "satisfaction": "5"}) == []
    for value in ("0", "6", "４", "1.5"):
        assert [field for field, _ in wrong("answered", "rate", {"solved": "yes", "satisfaction": value})] == [
            "satisfaction"
        ]


@pytest.mark.parametrize("value", [5, True, ["x"], {"a": "b"}, 1.5])
def test_only_text_is_taken(value: object) -> None:
    assert wrong("answered", "rate", {"solved": "yes", "note": value}) == [("note", "“说明”要用文字填写。")]


def test_a_field_the_step_does_not_ask_for_is_not_kept_in_silence() -> None:
    assert wrong("assigned", "accept", {"photo": "x"}) == [("photo", "这一步不收“photo”。")]


def test_a_ground_is_counted_by_what_it_says_not_by_its_signs() -> None:
    act = REPORT.act("assigned", "return")
    facts = [
        Facts("assigned", "transport@430181", {"ground": ground})
        for ground in ("不归我们管", "…………！！", "不归我们来管")
    ]
    assert [bool(refused(act, one)) for one in facts] == [True, True, False]


def test_every_refusal_shipped_cites_its_ground_and_says_why() -> None:
    refusals = [
        refusal for _, loaded in shelf.procedures() for act in loaded.procedure.acts_ for refusal in act.refuses
    ]
    assert len(refusals) >= 10
    assert [one for one in refusals if not one.cites or len(one.says) < 6] == []


def test_guards_are_a_closed_list_and_each_is_used_by_what_is_shipped() -> None:
    used = {
        guard
        for _, loaded in shelf.procedures()
        for act in loaded.procedure.acts_
        for refusal in act.refuses
        for guard in refusal.unless
    }
    assert used == set(GUARDS)
    assert arguments("ground_given") == ("least",)
