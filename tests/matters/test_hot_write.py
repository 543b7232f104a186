"""The hot write: one statement on PostgreSQL, one transaction on SQLite, the same rows from both."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from tests.houses import AT, TOWN, told, unlike
from xiangli.intake.acts import receive as receiving
from xiangli.intake.decided import decide
from xiangli.intake.incoming import Incoming, check
from xiangli.ledger.models import Leaf
from xiangli.matters.hot import postgres, rows, sqlite, write
from xiangli.matters.models import Entry, JoinKey, Matter, Report
from xiangli.vault.models import Sealed

pytestmark = pytest.mark.usefixtures("ready")
TABLES = ((Report, rows.REPORT), (Matter, rows.MATTER), (Entry, rows.ENTRY), (Leaf, rows.LEAF), (JoinKey, rows.KEY),
          (Sealed, rows.SEALED))  # fmt: skip


def arrivals(n: int) -> list[rows.Arrival]:
    """``n`` reports of different things, one in two with a phone number, decided but not written."""
    made = [
        Incoming(id=uuid4(), text=f"{unlike()} 第{i}组的水管漏了", place=TOWN, channel="phone", outer_id=f"外-{i}",
                 outer_at=AT, reporter={"phone": f"1990000{i:04d}"} if i % 2 else {})
        for i in range(n)
    ]  # fmt: skip
    return receiving._arrivals([decide(check(one, at=AT)) for one in made], AT)


def in_database(model: Any, columns: dict[str, str]) -> list[dict[str, Any]]:
    """The rows as the ORM gives them back, bytes made comparable."""
    kept = model.objects.values(*columns)
    return sorted(({k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()} for row in kept), key=str)


def meant(made: list[rows.Arrival]) -> dict[Any, list[dict[str, Any]]]:
    """The same rows as the arrivals say them."""
    return {
        Report: [a.report for a in made], Matter: [a.matter for a in made if a.matter],
        Entry: [a.entry for a in made], Leaf: [a.leaf() for a in made],
        JoinKey: [row for a in made for row in a.key_rows()], Sealed: [a.sealed for a in made if a.sealed],
    }  # fmt: skip


@pytest.mark.parametrize("n", [1, 7])
def test_every_row_in_every_table_is_what_was_meant(n: int) -> None:
    made = arrivals(n)
    assert write(made) == {a.id for a in made}
    for model, columns in TABLES:
        assert in_database(model, columns) == sorted(({c: r[c] for c in columns} for r in meant(made)[model]), key=str)


def test_both_forms_name_the_same_tables_and_columns() -> None:
    text = postgres.statement()
    for model, columns in TABLES:
        table = model._meta.db_table
        names = ", ".join(f'"{c}"' for c in columns)
        assert f"INSERT INTO {table} ({names})" in text
        assert any(t.insert.startswith(f"INSERT INTO {table} ({names}) VALUES") for t in sqlite.TABLES)


def test_the_shared_column_lists_are_the_tables_own() -> None:
    for model, columns in TABLES:
        own = {f.column for f in model._meta.fields if not (f.auto_created or f.has_db_default())}
        own -= {"idx"} if model is Leaf else {"parent"} if model is Matter else set()  # null at the beginning
        assert set(columns) == own, model


def test_a_report_known_already_is_left_out_and_nothing_of_it_is_written_again() -> None:
    made = arrivals(1)
    write(made)
    assert write(made) == set()
    assert [m.objects.count() for m in (Report, Matter, Entry, Leaf)] == [1, 1, 1, 1]


def test_joining_a_matter_that_moved_on_raises_and_writes_nothing() -> None:
    first = arrivals(1)[0]
    write([first])
    late = arrivals(1)[0]
    late.report["matter"] = late.entry["matter"] = first.report["matter"]
    late.matter, late.joining = None, rows.Joining("430181", first.report["matter"], 1)
    late.entry["seq"] = 1
    with pytest.raises(IntegrityError):
        from django.db import transaction  # the failed statement must not end the test's own transaction

        with transaction.atomic():
            write([late])
    assert [m.objects.count() for m in (Report, Entry, Leaf)] == [1, 1, 1]


def test_a_report_takes_two_statements_however_full_the_tables_are() -> None:
    told("先报一件，让缓存热起来")
    counts = []
    for n in (0, 5):
        for i in range(n):
            told(f"{unlike()} 另外的事 {i}")
        with CaptureQueriesContext(connection) as seen:
            assert told(f"{unlike()} 又一件").status == "accepted"
        counts.append(len([q for q in seen.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]))
    assert counts[0] == counts[1] <= 2  # the write itself goes past Django's counter: one statement more on PostgreSQL
