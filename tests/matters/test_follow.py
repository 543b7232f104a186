"""Whoever follows the ledgers is handed each entry once, and reaches the end whatever else stands in the tree."""

from uuid import UUID

import pytest

from tests.houses import AT, owned
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Leaf
from xiangli.matters.acts.follow import behind, follow
from xiangli.matters.models import Entry
from xiangli.proof.ids import uuid7

pytestmark = pytest.mark.usefixtures("ready")


def stranger(county: str) -> None:
    """A leaf that is no entry of a matter, as the steps of a draw leave."""
    Leaf.objects.create(entry=uuid7(), county=county, leaf=bytes(32), at=AT)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_leaves_of_other_rooms_are_passed_over_and_every_entry_is_handed_over_once(batch: int) -> None:
    owned()
    county = Entry.objects.get().county
    stranger(county)
    owned()
    stranger(county)
    sequence_all(at=AT)
    handed: list[UUID] = []

    def make(_county: str, entries: list[Entry]) -> int:
        handed.extend(entry.id for entry in entries)
        return len(entries)

    assert behind("example") == [county]
    assert follow("example", make, batch=batch) == 2
    assert sorted(handed) == sorted(Entry.objects.values_list("id", flat=True))
    assert (behind("example"), behind("another")) == ([], [county])
    assert follow("example", make, batch=batch) == 0
