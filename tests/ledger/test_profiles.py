"""A whole installation under either profile: entries, tree, roots, receipts, sealed records; chosen once and kept."""

import json
import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import LazySettings

from tests.houses import AT, DESK, told
from tests.ledger.building import grow
from xiangli.cli.main import main
from xiangli.ledger import keys
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Checkpoint
from xiangli.ledger.reads.prove import prove
from xiangli.ledger.reads.published import consistency
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.form import fields
from xiangli.matters.models import Report
from xiangli.proof import checkpoint as points
from xiangli.proof import merkle, note
from xiangli.proof.profile import BY_ALG, PROFILES, profile
from xiangli.proof.receipt import verify_receipt
from xiangli.site.crypto import CryptoFixed, chosen, fix
from xiangli.site.install import keys as install_keys
from xiangli.site.install import starter_editions
from xiangli.vault import keys as vault_keys
from xiangli.vault.box import BrokenSeal, blind, close, open_box

pytestmark = pytest.mark.django_db
Capsys = pytest.CaptureFixture[str]


@pytest.fixture(params=PROFILES)
def crypto(request: pytest.FixtureRequest, settings: LazySettings, key_folder: Path) -> str:
    """The settings of an installation made with one profile, its keys beside it."""
    settings.CRYPTO = request.param
    keys.ensure(key_folder)
    vault_keys.ensure(key_folder)
    vault_keys.forget()
    return request.param


def test_the_ledger_is_whole_and_a_stranger_can_check_every_receipt(crypto: str, capsys: Capsys) -> None:
    entries = grow(5, 300)
    assert main(["ledger", "verify"]) == 0
    assert "entries 305 sequenced 305" in capsys.readouterr().out
    trusted = str(keys.verifier("430181"))
    for entry in (entries[0], entries[4], entries[304]):
        made = prove(entry=entry.id, content=fields(entry), salt=bytes(entry.salt)).receipt
        assert made is not None
        assert made["alg"] == profile(crypto).alg
        assert verify_receipt(json.loads(json.dumps(made)), trusted=trusted) == []


def test_a_changed_entry_is_found_under_either(crypto: str, capsys: Capsys) -> None:
    entries = grow(5)
    entries[3].verb = "end"
    entries[3].save()
    assert main(["ledger", "verify"]) == 1
    assert f"entry={entries[3].id}" in capsys.readouterr().out


def test_a_signed_root_names_its_algorithm_and_grows_out_of_the_one_before(crypto: str) -> None:
    grow(5, 300)
    old, new = Checkpoint.objects.order_by("size")
    key = keys.verifier("430181")
    first, second = (points.read(one.note, key) for one in (old, new))
    assert first.alg == profile(crypto).alg
    assert merkle.is_consistent(
        old=5, new=305, old_root=first.root, new_root=second.root,
        proof=consistency(county="430181", old=5, new=305), hashing=BY_ALG[first.alg].hashing,
    )  # fmt: skip


def test_a_sealed_record_opens_and_its_blind_index_is_of_the_profile(crypto: str) -> None:
    record, values = uuid4(), {"name": "示例某", "phone": "19900001234"}
    box = close(record=record, county="430181", values=values)
    assert box[:1] == profile(crypto).box
    assert open_box(record=record, county="430181", box=box) == values
    with pytest.raises(BrokenSeal):
        open_box(record=uuid4(), county="430181", box=box)
    assert blind("199 0000 1234") == blind("19900001234")
    assert len(blind("1") or b"") == 32


def test_a_report_goes_from_intake_to_its_proof_under_either(crypto: str, capsys: Capsys) -> None:
    install_keys()
    starter_editions(AT)
    person = {"name": "示例某", "phone": "19900001234"}
    report = Report.objects.get(id=told("门口的路坏了", reporter=person).one.id)
    assert unseal(report=report.id, purpose="核实地点要打电话", by=DESK, at=AT, request=uuid4()) == person
    sequence_all(at=AT)
    checkpoint_all(at=AT)
    assert main(["ledger", "verify"]) == 0
    assert "entries 2 sequenced 2" in capsys.readouterr().out


def test_the_two_profiles_share_no_hash(settings: LazySettings, key_folder: Path) -> None:
    vault_keys.ensure(key_folder)
    settings.CRYPTO = "intl"
    first = blind("19900001234")
    settings.CRYPTO = "gm"
    assert blind("19900001234") != first


def test_a_choice_is_kept_and_no_other_can_be_made_later(tmp_path: Path) -> None:
    assert chosen(tmp_path) == "intl"
    assert chosen(tmp_path, "gm") == "gm"
    fix(tmp_path, "gm")
    fix(tmp_path, "gm")
    assert (tmp_path / "crypto").stat().st_mode & 0o777 == 0o600
    assert chosen(tmp_path) == chosen(tmp_path, "gm") == "gm"
    with pytest.raises(CryptoFixed, match="不能改成 intl"):
        chosen(tmp_path, "intl")
    with pytest.raises(CryptoFixed):
        fix(tmp_path, "intl")


def test_an_installation_from_before_the_choice_has_the_key_it_has(key_folder: Path) -> None:
    assert chosen(key_folder) == "intl"
    with pytest.raises(CryptoFixed):
        chosen(key_folder, "gm")


def test_init_refuses_another_profile_in_plain_words(key_folder: Path, settings: LazySettings, capsys: Capsys) -> None:
    fix(settings.KEYS, "intl")
    assert main(["init", "--crypto", "gm"]) == 1
    assert "不能改成 gm" in capsys.readouterr().err


@pytest.mark.parametrize(("asked", "says"), [("gm", "不能改成 gm"), ("rot13", "没有密码方案“rot13”")])
def test_a_wrong_environment_is_told_in_plain_words(tmp_path: Path, asked: str, says: str) -> None:
    (tmp_path / "keys").mkdir(exist_ok=True)
    fix(tmp_path / "keys", "intl")
    environment = {**os.environ, "XIANGLI_VAR": str(tmp_path), "XIANGLI_CRYPTO": asked}
    done = subprocess.run(
        [sys.executable, "-m", "xiangli.cli.main", "law", "list"], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_key_of_the_wrong_kind_is_named(crypto: str, key_folder: Path) -> None:
    (key_folder / keys.file_name()).write_bytes(b"nonsense")
    with pytest.raises(keys.KeyMissing, match="not a private key"):
        keys.load(key_folder)
    assert isinstance(note.Verifier("x", b"k" * 32), note.Verifier)
