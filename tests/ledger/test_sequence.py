"""Leaves get their place in order, once, without the tree being rebuilt."""

import threading

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.building import AT, add_entries, grow
from xiangli.ledger.acts.sequence import TreeDamaged, is_waiting, sequence, sequence_all
from xiangli.ledger.models import Leaf, Tile, Tree
from xiangli.ledger.reads.state import state
from xiangli.proof import merkle


def root_of(county: str) -> bytes:
    leaves = Leaf.objects.filter(county=county, idx__isnull=False).order_by("idx").values_list("leaf", flat=True)
    return merkle.root(merkle.leaf_hash(bytes(one)) for one in leaves)


@pytest.mark.django_db
def test_leaves_are_numbered_in_the_order_of_their_entries_per_county() -> None:
    here, there = add_entries(5), add_entries(3, county="430182")
    assert is_waiting()
    assert sequence_all(at=AT) == 8
    assert not is_waiting()
    for entries in (here, there):
        found = dict(Leaf.objects.filter(county=entries[0].county).values_list("entry", "idx"))
        assert found == {entry.id: at for at, entry in enumerate(entries)}
        assert bytes(Tree.objects.get(county=entries[0].county).root) == root_of(entries[0].county)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 300), min_size=1, max_size=5), st.integers(1, 400))
def test_growing_by_any_steps_gives_the_root_of_all_leaves(steps: list[int], limit: int) -> None:
    with transaction.atomic():
        for step in steps:
            add_entries(step)
            while sequence(county="430181", at=AT, limit=limit):
                pass
        tree = Tree.objects.get(county="430181")
        assert (tree.size, bytes(tree.root)) == (sum(steps), root_of("430181"))
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_appending_to_a_big_tree_reads_no_old_leaf() -> None:
    grow(700)
    first = CaptureQueriesContext(connection)
    add_entries(3)
    with first:
        sequence(county="430181", at=AT)
    grow(2000)
    add_entries(3)
    with CaptureQueriesContext(connection) as later:
        sequence(county="430181", at=AT)
    assert len(later) == len(first) <= 12
    assert not [q["sql"] for q in later if "idx" in q["sql"] and "IS NULL" not in q["sql"]]


@pytest.mark.django_db
def test_nothing_waiting_changes_nothing() -> None:
    grow(3)
    before = Tree.objects.values().get(county="430181")
    assert sequence(county="430181", at=AT) == 0
    assert Tree.objects.values().get(county="430181") == before


@pytest.mark.django_db
def test_nothing_is_built_on_a_damaged_tile_and_other_counties_go_on() -> None:
    grow(5)
    Tile.objects.filter(county="430181").update(hashes=b"x" * 32)
    add_entries(2)
    add_entries(4, county="430182")
    with pytest.raises(TreeDamaged, match="430181"):
        sequence_all(at=AT)
    assert Leaf.objects.filter(county="430181", idx__isnull=True).count() == 2
    assert Tree.objects.get(county="430182").size == 4


@pytest.mark.django_db(transaction=True)
def test_six_workers_at_once_give_every_index_once_and_the_right_root() -> None:
    add_entries(600)
    errors: list[BaseException] = []

    def work() -> None:
        try:
            while sequence(county="430181", at=AT, limit=37):
                pass
        except BaseException as error:  # a thread's error would be lost
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert sorted(Leaf.objects.values_list("idx", flat=True)) == list(range(600))
    assert bytes(Tree.objects.get(county="430181").root) == root_of("430181")


@pytest.mark.django_db
@pytest.mark.parametrize("counties", [1, 3])
def test_the_oversight_page_asks_three_statements_however_many_counties(counties: int) -> None:
    for at in range(counties):
        grow(4, county=f"43018{at}")
    for at in range(counties):
        add_entries(2, county=f"43018{at}")
    with CaptureQueriesContext(connection) as asked:
        rows = state()
    assert len(asked) == 3
    assert [(row.county, row.size, row.waiting, row.signed_size, row.signed_at) for row in rows] == [
        (f"43018{at}", 4, 2, 4, AT) for at in range(counties)
    ]
    assert rows[0].root == root_of("430180").hex()


@pytest.mark.django_db
def test_a_county_whose_leaves_all_wait_is_shown_too() -> None:
    add_entries(2)
    assert [(row.county, row.size, row.waiting, row.signed_at) for row in state(county="430181")] == [
        ("430181", 0, 2, None)
    ]


@pytest.mark.django_db
def test_more_leaves_than_a_batch_are_all_taken_in_one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xiangli.ledger.acts.sequence.BATCH", 7)
    add_entries(40)
    assert sequence_all(at=AT) == 40
    assert not is_waiting()
