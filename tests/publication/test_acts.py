"""Nothing of a person is published but by her yes to that very text and two readers; her no takes it off at once."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from tests.houses import AT, COUNTY, DESK, ROADS, TOWN, staff
from tests.publication.stories import (
    ADMIN,
    ANSWERED,
    LATER,
    ONE,
    THREE,
    TWO,
    Story,
    ended,
    opening,
    published,
)  # fmt: skip
from xiangli.matters.acts.unseal import unseal
from xiangli.notices.acts.tell_reporter import tell_reporter
from xiangli.notices.models import Notice
from xiangli.parties.errors import IdReused
from xiangli.parties.models import Deed
from xiangli.parties.reads.actor import Actor
from xiangli.publication.acts.agree import agree, withdraw
from xiangli.publication.acts.set_aside import is_behind, set_aside
from xiangli.publication.acts.switch import switch
from xiangli.publication.acts.take_off import take_off
from xiangli.publication.errors import Refused
from xiangli.publication.models import Publication, PublicationStep
from xiangli.publication.reads.state import hers, is_open, one, queue
from xiangli.publication.reads.state import published as shelf
from xiangli.work.loop import Loop
from xiangli.work.models import Job

pytestmark = pytest.mark.usefixtures("ready")


def readable(story: Story) -> bool:
    """Whether everybody may read it now, on its own page and on the shelf alike."""
    row, open_now = one(id=story.row.id)
    assert row is not None
    assert (row.id in {found.id for found in shelf(county=COUNTY, page=1)[0]} and is_open(county=COUNTY)) == open_now
    return open_now


def test_nothing_is_published_where_no_county_has_said_so() -> None:
    story = ended()
    assert hers(report=story.told, whole=story.whole) is None
    with pytest.raises(Refused, match="不公开"):
        story.agreed(text="sha256:0")
    assert PublicationStep.objects.count() == 0


def test_a_yes_and_two_readers_publish_and_nothing_less() -> None:
    opening()
    story = ended()
    with pytest.raises(Publication.DoesNotExist):
        story.read(ONE)
    story.agreed()
    assert not readable(story)
    story.read(ONE)
    assert not readable(story)
    story.read(TWO)
    assert readable(story)
    assert [step.verb for step in PublicationStep.objects.order_by("seq")] == ["agree", "review", "review"]
    with pytest.raises(Refused, match="变化"):
        story.read(THREE)


def test_nobody_reads_twice_nor_whoever_handled_the_matter_or_struck_the_text() -> None:
    opening()
    story = ended()
    story.agreed()
    with pytest.raises(Refused, match="经手"):
        story.read(ROADS)
    left = replace(ROADS, person=uuid4(), person_name="示例吴", name="示例吴（别的单位）", hats=ONE.hats)
    with pytest.raises(Refused, match="经手"):  # under another post today, by the name she signed with then
        story.read(left)
    story.read(ONE)
    with pytest.raises(Refused, match="已经审过"):
        story.read(ONE)
    story.struck(TWO, answer="■■已到现场，灯修好了。■■。")
    story.agreed()
    with pytest.raises(Refused, match="您遮的"):
        story.read(TWO)
    assert not readable(story)


def test_opening_the_sealed_name_is_a_hand_in_the_matter() -> None:
    opening()
    story = ended(reporter={"name": "示例某", "phone": "19900000001"})
    story.agreed()
    opener = staff(line="desk", place=COUNTY, acts=("sort", "unseal"), name="示例开")
    unseal(report=story.report, purpose="核实报事的位置", by=opener, at=LATER, request=uuid4())
    with pytest.raises(Refused, match="经手"):
        story.read(opener)


def test_readers_are_of_the_place_and_residents_or_strangers_never() -> None:
    opening()
    story = ended()
    story.agreed()
    far = staff(line="desk", place="430102", acts=("sort",))
    for stranger in (far, ADMIN, Actor(kind="public", name="群众"), staff(line="x", place=COUNTY, acts=("oversee",))):
        with pytest.raises(PermissionDenied):
            story.read(stranger)
        with pytest.raises(PermissionDenied):
            story.struck(stranger, question="■■")
        with pytest.raises(PermissionDenied):
            take_off(opened=story.opened, why="不妥", by=stranger, request=uuid4(), at=LATER)
    assert queue(actor=far) == [] == queue(actor=ADMIN)
    assert [row.id for row in queue(actor=ONE)] == [story.row.id]


def test_a_desk_has_before_it_what_lies_at_its_places_at_every_level() -> None:
    story = published()
    for place, seen in (
        ("43", 1),
        ("4301", 1),
        (COUNTY, 1),
        (TOWN, 1),
        (TOWN + "999", 0),
        ("430181999", 0),
        ("430102", 0),
    ):
        clerk = staff(line="desk", place=place, acts=("sort",))
        assert [row.id for row in queue(actor=clerk)] == [story.row.id] * seen, place


def test_she_agrees_to_the_text_she_has_read_and_to_no_other() -> None:
    opening()
    story = ended()
    with pytest.raises(Refused, match="不一样"):
        story.agreed(text="sha256:" + "0" * 64)
    step = story.agreed()
    assert step.data["text"] == story.offered().digest
    with pytest.raises(Refused, match="已经同意"):
        story.agreed()
    story.read(ONE)
    before = story.offered()
    story.struck(THREE, question="■■" + before.question[4:])
    assert (story.row.state, story.row.reviewers) == ("asked", [])
    with pytest.raises(Refused, match="变化"):
        story.read(TWO)  # her yes was to another text
    with pytest.raises(Refused, match="不一样"):
        story.agreed(text=before.digest)
    story.agreed()
    story.read(ONE)
    story.read(TWO)
    assert readable(story)
    assert story.row.question.startswith("■■")


def test_what_a_reader_read_is_what_is_published() -> None:
    opening()
    story = ended()
    story.agreed()
    digest = story.offered().digest
    story.struck(THREE, answer="灯修好了".join(("■■", "■■")))
    story.agreed()
    with pytest.raises(Refused, match="变化"):
        story.read(ONE, text=digest)


def test_a_clerk_strikes_more_and_adds_nothing() -> None:
    opening()
    story = ended()
    story.agreed()
    row = story.row
    for question, answer in (
        ("加一句" + row.question, row.answer),
        (row.question, ANSWERED),
        (row.question, "灯修好了"),
    ):
        with pytest.raises(Refused) as refused:
            story.struck(ONE, question, answer)
        assert refused.value.field == ("answer" if question == row.question else "question")
    with pytest.raises(Refused, match="全都遮住"):
        story.struck(ONE, question="■■")
    with pytest.raises(Refused, match="没有再遮"):
        story.struck(ONE)
    assert PublicationStep.objects.count() == 1


def test_she_takes_it_back_at_any_time_and_no_word_of_it_is_kept() -> None:
    story = published()
    withdraw(report=story.told, request=uuid4(), at=LATER)
    assert not readable(story)
    assert (story.row.state, story.row.question, story.row.answer) == ("off", "", "")
    with pytest.raises(Refused, match="没有可以收回"):
        withdraw(report=story.told, request=uuid4(), at=LATER)
    assert all("灯" not in str(step.data) for step in PublicationStep.objects.all())
    with pytest.raises(Refused, match="没有同意"):
        story.read(THREE)
    story.agreed()
    assert (story.row.state, story.row.reviewers) == ("waiting", [])


def test_she_takes_it_back_even_when_the_county_has_closed_or_the_matter_goes_on() -> None:
    for change in (lambda story: opening(False), Story.again):
        story = published()
        change(story)
        withdraw(report=story.told, request=uuid4(), at=LATER)
        assert story.row.state == "off"


def test_only_the_holder_of_that_report_agrees_or_takes_back() -> None:
    story, other = published(), ended()
    with pytest.raises(Refused, match="没有可以收回"):
        withdraw(report=other.told, request=uuid4(), at=LATER)
    with pytest.raises(Refused, match="没有答复并办结"):
        agree(report=other.told, whole=story.whole, text=story.offered().digest, request=uuid4(), at=LATER)


def test_a_matter_that_goes_on_leaves_the_page_at_once_and_comes_back_only_by_a_fresh_yes_and_readers() -> None:
    story = published()
    old = story.offered().digest
    story.again()
    assert not readable(story)
    assert queue(actor=ONE) == []
    found = hers(report=story.told, whole=story.whole)
    assert found is not None and (found.state, found.text) == ("moved", None)
    with pytest.raises(Refused, match="没有答复并办结"):
        story.agreed(text=old)
    story.done(LATER + timedelta(days=1), "换了新灯。")
    assert not readable(story)  # ended again, but nobody has agreed to or read this answer
    with pytest.raises(Refused, match="不一样"):
        story.agreed(text=old)
    story.agreed()
    assert not readable(story)
    story.read(ONE)
    story.read(TWO)
    assert readable(story)
    assert story.row.answer == "换了新灯。"


def test_the_platform_writes_the_step_when_a_matter_goes_on_and_only_once() -> None:
    story, quiet = published(), published()
    assert not is_behind()
    story.again()
    assert is_behind()
    set_aside(at=LATER)
    set_aside(at=LATER)
    step = PublicationStep.objects.filter(publication=story.row.id).order_by("-seq")[0]
    assert (step.verb, step.actor, step.seq) == ("aside", "系统", 4)
    assert (story.row.state, story.row.question, is_behind()) == ("aside", "", False)
    assert readable(quiet)


def test_nobody_reads_a_text_whose_matter_has_moved_on() -> None:
    opening()
    story = ended()
    story.agreed()
    story.read(ONE)
    story.again()
    with pytest.raises(Refused, match="又在办"):
        story.read(TWO)
    with pytest.raises(Refused, match="又在办"):
        story.struck(TWO, question="■■")


def test_staff_of_the_place_take_off_with_a_reason() -> None:
    story = published()
    with pytest.raises(Refused) as refused:
        take_off(opened=story.opened, why=" ", by=DESK, request=uuid4(), at=LATER)
    assert refused.value.field == "why"
    request = uuid4()
    step = take_off(opened=story.opened, why="认得出是谁", by=DESK, request=request, at=LATER)
    assert take_off(opened=story.opened, why="认得出是谁", by=DESK, request=request, at=LATER).id == step.id
    assert not readable(story)
    assert story.row.question == ""
    with pytest.raises(Refused, match="没有可以撤下"):
        take_off(opened=story.opened, why="再撤", by=DESK, request=uuid4(), at=LATER)


def test_she_is_told_when_more_is_struck_when_it_is_public_and_when_it_is_taken_off() -> None:
    opening()
    story = ended()
    story.agreed()
    story.struck(THREE, question="■■" + story.row.question[4:])
    story.agreed()
    story.read(ONE)
    story.read(TWO)
    take_off(opened=story.opened, why="认得出是谁", by=DESK, request=uuid4(), at=LATER)
    Loop(now=lambda: LATER, lease=timedelta(seconds=60)).run(until_idle=True)
    told = Notice.objects.filter(reader=str(story.report), entry__in=PublicationStep.objects.values("id")).order_by(
        "id"
    )
    assert [one.text.partition("：")[2][:4] for one in told] == ["工作人员", "已经公开", "已经撤下"]
    for job in Job.objects.filter(kind="tell_reporter"):  # a job that runs twice tells once
        tell_reporter(payload=job.payload, at=LATER)
    assert told.count() == 3


def test_petitions_are_never_published() -> None:
    opening()
    story = ended()
    whole = story.whole
    whole.matter.procedure = "petition"
    assert hers(report=story.told, whole=whole) is None
    with pytest.raises(Refused, match="不公开"):
        agree(report=story.told, whole=whole, text="x", request=uuid4(), at=LATER)


def test_closing_hides_all_at_once_and_opening_shows_them_again() -> None:
    story = published()
    opening(False)
    assert not readable(story)
    with pytest.raises(Refused, match="没有打开"):
        story.read(THREE)
    opening()
    assert readable(story)


def test_only_a_system_administrator_of_the_county_switches_and_it_goes_on_record_once() -> None:
    for stranger in (DESK, ONE, staff(line="x", place="430102", acts=("administer",)), staff(line="x", place=COUNTY, acts=("audit",))):  # fmt: skip
        with pytest.raises(PermissionDenied):
            switch(county=COUNTY, open=True, by=stranger, request=uuid4(), at=AT)
    with pytest.raises(PermissionDenied):
        switch(county="43", open=True, by=ADMIN, request=uuid4(), at=AT)
    assert not is_open(county=COUNTY)
    request = uuid4()
    for _ in range(2):
        switch(county=COUNTY, open=True, by=ADMIN, request=request, at=AT)
    with pytest.raises(IdReused):
        switch(county=COUNTY, open=False, by=ADMIN, request=request, at=AT)
    assert is_open(county=COUNTY)
    assert Deed.objects.filter(verb="switch_publication").count() == 1


def test_the_same_request_again_is_the_same_step_and_another_body_is_refused() -> None:
    opening()
    story, request = ended(), uuid4()
    step = story.agreed(request=request)
    assert story.agreed(request=request, text=story.offered().digest).id == step.id
    with pytest.raises(Refused, match="提交编号"):
        withdraw(report=story.told, request=request, at=LATER)
    again = uuid4()
    assert story.read(ONE, again).id == story.read(ONE, again).id
    with pytest.raises(Refused, match="提交编号"):
        story.read(TWO, again)
    assert PublicationStep.objects.count() == 2
