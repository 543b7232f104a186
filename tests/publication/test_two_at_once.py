"""Two in the same moment: one reading stands, and her no never loses. Real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from tests.houses import AT
from tests.publication.stories import LATER, ONE, THREE, TWO, Story, ended, opening
from xiangli.ledger.models import Leaf
from xiangli.matters.models import Entry
from xiangli.publication.acts.agree import withdraw
from xiangli.publication.errors import Refused
from xiangli.publication.models import Publication, PublicationStep
from xiangli.site.install import keys, starter_editions
from xiangli.vault import keys as vault_keys


@pytest.fixture
def house(transactional_db: None) -> None:
    """A county that publishes, in a database that threads share."""
    keys()
    vault_keys.forget()
    starter_editions(AT)
    opening()


def together(*acts: Callable[[], object]) -> list[str]:
    """What became of acts begun at the same moment: ``stands`` or the name of the refusal."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        try:
            gate.wait(10)
            act()
            return "stands"
        except Refused as wrong:
            return type(wrong).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def agreed() -> Story:
    story = ended()
    story.agreed()
    return story


def test_of_two_readers_in_the_same_moment_none_is_counted_twice(house: None) -> None:
    for _ in range(8):
        story = agreed()
        got = together(partial(story.read, ONE), partial(story.read, TWO))
        assert "stands" in got
        row = story.row
        assert len(row.reviewers) == got.count("stands") == row.seq - 1
        assert (row.state == "published") == (got == ["stands", "stands"])
    assert Leaf.objects.count() == Entry.objects.count() + PublicationStep.objects.count()


def test_her_no_never_loses_to_readers(house: None) -> None:
    for _ in range(8):
        story = agreed()
        story.read(THREE)
        report = story.told
        got = together(
            partial(story.read, ONE),
            partial(withdraw, report=report, request=uuid4(), at=LATER),
            partial(story.read, TWO),
        )
        assert got[1] == "stands"
        assert (story.row.state, story.row.question) == ("off", "")


def test_the_same_yes_sent_twice_at_once_is_one_step(house: None) -> None:
    for _ in range(8):
        story, request = ended(), uuid4()
        got = together(partial(story.agreed, request=request), partial(story.agreed, request=request))
        assert got == ["stands", "stands"]
        assert PublicationStep.objects.filter(publication=story.row.id).count() == 1
        assert Publication.objects.filter(report=story.report).count() == 1
