"""A paper is data that is checked before any matter needs it."""

import pytest

from tests.documents.conftest import TEXT
from xiangli.documents.paper import Paper, load_paper
from xiangli.law.language import PolicyError
from xiangli.measures import checking, shelf


def test_every_shipped_paper_names_only_what_is_there():
    assert len(list(shelf.papers())) >= 6
    assert list(checking._papers()) == []


@pytest.mark.parametrize(
    ("was", "is_now", "message"),
    [
        ("{number}", "{nunber}", r"sample\.paper\.yaml:4: the lines name 'nunber', which is no field"),
        ("  number: {from: matter}\n", "", r"the lines name 'number', which is no field"),
        ("typed: ", "p: 一, typed: ", r"cannot be read"),
        ("  - title: 样　张\n", "  - {title: 样张, p: 两样}\n", r"sample\.paper\.yaml:12: a line has exactly one of"),
        ("[以上属实]", "[一, 二, 三]", r"one, two or four cells"),
        ("from: hand, name: {zh: 意见, en: Opinion}", "from: hand", r"filled by hand and needs a name"),
        ("name: {from: sealed}", "name: {from: matter}\n  salary: {from: sealed}", r"no line names field 'salary'"),
        ("from: entry", "from: wind", r"sample\.paper\.yaml:6: fields\.answer\.from"),
        ('version: "2026-11-25"', "version: first", r"sample\.paper\.yaml:2: version"),
        ('"编号：{number}"', '"编号：{number"', r"a field is written"),
    ],
)
def test_a_slip_in_a_paper_is_found_with_its_line(was, is_now, message):
    assert was in TEXT
    with pytest.raises(PolicyError, match=message):
        load_paper(TEXT.replace(was, is_now), "sample.paper.yaml")


def test_the_vault_is_asked_only_for_what_it_holds(sample: Paper):
    with pytest.raises(PolicyError, match="the vault holds name, phone, identity, not 'number'"):
        load_paper(TEXT.replace("number: {from: matter}", "number: {from: sealed}"), "sample.paper.yaml")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"of": {"verbs": ["answer"], "procedures": ["reprot"]}}, "no procedure 'reprot'"),
        ({"of": {"verbs": ["anser"]}}, "no act 'anser' in them"),
        ({"of": {}}, "field 'answer' does not come from the entry"),
        ({"of": {"verbs": ["answer"]}, "basis": ["信访工作条例.999"]}, "信访工作条例"),
    ],
)
def test_what_a_paper_names_must_be_there(sample: Paper, change, said):
    other = Paper.model_validate(sample.canonical() | change)
    assert any(said in what for what in checking.unfounded(other))


def test_a_sound_paper_of_an_answer_is_not_faulted(sample: Paper):
    sound = Paper.model_validate(sample.canonical() | {"of": {"verbs": ["answer"]}, "basis": ["P2"]})
    assert list(checking.unfounded(sound)) == []
