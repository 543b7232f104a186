"""The shipped stories go as they are told, and one that is not so fails at its line."""

import pytest

from xiangli.law.language import PolicyError
from xiangli.matters.models import Entry, Matter, Report
from xiangli.measures import shelf
from xiangli.measures.stories import StoryFailed, books, run, stage
from xiangli.measures.telling import load_book
from xiangli.policy.models import Edition
from xiangli.work.models import Job

TOLD = [
    (loaded.procedure.id, book, story)
    for _, loaded in shelf.procedures()
    for book in books(loaded.procedure.id)
    for story in book.stories
]
HEAD = 'procedures: [report]\nplace: "430181103201"\nstories:\n  - story: 一件事\n'
OPENS = "    opens: {at: 2024-03-04 09:00, says: 有个坑, to: transport@430181, item: X-01-1}\n    then:\n"


@pytest.mark.parametrize(("procedure", "book", "story"), TOLD, ids=[f"{p}-{b.name}-{s.line}" for p, b, s in TOLD])
def test_a_shipped_story_goes_as_it_is_told(ready, procedure, book, story):
    with stage():
        run(book, story, procedure)


def test_each_procedure_has_enough_stories_and_sees_wrong_acts_refused_in_every_way():
    for procedure, least in (("report", 12), ("consult", 6)):
        told = [story for book in books(procedure) for story in book.stories]
        refused = {line.refused for story in told for line in story.then if isinstance(line.refused, str)}
        assert len(told) >= least
        assert {"wrong_step", "not_theirs", "N-sign", "N-rate"} <= refused
        assert any(isinstance(line.refused, tuple) for story in told for line in story.then)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{at: 2024-03-04 10:00, by: handler, does: accept, step: sort}", "step is handling, not sort"),
        ("{at: 2024-03-04 10:00, by: handler, does: accept, due: 2024-03-11 00:00}", "due is 2024-03-1"),
        ("{at: 2024-03-04 10:00, by: handler, does: accept, clock: N-sign}", "clock is N-report, not N-sign"),
        ("{at: 2024-03-04 10:00, by: handler, does: accept, tells: [owner]}", "tells ['reporter'], not ['owner']"),
        ("{at: 2024-03-04 10:00, by: handler, does: accept, refused: wrong_step}", "was not refused"),
        ("{at: 2024-03-04 10:00, by: stranger, does: accept}", "refused: 群众"),
        ("{at: 2024-03-04 10:00, by: stranger, does: accept, refused: wrong_step}", "refused by not_theirs, not by"),
        ("{at: 2024-03-05 23:59, does: sweep, late: 'yes'}", "late is no, not yes"),
        ("{by: handler, does: accept}", "says no moment"),
        ("{may: {handler: [accept]}}", "handler may ['accept', 'dispute', 'mend', 'return', 'share', 'transfer'], not"),
        ("{at: 2024-03-04 10:00, does: tell_again, reports: '3'}", "reports is 2, not 3"),
    ],
)
def test_a_story_that_is_not_so_fails_at_its_line(ready, line, said):
    book = load_book(f"{HEAD}{OPENS}      - {line}\n", "one.stories.yaml")
    with stage(), pytest.raises(StoryFailed) as wrong:
        run(book, book.stories[0], "report")
    assert str(wrong.value).startswith("one.stories.yaml:4 一件事: line 1")
    assert said in str(wrong.value)


def test_telling_stories_leaves_nothing_behind(ready):
    tables = (Entry, Matter, Report, Job, Edition)
    before = [model.objects.count() for model in tables]
    with stage():
        for book in books("consult"):
            run(book, book.stories[0], "consult")
    assert [model.objects.count() for model in tables] == before


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{at: 2024-03-04, by: handler, does: accept}", "one.stories.yaml:7: stories.0.then.0.at: Value error"),
        ("{at: 2024-03-04 10:00, does: acept}", "one.stories.yaml:7: stories.0.then.0.does"),
        ("{at: 2024-03-04 10:00, doez: accept}", "one.stories.yaml:7: stories.0.then.0.doez"),
    ],
)
def test_a_slip_in_a_story_is_found_with_its_line(line, message):
    with pytest.raises(PolicyError, match="^" + message.replace(".", r"\.")):
        load_book(f"{HEAD}{OPENS}      - {line}\n", "one.stories.yaml")
