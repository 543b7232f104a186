"""The ``gm`` profile against published examples: SM3 (GB/T 32905), SM2 (GB/T 32918), SM4 (GB/T 32907, RFC 8998)."""

import hmac

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from xiangli.proof import checkpoint as points
from xiangli.proof import merkle, note, receipt, sm2
from xiangli.proof.canonical import canonical, leaf
from xiangli.proof.checkpoint import Checkpoint
from xiangli.proof.note import NoteError, Signer, Verifier
from xiangli.proof.profile import BY_ALG, GM, INTL, UnknownProfile, _Sm3, profile

# GB/T 32905-2016, annex A
SM3 = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}
# GB/T 32918.5-2017, annex A.2: signature on the recommended curve
D = 0x3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8
X = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
Y = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
K = 0x59276E27D506861A16680F3AD9C02DCCEF3CC1FA3CDBE4CE6D54B80DEAC1BC21
R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
# GB/T 32907-2016, annex A
SM4_KEY = bytes.fromhex("0123456789abcdeffedcba9876543210")
SM4_ONCE = "681edf34d206965e86b3e94f536e4246"

SIGNER = Signer("xiangli.test/430181", sm2.PrivateKey(D))


@pytest.mark.parametrize("text", SM3)
def test_sm3_gives_the_standard_s_examples_by_both_libraries(text: bytes) -> None:
    assert GM.digest(text).hex() == SM3[text]
    assert _Sm3(text).digest().hex() == SM3[text]


def test_sm2_signs_the_standard_s_example_to_the_bit() -> None:
    key = sm2.PrivateKey(D)
    assert key.public_bytes().hex().upper() == X + Y
    assert key.sign(b"message digest", k=K).hex().upper() == R + S
    assert sm2.accepts(bytes.fromhex(X + Y), b"message digest", bytes.fromhex(R + S))


def test_sm2_refuses_what_is_not_signed() -> None:
    key, made = bytes.fromhex(X + Y), bytes.fromhex(R + S)
    assert not sm2.accepts(key, b"message digesT", made)
    assert not sm2.accepts(key, b"message digest", made[:-1] + b"\0")
    assert not sm2.accepts(key, b"message digest", made, identity=b"ALICE123@YAHOO.COM")
    assert not sm2.accepts(sm2.PrivateKey(D - 1).public_bytes(), b"message digest", made)


@pytest.mark.parametrize("r", [0, sm2.N, 2**256 - 1])
def test_sm2_refuses_numbers_out_of_range_and_keys_off_the_curve(r: int) -> None:
    key, good = bytes.fromhex(X + Y), bytes.fromhex(R + S)
    assert not sm2.accepts(key, b"message digest", r.to_bytes(32) + good[32:])
    assert not sm2.accepts(key, b"message digest", good[:32] + r.to_bytes(32))
    assert not sm2.accepts(key[:-1] + b"\0", b"message digest", good)
    assert not sm2.accepts(b"", b"message digest", good)


def test_sm2_refuses_a_signature_whose_point_is_at_infinity() -> None:
    one = sm2.PrivateKey(1)  # the key is the generator itself, so s = 1 and t = n - 1 cancel out
    assert not sm2.accepts(one.public_bytes(), b"x", (sm2.N - 2).to_bytes(32) + (1).to_bytes(32))


def test_every_sm2_signature_is_another_and_all_verify_whatever_the_key_begins_with() -> None:
    key = next(k for k in map(sm2.PrivateKey, range(2, 4000)) if k.public_bytes().hex().startswith("04"))
    made = {key.sign(b"x") for _ in range(3)}
    assert len(made) == 3
    assert all(sm2.accepts(key.public_bytes(), b"x", one) for one in made)
    fresh = sm2.PrivateKey.from_bytes(sm2.PrivateKey.generate().private_bytes())
    assert sm2.accepts(fresh.public_bytes(), b"y", fresh.sign(b"y"))


