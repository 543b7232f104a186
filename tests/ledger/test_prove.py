"""From an entry to a receipt that proves it to anyone."""

import json
import random

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.ledger.building import AT, add_entries, grow
from xiangli.ledger import keys
from xiangli.ledger.acts.checkpoint import checkpoint, checkpoint_all, is_unsigned
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Checkpoint
from xiangli.ledger.reads import published
from xiangli.ledger.reads.prove import NoLeaf, Proof, Status, prove
from xiangli.matters.form import fields
from xiangli.matters.models import Entry
from xiangli.proof import checkpoint as points
from xiangli.proof import merkle
from xiangli.proof.ids import uuid7
from xiangli.proof.receipt import verify_receipt
from xiangli.proof.tile_paths import TilePath

pytestmark = pytest.mark.django_db


def proof_of(entry: Entry) -> Proof:
    return prove(entry=entry.id, content=fields(entry), salt=bytes(entry.salt))


def test_an_entry_is_sequenced_then_integrated_then_published() -> None:
    entry = add_entries(1)[0]
    seen = [proof_of(entry).status]
    sequence_all(at=AT)
    seen.append(proof_of(entry).status)
    assert is_unsigned()
    checkpoint_all(at=AT)
    seen.append(proof_of(entry).status)
    assert seen == [Status.SEQUENCED, Status.INTEGRATED, Status.PUBLISHED]
    assert not is_unsigned()


def test_receipts_of_a_grown_ledger_prove_every_entry_and_survive_json() -> None:
    entries = grow(1, 2, 254, 300)
    trusted = str(keys.verifier("430181"))
    for entry in [entries[0], entries[2], entries[256], entries[-1], *random.Random(1).sample(entries, 12)]:
        receipt = json.loads(json.dumps(proof_of(entry).receipt))
        assert verify_receipt(receipt, trusted=trusted) == []


def test_a_receipt_stays_the_same_while_the_ledger_grows() -> None:
    entry = grow(5)[2]
    first = proof_of(entry).receipt
    add_entries(400)
    sequence_all(at=AT)
    checkpoint_all(at=AT)
    assert proof_of(entry).receipt == first


def test_a_receipt_from_before_the_public_address_changed_still_verifies(settings: LazySettings) -> None:
    entry = grow(5)[2]
    settings.PUBLIC_URL = "https://elsewhere.test"
    assert verify_receipt(proof_of(entry).receipt) == []


@pytest.mark.parametrize("size", [3, 1500])
def test_a_proof_costs_three_statements_and_few_tiles_however_big_the_tree(size: int) -> None:
    entry = grow(size)[1]
    with CaptureQueriesContext(connection) as asked:
        proof_of(entry)
    assert len(asked) == 3


def test_an_unknown_entry_has_no_proof() -> None:
    with pytest.raises(NoLeaf):
        prove(entry=uuid7(), content={}, salt=bytes(16))


def test_signing_the_same_size_twice_makes_one_checkpoint() -> None:
    grow(3)
    assert checkpoint(county="430181", at=AT) is None
    assert checkpoint(county="430182", at=AT) is None
    assert Checkpoint.objects.count() == 1


def test_published_roots_grow_out_of_each_other_and_are_signed_by_the_county_s_key() -> None:
    grow(3, 10, 300)
    signed = published.checkpoints(county="430181")
    assert [one.size for one in signed] == [313, 13, 3]
    assert published.latest(county="430181") == signed[0]
    for new, old in [(signed[0], signed[1]), (signed[0], signed[2]), (signed[1], signed[2]), (signed[0], signed[0])]:
        proof = published.consistency(county="430181", old=old.size, new=new.size)
        roots = {"old_root": bytes(old.root), "new_root": bytes(new.root)}
        assert merkle.is_consistent(old=old.size, new=new.size, proof=proof, **roots)
    stated = points.read(signed[0].note, keys.verifier("430181"))
    assert (stated.origin, stated.size) == ("xiangli.test/ledger/430181", 313)


def test_sizes_never_signed_have_no_consistency_proof() -> None:
    grow(3)
    with pytest.raises(published.NotPublished):
        published.consistency(county="430181", old=2, new=3)


def test_a_tile_is_served_as_it_stands() -> None:
    grow(300)
    assert len(published.resource(county="430181", path=TilePath(0, 1, 44)) or b"") == 44 * 32
    assert published.resource(county="430181", path=TilePath(5, 0)) is None
