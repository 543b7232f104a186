"""Sealing under both profiles: each opens what either sealed, and nothing that was touched."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from xiangli.proof.profile import PROFILES, Profile
from xiangli.vault.cipher import Unopened, seal, unseal

BOTH = pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
KEY = bytes(range(32))


def test_sm4_gcm_is_that_of_rfc_8998() -> None:
    """Annex A.1."""
    made = Cipher(
        algorithms.SM4(bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")),
        modes.GCM(bytes.fromhex("00001234567800000000ABCD")),
    ).encryptor()
    made.authenticate_additional_data(bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2"))
    plain = bytes.fromhex("".join(pair * 8 for pair in ("AA", "BB", "CC", "DD", "EE", "FF", "EE", "AA")))
    sealed = made.update(plain) + made.finalize()
    assert sealed.hex().upper() == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
    )
    assert made.tag.hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"


@BOTH
def test_a_box_says_what_sealed_it_and_opens_again(profile: Profile) -> None:
    box = seal(profile, KEY, "示例某".encode(), b"record")
    assert box[:1] == profile.box
    assert unseal(KEY, box, b"record").decode() == "示例某"
    assert seal(profile, KEY, b"x", b"record") != seal(profile, KEY, b"x", b"record")


@BOTH
def test_a_box_touched_anywhere_stays_shut(profile: Profile) -> None:
    box = seal(profile, KEY, b"plain", b"record")
    for at in range(len(box)):
        with pytest.raises(Unopened):
            unseal(KEY, box[:at] + bytes([box[at] ^ 3]) + box[at + 1 :], b"record")
    for key, bound in ((KEY[::-1], b"record"), (KEY, b"other")):
        with pytest.raises(Unopened):
            unseal(key, box, bound)


@pytest.mark.parametrize("box", [b"", b"\x01", b"\x02" + b"n" * 27, b"\x03" + b"n" * 40])
def test_what_is_no_box_is_refused(box: bytes) -> None:
    with pytest.raises(Unopened):
        unseal(KEY, box, b"")