@pytest.mark.parametrize("raw", [b"", b"\0" * 32, b"\xff" * 32, b"k" * 31])
def test_what_is_no_private_key_is_refused(raw: bytes) -> None:
    with pytest.raises(sm2.BadKey):
        sm2.PrivateKey.from_bytes(raw)


def test_sm4_is_the_standard_s() -> None:
    made = Cipher(algorithms.SM4(SM4_KEY), modes.ECB()).encryptor()
    assert (made.update(SM4_KEY) + made.finalize()).hex() == SM4_ONCE


def test_hmac_over_sm3_is_rfc_2104_s() -> None:
    key, block = b"k" * 16, 64
    inner = GM.digest(bytes(b ^ 0x36 for b in key.ljust(block, b"\0")) + b"x")
    assert GM.digest(bytes(b ^ 0x5C for b in key.ljust(block, b"\0")) + inner) == hmac.digest(key, b"x", "sm3")


def test_a_note_signed_by_sm2_reads_back_and_a_changed_one_does_not() -> None:
    signed = note.sign("某县的树\n", SIGNER)
    assert note.read(signed, Verifier.parse(str(SIGNER.verifier))) == "某县的树\n"
    with pytest.raises(NoteError, match="wrong"):
        note.read(signed.replace("某县", "某市"), SIGNER.verifier)


@pytest.mark.parametrize(
    "change", [lambda k: k[:-8], lambda k: k.replace("/3Nt", "/3Nu"), lambda k: k.replace("+", "+0", 1)]
)
def test_a_malformed_sm2_key_is_refused(change: object) -> None:
    with pytest.raises(NoteError):
        Verifier.parse(change(str(SIGNER.verifier)))  # type: ignore[operator]


def test_a_checkpoint_says_its_algorithm_unless_it_is_the_specification_s_own() -> None:
    ours = points.of_tree("xiangli.test/430181", 7, b"\x05" * 32, GM)
    assert ours.text.endswith("\nalg xiangli-1/sm3\n")
    assert points.read(ours.signed(SIGNER), SIGNER.verifier).alg == GM.alg
    assert points.of_tree("xiangli.test/430181", 7, b"\x05" * 32, INTL) == Checkpoint(
        "xiangli.test/430181", 7, b"\x05" * 32
    )
    assert points.of_tree("x", 7, b"\x05" * 32).alg == INTL.alg


def made_receipt() -> dict[str, object]:
    entry = {"county": "430181", "verb": "open", "data": {"title": "路灯不亮"}}
    salt, other = b"s" * 16, b"\x02" * 32
    mine = merkle.leaf_hash(leaf(salt, canonical(entry), GM), GM.hashing)
    root = merkle.node_hash(mine, other, GM.hashing)
    signed = points.of_tree("xiangli.test/430181", 2, root, GM).signed(SIGNER)
    return receipt.build(
        entry=entry, salt=salt, county="430181", index=0, size=2, proof=[other], checkpoint=signed,
        public_key=str(SIGNER.verifier), profile=GM,
    )  # fmt: skip


def test_a_receipt_of_sm3_and_sm2_proves_itself_to_a_checker_that_knows_both() -> None:
    made = made_receipt()
    assert made["alg"] == "xiangli-1/sm3"
    assert receipt.verify_receipt(made, trusted=str(SIGNER.verifier)) == []


def test_a_receipt_that_lies_about_its_algorithm_is_refused() -> None:
    made = made_receipt()
    found = {one.field for one in receipt.verify_receipt({**made, "alg": INTL.alg})}
    assert {"alg", "entry", "proof"} <= found
    assert [one.field for one in receipt.verify_receipt({**made, "alg": "xiangli-1/md5"})] == ["alg"]
    changed = {**made, "entry": {**made["entry"], "verb": "end"}}  # type: ignore[dict-item]
    assert [one.field for one in receipt.verify_receipt(changed)] == ["entry"]


def test_there_are_two_profiles_and_no_third() -> None:
    assert set(BY_ALG) == {"xiangli-1/sha256", "xiangli-1/sm3"}
    with pytest.raises(UnknownProfile, match="rot13"):
        profile("rot13")
