"""`xiangli ledger verify` finds whatever was changed behind the application's back, and names it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from tests.ledger.building import AT, add_entries, grow
from xiangli.cli.main import main
from xiangli.ledger import keys
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Checkpoint, Leaf, Tile, Tree
from xiangli.matters import content
from xiangli.matters.models import Entry
from xiangli.proof.canonical import leaf

pytestmark = pytest.mark.django_db
Capsys = pytest.CaptureFixture[str]


def verify(capsys: Capsys, *options: str) -> tuple[int, str]:
    code = main(["ledger", "verify", *options])
    return code, capsys.readouterr().out.strip()


def set_raw(table: str, key: str, entry: UUID, **columns: object) -> None:
    """Change columns by SQL, past every model and, on SQLite, past every check."""
    prepared = entry if connection.vendor == "postgresql" else entry.hex
    with connection.cursor() as cursor, unchecked(cursor):
        for column, value in columns.items():
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, prepared])


@contextmanager
def unchecked(cursor: CursorWrapper) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    cursor.execute("PRAGMA ignore_check_constraints = 1")
    try:
        yield
    finally:
        cursor.execute("PRAGMA ignore_check_constraints = 0")


def named(entry: Entry) -> str:
    return f"entry={entry.id} matter={entry.matter} seq={entry.seq}"


def test_a_whole_ledger_says_so_sequenced_or_not(capsys: Capsys) -> None:
    grow(3, 600)
    grow(2, county="430182")
    add_entries(4)
    assert verify(capsys) == (0, "whole entries 609 sequenced 605 waiting 4 counties 2 checkpoints 3")


def test_an_empty_ledger_is_whole(capsys: Capsys) -> None:
    assert verify(capsys) == (0, "whole entries 0 sequenced 0 waiting 0 counties 0 checkpoints 0")


@pytest.mark.parametrize("sequenced", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        {"data": json.dumps({"title": "第 7 条", "photos": [], "urgent": True})},
        {"data": "[1.5]"},
        {"verb": "end"},
        {"actor": "desk@430181104"},
        {"seq": 99},
        {"salt": b"\x01" * 16},
        {"leaf": b"\x01" * 32},
        {"county": "430182"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_one_changed_column_of_one_entry_names_it(capsys: Capsys, change: dict[str, object], sequenced: bool) -> None:
    entries = grow(12) if sequenced else add_entries(12)
    set_raw("xiangli_entry", "id", entries[7].id, **change)
    entries[7].refresh_from_db()
    code, said = verify(capsys)
    assert (code, named(entries[7]) in said, said.count("BAD")) == (1, True, 1)


@pytest.mark.parametrize(
    "change",
    [{"data": '{"title": '}, {"at": "2026-13-45"}, {"at": "x"}, {"matter": "zz"}, {"salt": 5}, {"leaf": "text"}],
    ids=str,
)
def test_a_value_of_a_wrong_kind_is_refused_by_the_database_or_else_named(
    capsys: Capsys, change: dict[str, object]
) -> None:
    entries = grow(12)
    try:
        with transaction.atomic():
            set_raw("xiangli_entry", "id", entries[7].id, **change)
    except DatabaseError:
        assert connection.vendor == "postgresql"  # whose columns are typed
        return
    code, said = verify(capsys)
    assert (code, f"entry={entries[7].id}" in said, said.count("BAD")) == (1, True, 1)


def test_of_several_changed_entries_the_first_is_named(capsys: Capsys) -> None:
    entries = grow(12)
    for at in (9, 4, 6):
        set_raw("xiangli_entry", "id", entries[at].id, verb="end")
    assert named(entries[4]) in verify(capsys)[1]
    assert verify(capsys, "--all")[1].count("BAD") == 3


def delete_entry(entry: Entry) -> None:
    Entry.objects.filter(id=entry.id).delete()


def delete_leaf(entry: Entry) -> None:
    Leaf.objects.filter(entry=entry.id).delete()


def delete_both(entry: Entry) -> None:
    delete_entry(entry)
    delete_leaf(entry)


def forge_both(entry: Entry) -> None:
    entry.verb = "end"
    entry.leaf = leaf(bytes(entry.salt), content(entry))
    entry.save()
    Leaf.objects.filter(entry=entry.id).update(leaf=entry.leaf)


def change_leaf(entry: Entry) -> None:
    Leaf.objects.filter(entry=entry.id).update(leaf=b"x" * 32)


def move_leaf(entry: Entry) -> None:
    Leaf.objects.filter(entry=entry.id).update(county="430182", idx=None)


@pytest.mark.parametrize(
    ("attack", "says"),
    [
        (delete_entry, "entry={7}"),
        (delete_leaf, "entry={7} matter={matter} seq=7"),
        (delete_both, "entry={8} matter={matter} seq=8 county=430181 index=8"),
        (forge_both, "entry={7} matter={matter} seq=7 county=430181 index=7"),
        (change_leaf, "entry={7} matter={matter} seq=7"),
        (move_leaf, "entry={7} matter={matter} seq=7"),
    ],
)
def test_an_attack_on_entry_and_leaf_is_found_and_placed(
    capsys: Capsys, attack: Callable[[Entry], None], says: str
) -> None:
    entries = grow(5, 7)
    attack(entries[7])
    code, said = verify(capsys)
    wanted = says.replace("{7}", str(entries[7].id)).replace("{8}", str(entries[8].id))
    assert (code, wanted.replace("{matter}", str(entries[0].matter)) in said) == (1, True)


def forge_root() -> None:
    Tree.objects.update(root=b"x" * 32)


def forge_checkpoint_column() -> None:
    Checkpoint.objects.filter(size=5).update(root=b"x" * 32)


def forge_checkpoint_note() -> None:
    row = Checkpoint.objects.get(size=5)
    Checkpoint.objects.filter(size=5).update(note=row.note.replace("\n5\n", "\n6\n"))


def drop_last_checkpoint() -> None:
    Checkpoint.objects.filter(size=12).delete()


def change_tile() -> None:
    Tile.objects.update(hashes=b"x" * 32 * 12)


def drop_tile() -> None:
    Tile.objects.all().delete()


def longer_tile() -> None:
    row = Tile.objects.get()
    Tile.objects.update(hashes=bytes(row.hashes) + b"x" * 32)


def add_tile() -> None:
    Tile.objects.create(county="430181", level=3, number=0, hashes=b"x" * 32)


def change_edge() -> None:
    Tree.objects.update(edge=b"x" * 64)


def drop_tree() -> None:
    Tree.objects.all().delete()


@pytest.mark.parametrize(
    ("attack", "says"),
    [
        (forge_root, "树的记载"),
        (forge_checkpoint_column, "checkpoint=5"),
        (forge_checkpoint_note, "checkpoint=5"),
        (drop_last_checkpoint, "树根声明被删过"),
        (change_tile, "叶值与入树时不符"),
        (drop_tile, "节点块 0/0"),
        (longer_tile, "节点块多了或少了"),
        (add_tile, "节点块多了或少了"),
        (change_edge, "树的边缘"),
        (drop_tree, "树的记载"),
    ],
)
def test_an_attack_on_the_tree_or_a_root_is_found(capsys: Capsys, attack: Callable[[], None], says: str) -> None:
    grow(5, 7)
    attack()
    code, said = verify(capsys)
    assert (code, says in said) == (1, True)


def test_another_key_than_the_one_that_signed_is_found(capsys: Capsys, key_folder: Path) -> None:
    grow(5)
    (key_folder / keys.FILE).unlink()
    code, said = verify(capsys)
    assert (code, "签名钥匙不在" in said) == (1, True)
    keys.ensure(key_folder)
    code, said = verify(capsys)
    assert (code, "checkpoint=5" in said) == (1, True)


def test_an_entry_forged_with_its_leaf_and_tile_is_found_by_the_signed_root(capsys: Capsys) -> None:
    entries = grow(5, 7)
    forge_both(entries[7])
    Tile.objects.all().delete()
    Tree.objects.all().delete()
    Leaf.objects.update(idx=None)
    sequence_all(at=AT)
    code, said = verify(capsys)
    assert (code, "第 5 片叶之后有改动" in said, "checkpoint=12" in said) == (1, True, True)


def test_many_pages_of_entries_are_gone_through(capsys: Capsys) -> None:
    entries = grow(4500, 1200)
    assert verify(capsys) == (0, "whole entries 5700 sequenced 5700 waiting 0 counties 1 checkpoints 2")
    set_raw("xiangli_entry", "id", entries[5600].id, verb="end")
    assert named(entries[5600]) in verify(capsys)[1]
    Entry.objects.filter(id=entries[5600].id).update(verb="open")
    forge_both(entries[5300])
    assert f"{named(entries[5300])} county=430181 index=5300" in verify(capsys)[1]
