"""A receipt that was tampered with says where; whatever it is given, the check answers."""

import base64
import copy
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.proof import reference
from xiangli.proof import merkle, receipt
from xiangli.proof.canonical import canonical, leaf
from xiangli.proof.checkpoint import Checkpoint
from xiangli.proof.note import Signer
from xiangli.proof.receipt import verify_receipt

SIGNER = Signer("xiangli.test/430181", Ed25519PrivateKey.from_private_bytes(b"k" * 32))
SALT = b"0123456789abcdef"
ENTRY = {"county": "430181", "matter": "m", "seq": 0, "verb": "open", "data": {"title": "路灯不亮", "photos": []}}


def whole(size: int = 13, index: int = 5) -> dict[str, Any]:
    """A right receipt of leaf `index` in a tree of `size`."""
    leaves = [leaf(SALT, str(i).encode()) for i in range(size)]
    leaves[index] = leaf(SALT, canonical(ENTRY))
    return receipt.build(
        entry=copy.deepcopy(ENTRY),
        salt=SALT,
        county="430181",
        index=index,
        size=size,
        proof=reference.path(index, leaves),
        checkpoint=Checkpoint(SIGNER.name, size, reference.mth(leaves)).signed(SIGNER),
        public_key=str(SIGNER.verifier),
    )


def fields(given: object, **more: str) -> set[str]:
    return {one.field for one in verify_receipt(given, **more)}


@given(st.integers(1, 70), st.data())
def test_a_whole_receipt_has_no_findings(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    assert verify_receipt(whole(size, index), trusted=str(SIGNER.verifier)) == []


OTHER = base64.b64encode(b"\x09" * 32).decode()
STRANGER = Signer(SIGNER.name, Ed25519PrivateKey.from_private_bytes(b"s" * 32))
TAMPERED = [
    ("alg", "md5", {"alg"}),
    ("entry", ENTRY | {"verb": "end"}, {"entry"}),
    ("entry", ENTRY | {"data": {"title": "路灯不亮", "photos": [1.5]}}, {"entry"}),
    ("entry", ENTRY | {"county": "430182"}, {"county", "entry"}),
    ("salt", base64.b64encode(b"x" * 16).decode(), {"entry"}),
    ("salt", base64.b64encode(b"x" * 15).decode(), {"salt"}),
    ("leaf", OTHER, {"entry", "proof"}),
    ("county", "430182", {"county"}),
    ("index", 6, {"proof"}),
    ("index", 13, {"index"}),
    ("index", -1, {"index"}),
    ("index", True, {"index"}),
    ("index", 2**70, {"index"}),
    ("size", 14, {"size"}),
    ("size", "13", {"size"}),
    ("proof", [OTHER] * 4, {"proof"}),
    ("proof", [], {"proof"}),
    ("proof", [OTHER] * 64, {"proof"}),
    ("proof", ["%"], {"proof"}),
    ("proof", None, {"proof"}),
    ("checkpoint", "x", {"checkpoint"}),
    ("checkpoint", 5, {"checkpoint"}),
    ("public_key", "x", {"public_key"}),
    ("public_key", str(STRANGER.verifier), {"checkpoint"}),
]


@pytest.mark.parametrize(("field", "value", "named"), TAMPERED)
def test_a_tampered_field_is_named(field: str, value: object, named: set[str]) -> None:
    assert fields(whole() | {field: value}) == named


@pytest.mark.parametrize("field", receipt.FIELDS)
def test_a_missing_field_is_named(field: str) -> None:
    given = whole()
    del given[field]
    assert field in fields(given)


def test_a_checkpoint_with_another_root_is_a_wrong_signature() -> None:
    given = whole()
    lines = given["checkpoint"].split("\n")
    lines[2] = OTHER
    assert fields(given | {"checkpoint": "\n".join(lines)}) == {"checkpoint", "proof"}


def test_a_receipt_wholly_made_by_a_stranger_is_known_by_its_key() -> None:
    forged = whole()
    text = forged["checkpoint"].split("\n\n")[0]
    size, root = int(text.split("\n")[1]), base64.b64decode(text.split("\n")[2])
    forged["checkpoint"] = Checkpoint(SIGNER.name, size, root).signed(STRANGER)
    forged["public_key"] = str(STRANGER.verifier)
    assert verify_receipt(forged) == []
    assert fields(forged, trusted=str(SIGNER.verifier)) == {"public_key", "checkpoint"}


def test_an_unknown_field_is_said() -> None:
    assert fields(whole() | {"note": "hello"}) == {"receipt"}


def test_every_message_is_plain_chinese() -> None:
    for field, value, _ in TAMPERED:
        for found in verify_receipt(whole() | {field: value}):
            assert any("一" <= c <= "龥" for c in str(found))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_nonsense_gets_findings_and_never_an_exception(nonsense: object) -> None:
    assert verify_receipt(nonsense)


@given(st.sampled_from(receipt.FIELDS), JSON)
def test_nonsense_in_any_field_gets_findings_and_never_an_exception(field: str, nonsense: object) -> None:
    assert verify_receipt(whole() | {field: nonsense})


def test_an_entry_nested_a_hundred_thousand_deep_gets_a_finding() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert fields(whole() | {"entry": {"data": deep}}) == {"entry"}
    while deep:  # taken apart by hand: freeing it in one go would recurse as deep
        deep = deep.pop()


def test_leaf_hashes_are_domain_separated_from_nodes() -> None:
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)
