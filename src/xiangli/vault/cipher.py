"""Authenticated sealing under the profile's cipher: AES-256-GCM (NIST SP 800-38D) or SM4-GCM (GB/T 32907, RFC 8998).

What is sealed says by its first byte what sealed it: 0x01 AES-256-GCM, 0x02 SM4-GCM; then 12 bytes nonce, ciphertext,
16 bytes tag. The first byte is authenticated with the rest.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from xiangli.proof.profile import GM, INTL, Profile

NONCE, TAG = 12, 16
SM4_KEY = 16


class Unopened(ValueError):
    """The box does not open under this key: changed, bound to another record, or sealed otherwise."""


def seal(profile: Profile, key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Seal under a 32-byte key (SM4 takes its first 16); ``bound`` must be given again to open."""
    nonce = os.urandom(NONCE)
    if profile is GM:
        made = Cipher(algorithms.SM4(key[:SM4_KEY]), modes.GCM(nonce)).encryptor()
        made.authenticate_additional_data(profile.box + bound)
        return profile.box + nonce + made.update(plain) + made.finalize() + made.tag
    return profile.box + nonce + AESGCM(key).encrypt(nonce, plain, profile.box + bound)


def unseal(key: bytes, box: bytes, bound: bytes) -> bytes:
    """The plain bytes, whichever profile sealed them. Raises Unopened."""
    kind, nonce, rest = box[:1], box[1 : 1 + NONCE], box[1 + NONCE :]
    if len(rest) < TAG:
        raise Unopened("the box is too short")
    try:
        if kind == GM.box:
            cipher = Cipher(algorithms.SM4(key[:SM4_KEY]), modes.GCM(nonce, rest[-TAG:])).decryptor()
            cipher.authenticate_additional_data(kind + bound)
            return cipher.update(rest[:-TAG]) + cipher.finalize()
        if kind == INTL.box:
            return AESGCM(key).decrypt(nonce, rest, kind + bound)
    except InvalidTag:
        raise Unopened("the box does not open under this key") from None
    raise Unopened("the box says no cipher that is known")
