"""The papers of a petition follow its entries: what is told, passed on, opined, served, and what is never told."""

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import docx
import pytest

from tests.faces.people import COUNTY, NOW, TOWN, Told, tell
from xiangli.documents.word.reading import paragraphs
from xiangli.matters.acts.perform import perform
from xiangli.matters.reads.one import whole
from xiangli.matters.reads.papers import filled, sheets
from xiangli.parties.reads.actor import Actor, Hat, reporter

pytestmark = pytest.mark.usefixtures("house")
LAND = f"land_acquisition@{COUNTY}"
UPPER = f"petition_office@{COUNTY}"
OPINION = {"finding": "supported", "answer": "多收的款退还给您。", "law_basis": "土地管理法第四十八条"}


def who(office: str, act: str) -> Actor:
    line, _, place = office.partition("@")
    return Actor(
        kind="post", name=f"{act} {office}", hats=(Hat(uuid4(), act, office, office, (place,), (line,), (act,)),)
    )


class Walk:
    """One petition, a day an act."""

    def __init__(self) -> None:
        self.told: Told = tell("安置房的公摊面积算多了。", procedure="petition", owner="", item="")
        self.at = NOW

    def act(self, verb: str, by: str, **data: Any) -> None:
        self.at += timedelta(days=1)
        row = self.told.row
        actor = {
            "desk": who(f"desk@{TOWN}", "sort"), "handler": who(row.owner or "", "handle"),
            "leader": who(LAND, "instruct"), "reporter": reporter(self.told.report),
        }[by]  # fmt: skip
        perform(matter=row.id, verb=verb, data=data, by=actor, at=self.at, request=uuid4())

    def papers(self) -> list[tuple[int, str]]:
        found = sheets(whole(matter=self.told.matter))
        return [(one.seq, one.paper.id) for one in found if one.seq]

    def words(self, paper: str, seq: int) -> str:
        found = whole(matter=self.told.matter)
        one = next(one for one in sheets(found) if (one.paper.id, one.seq) == (paper, seq))
        document = docx.Document(io.BytesIO(filled(found, one)))
        return "\n".join(text for text, _ in paragraphs(document))


def passed_on() -> Walk:
    walk = Walk()
    walk.act("assign", "desk", owner=LAND, item="X-31-1", kind="claim")
    walk.act("accept", "handler")
    return walk


def test_every_step_of_the_law_has_its_paper() -> None:
    walk = passed_on()
    walk.act("extend_ask", "handler", ground="要到省里调阅测绘成果")
    walk.act("extend_grant", "leader")
    walk.act("answer", "handler", **OPINION)
    assert walk.papers() == [
        (2, "petition_passed"), (3, "petition_accepted"), (3, "served"), (5, "extension"), (5, "served"),
        (6, "petition_opinion"), (6, "served"),
    ]  # fmt: skip
    assert "《信访工作条例》第三十四条" in walk.words("petition_accepted", 3)
    extension = walk.words("extension", 5)
    assert "因要到省里调阅测绘成果，经批准" in extension and "原应于" in extension


def test_an_opinion_says_what_one_may_ask_next_at_each_stage() -> None:
    walk = passed_on()
    walk.act("answer", "handler", **OPINION)
    first = walk.words("petition_opinion", 4)
    assert "信访事项处理意见书" in first and "第三十五条" in first and "多收的款退还给您。" in first
    walk.act("rate", "reporter", solved="no")
    walk.act("transfer", "desk", owner=UPPER, item="X-36-1")
    walk.act("answer", "handler", **OPINION)
    second = walk.words("petition_opinion", 7)
    assert "信访事项复查意见书" in second and "请求复核" in second and "第三十五条" not in second
    walk.act("rate", "reporter", solved="no")
    walk.act("transfer", "desk", owner="petition_office@4301", item="S-36-1")
    walk.act("answer", "handler", **OPINION)
    last = walk.words("petition_opinion", 10)
    assert "信访事项复核意见书" in last and "终结意见" in last and "请求复核（" not in last


def test_what_is_not_accepted_is_told_with_its_reason_and_way() -> None:
    walk = Walk()
    walk.act("end", "desk", outcome="other_way", note="可以向人民法院申请再审")
    assert walk.papers() == [(2, "petition_refusal")]
    text = walk.words("petition_refusal", 2)
    assert "应当通过诉讼、复议、仲裁等途径" in text and "可以向人民法院申请再审" in text


def test_an_accusation_has_a_letter_that_says_nothing_of_it_and_no_other_paper() -> None:
    walk = Walk()
    walk.act("end", "desk", outcome="to_discipline", note="纸件已密封送达")
    assert walk.papers() == [(2, "petition_discipline")]
    text = walk.words("petition_discipline", 2)
    assert "第三十条" in text and "公摊" not in text and "纸件已密封送达" not in text
