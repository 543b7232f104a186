"""Which algorithms an installation uses: ``intl`` (SHA-256, Ed25519, AES-256-GCM) or ``gm`` (SM3, SM2, SM4-GCM).

Chosen once, when the installation is made; whatever is made says by ``alg`` (in a receipt, on a checkpoint) or by its
first byte (a sealed box) what it was made with, so anything old can be read anywhere. 密码法 and 商用密码管理条例 are why
``gm`` exists: a system assessed under GB/T 39786 uses GB/T 32905 (SM3), GB/T 32918 (SM2) and GB/T 32907 (SM4).
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives import hashes


class Hashing(Protocol):
    """A hash under way: what ``hashlib`` gives."""

    def digest(self) -> bytes:
        """The 32 bytes."""
        ...


HashOf = Callable[[bytes], Hashing]


class UnknownProfile(ValueError):
    """No profile of that name."""


@dataclass(frozen=True, slots=True)
class Profile:
    """``name`` as in the settings, ``alg`` as in a receipt, ``hashing`` starts the hash over some bytes."""

    name: str
    alg: str
    hashing: HashOf
    box: bytes
    """First byte of whatever is sealed."""

    def digest(self, data: bytes) -> bytes:
        """The 32-byte hash."""
        return self.hashing(data).digest()


class _Sm3:
    """SM3 by ``cryptography``, where the interpreter's own OpenSSL was built without it."""

    def __init__(self, data: bytes) -> None:
        self._hash = hashes.Hash(hashes.SM3())
        self._hash.update(data)

    def digest(self) -> bytes:
        return self._hash.copy().finalize()


def _openssl_sm3(data: bytes) -> Hashing:
    return hashlib.new("sm3", data)


INTL = Profile("intl", "xiangli-1/sha256", hashlib.sha256, b"\x01")
GM = Profile("gm", "xiangli-1/sm3", _openssl_sm3 if "sm3" in hashlib.algorithms_available else _Sm3, b"\x02")
PROFILES = {one.name: one for one in (INTL, GM)}
BY_ALG = {one.alg: one for one in PROFILES.values()}


def profile(name: str) -> Profile:
    """The profile ``intl`` or ``gm``; UnknownProfile."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UnknownProfile(f"没有密码方案“{name}”：可选 {'、'.join(PROFILES)}") from None
