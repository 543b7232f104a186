"""`xiangli ledger prove` prints receipts that `xiangli ledger check` and anybody else can verify."""

import json
from pathlib import Path

import pytest

from tests.ledger.building import AT, add_entries, grow
from xiangli.cli.main import main
from xiangli.ledger import keys
from xiangli.matters.models import Entry, Matter
from xiangli.proof.receipt import verify_receipt

pytestmark = pytest.mark.django_db
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def entries() -> list[Entry]:
    """Three published entries of one matter and one that still waits."""
    made = grow(3)
    made += add_entries(1, matter=made[0].matter, first_seq=3)
    Matter.objects.create(
        id=made[0].matter,
        county="430181",
        city="4301",
        town="430181103",
        place="430181103",
        number="430181-26-000001",
        procedure="report",
        edition="e",
        title="路灯不亮",
        step="sort",
        owner="desk@430181103",
        due_at=AT,
        calendar=2026,
        opened_at=AT,
        seq=3,
    )
    return made


@pytest.mark.parametrize("by", ["number", "id"])
def test_a_matter_s_receipts_are_printed_and_each_verifies(capsys: Capsys, entries: list[Entry], by: str) -> None:
    name = "430181-26-000001" if by == "number" else str(entries[0].matter)
    assert main(["ledger", "prove", name]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["matter"], shown["number"]) == (str(entries[0].matter), "430181-26-000001")
    assert [one["status"] for one in shown["receipts"]] == ["published"] * 3 + ["sequenced"]
    trusted = str(keys.verifier("430181"))
    assert [verify_receipt(one["receipt"], trusted=trusted) for one in shown["receipts"][:3]] == [[], [], []]
    assert shown["receipts"][3]["receipt"] is None


def test_one_receipt_goes_through_a_file_and_is_checked_there(
    capsys: Capsys, entries: list[Entry], tmp_path: Path
) -> None:
    assert main(["ledger", "prove", str(entries[0].matter), "--seq", "1"]) == 0
    file = tmp_path / "receipt.json"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    key = str(keys.verifier("430181"))
    assert main(["ledger", "check", str(file), "--key", key]) == 0
    assert capsys.readouterr().out == "whole\n"
    assert main(["ledger", "check", str(file)]) == 0
    assert "--key" in capsys.readouterr().out
    receipt = json.loads(file.read_text(encoding="utf-8"))
    receipt["entry"]["verb"] = "end"
    file.write_text(json.dumps(receipt), encoding="utf-8")
    assert main(["ledger", "check", str(file), "--key", key]) == 1
    assert capsys.readouterr().out.startswith("BAD entry: ")


def test_a_changed_entry_has_no_receipt_but_a_name(capsys: Capsys, entries: list[Entry]) -> None:
    for entry in (entries[1], entries[3]):
        Entry.objects.filter(id=entry.id).update(verb="end")
        assert main(["ledger", "prove", str(entry.matter), "--seq", str(entry.seq)]) == 1
        said = capsys.readouterr().out
        assert said.startswith("BAD ")
        assert f"entry={entry.id} matter={entry.matter} seq={entry.seq}" in said


def test_an_unknown_matter_or_file_is_said(capsys: Capsys, tmp_path: Path) -> None:
    assert main(["ledger", "prove", "430181-26-999999"]) == 2
    assert main(["ledger", "check", str(tmp_path / "none.json")]) == 2
    broken = tmp_path / "broken.json"
    broken.write_bytes(b'{"a":')
    assert main(["ledger", "check", str(broken)]) == 1
    broken.write_text("[" * 100_000)
    assert main(["ledger", "check", str(broken)]) == 1
    assert capsys.readouterr().out == "BAD 不是 JSON\n" * 2
