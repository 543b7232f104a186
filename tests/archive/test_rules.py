"""The archive rules are data that is checked: every level has one rule, every matter a term, every paper its turn."""

from importlib.resources import files

import pytest

from xiangli.archive.rules import NAME, TERMS, load_rules, rules
from xiangli.law.language import PolicyError
from xiangli.measures import checking

TEXT = (files("xiangli.archive") / NAME).read_text(encoding="utf-8")


def test_the_shipped_rules_name_only_what_is_there():
    assert list(checking._archive()) == []


@pytest.mark.parametrize(
    ("office", "rule"),
    [
        ("desk@430181110", "township-2022"),
        ("township_subdistrict@430181110", "township-2022"),
        ("desk@430181110201", "village-2018"),
        ("transport@430181", "county-2006"),
        ("petition_office@4301", "county-2006"),
    ],
)
def test_whoever_owned_the_matter_files_it_by_the_rule_of_its_level(office, rule):
    assert rules().of(office).id == rule


@pytest.mark.parametrize(
    ("procedure", "step", "verbs", "term"),
    [
        ("report", "solved", set(), "10"),
        ("report", "solved", {"instruct"}, "30"),
        ("petition", "lapsed", set(), "30"),
        ("petition", "final", set(), "permanent"),
        ("petition", "solved", {"instruct"}, "permanent"),
        ("suggest", "solved", set(), "30"),
    ],
)
def test_the_first_line_that_fits_says_how_long(procedure, step, verbs, term):
    assert rules().of("desk@430181110").kept(procedure=procedure, step=step, verbs=verbs).term == term
    assert term in TERMS


def test_no_rule_is_called_law_since_no_text_is_shipped():
    for rule in rules().rules:
        assert rule.where.startswith("规范（非法律）")
        assert rule.seen == "part"


def test_the_conclusion_lies_on_top_and_the_course_at_the_bottom():
    order = ["petition_opinion", "answer", "petition_register", "transfer", "photos", "course"]
    assert sorted(order, key=rules().turn) == order
    assert rules().turn("transfer") < rules().turn("a_paper_of_tomorrow") < rules().turn("course")


@pytest.mark.parametrize(
    ("was", "is_now", "message"),
    [
        ("applies: village", "applies: township", "one rule each"),
        ("applies: village", "applies: hamlet", "applies"),
        ('      - {term: "10", what: 一般群众诉求的处理}\n', "", "the last term must fit every matter"),
        ('term: "10"', 'term: "20"', "term"),
        ("  - photos\n", "", "where photos lie"),
        ("    seen: part", "    seen: yes", "seen"),
    ],
)
def test_spoilt_rules_are_refused_with_their_line(was, is_now, message):
    assert was in TEXT
    with pytest.raises(PolicyError, match=rf"^rules\.yaml:\d+: .*{message}"):
        load_rules(TEXT.replace(was, is_now, 1), NAME)
