"""Whatever anybody tries in whatever order: the row is the fold of its entries, and a refused act leaves no trace."""

from random import Random

import pytest
from django.db import IntegrityError, transaction

from tests.matters.walk_words import VERBS
from tests.matters.walks import Seen, begin, step
from xiangli.ledger.models import Leaf
from xiangli.matters.models import Entry, Matter

pytestmark = pytest.mark.usefixtures("ready")
WALKS, PARTS, MOST = 2_000, 4, 16
SHARE = 2
"""Parts in the ordinary run; all of them in the long one."""
SOAK = 100_000


def walk(seed: int, many: int) -> Seen:
    """``many`` walks of 1 to MOST acts each."""
    random, seen = Random(seed), Seen()
    for one in begin(random, many):
        for _ in range(random.randint(1, MOST)):
            step(random, one, seen)
    assert Leaf.objects.count() == Entry.objects.count()
    return seen


@pytest.mark.parametrize(
    "seed", [*range(SHARE), *(pytest.param(n, marks=pytest.mark.soak) for n in range(SHARE, PARTS))]
)
def test_random_walks_keep_row_entries_leaves_and_clock_together(seed: int) -> None:
    seen = walk(seed, WALKS // PARTS)
    missing = {
        *VERBS, "late", "lapse", "warn", "run_on", "join", "unjoin", "undo", "NotToUndo", "child ends",
        "WrongStep", "Forbidden", "BadFields", "Refused", "Conflict", "IdReused", "repeated", "not joined",
    } - set(seen.kinds)  # fmt: skip
    assert missing == set(), f"in {seen.acts} acts nobody met {missing}"


@pytest.mark.soak
def test_a_hundred_thousand_operations() -> None:
    acts, seed = 0, 10_000
    while acts < SOAK:
        with transaction.atomic():
            acts += walk(seed, 100).acts
            transaction.set_rollback(True)  # so that counting all rows stays quick
        seed += 1


def test_the_schema_itself_refuses_an_open_matter_without_owner_or_clock_and_a_turn_taken_twice() -> None:
    one = begin(Random(1), 1)[0]
    for emptied in ({"owner": None}, {"due_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Matter.objects.filter(id=one.matter).update(**emptied)
    entry = Entry.objects.get(matter=one.matter)
    entry.pk, entry.request = one.first, None
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)
