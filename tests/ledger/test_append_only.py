"""Entries, leaves and checkpoints can be added and read, never changed or deleted."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.ledger.building import AT, add_entries, grow
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.append_only import FILLED_ONCE, TABLES, UnknownDatabase, holds, statements
from xiangli.ledger.models import Checkpoint, Leaf
from xiangli.matters.models import Entry

GUARDED = ("xiangli_entry", *TABLES)


@pytest.fixture
def guarded(db: None) -> Iterator[None]:
    """The guard in force, inside the test's transaction, so that it goes with it."""
    for _ in range(2):  # safe to repeat
        for one in statements(connection.vendor, GUARDED):
            with connection.cursor() as cursor:
                cursor.execute(one)
    yield


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE xiangli_entry SET verb = 'end'",
        "UPDATE xiangli_entry SET seq = seq + 1",
        "DELETE FROM xiangli_entry",
        "UPDATE xiangli_leaf SET leaf = salt FROM xiangli_entry WHERE entry = id",
        "UPDATE xiangli_leaf SET county = '430182'",
        "DELETE FROM xiangli_leaf",
        "UPDATE xiangli_checkpoint SET size = 9",
        "DELETE FROM xiangli_checkpoint",
    ],
)
def test_changing_and_deleting_is_refused(guarded: None, sql: str) -> None:
    grow(3)
    before = (list(Entry.objects.values()), list(Leaf.objects.values()), list(Checkpoint.objects.values()))
    assert refused(sql)
    assert before == (list(Entry.objects.values()), list(Leaf.objects.values()), list(Checkpoint.objects.values()))


def test_the_same_statements_pass_where_no_guard_stands(db: None) -> None:
    grow(3)
    assert not refused("UPDATE xiangli_entry SET verb = 'end'")
    assert not refused("DELETE FROM xiangli_leaf")


def test_a_place_once_given_stays_on_sqlite_and_is_the_only_open_column_on_postgresql(guarded: None) -> None:
    grow(3)
    assert refused("UPDATE xiangli_leaf SET idx = idx + 10") == (connection.vendor == "sqlite")


def test_the_ledger_goes_on_growing_under_the_guard(guarded: None) -> None:
    grow(3)
    add_entries(4)
    assert sequence_all(at=AT) == 4
    assert checkpoint_all(at=AT) == 1
    assert Leaf.objects.filter(idx__isnull=True).count() == 0


def test_whether_the_guard_stands_can_be_asked(db: None) -> None:
    assert [holds(connection, table) for table in GUARDED] == [False] * 3
    for one in statements(connection.vendor, GUARDED):
        with connection.cursor() as cursor:
            cursor.execute(one)
    assert [holds(connection, table) for table in GUARDED] == [True] * 3


def test_the_columns_listed_as_fixed_are_all_the_others_of_the_table() -> None:
    for model in apps.get_models():
        if model._meta.db_table in FILLED_ONCE:
            column, others = FILLED_ONCE[model._meta.db_table]
            assert sorted([column, *others]) == sorted(field.column for field in model._meta.concrete_fields)


def test_an_unknown_database_is_refused() -> None:
    with pytest.raises(UnknownDatabase):
        statements("oracle", TABLES)
