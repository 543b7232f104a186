"""The shipped stories go as they are told, and a story that is not so fails at its line."""

import pytest

from xiangli.measures import shelf
from xiangli.measures.stories import books, run, stage

TOLD = [
    (loaded.procedure.id, book, story)
    for _, loaded in shelf.procedures()
    for book in books(loaded.procedure.id)
    for story in book.stories
]


@pytest.mark.parametrize(("procedure", "book", "story"), TOLD, ids=[f"{p}-{b.name}-{s.line}" for p, b, s in TOLD])
def test_a_shipped_story_goes_as_it_is_told(ready, procedure, book, story):
    with stage():
        run(book, story, procedure)
