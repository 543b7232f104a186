"""SM2 signatures with SM3 (GB/T 32918.2, curve of GB/T 32918.5), on the point arithmetic of the package ``gmssl``.

The package neither checks ranges nor draws its numbers well, so both are done here: a public key must lie on the curve,
r and s in 1..n-1, and k comes from the system's generator. Its arithmetic is plain Python, about 10 ms a signature,
and does not take the same time for every key: sign where nobody can measure it (the worker), not while a stranger waits.
"""

import secrets
from dataclasses import dataclass

from gmssl import sm2 as curve

from xiangli.proof.profile import GM

P, N, A, B = (int(curve.default_ecc_table[name], 16) for name in ("p", "n", "a", "b"))
_GENERATOR = bytes.fromhex(curve.default_ecc_table["g"])
IDENTITY = b"1234567812345678"
"""The signer's name the standard gives where none is agreed (GM/T 0009, 7)."""


class BadKey(ValueError):
    """The bytes are no SM2 key: wrong length, out of range, or not on the curve."""


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A number from 1 to n-2."""

    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= N - 2:
            raise BadKey("a private key is a number from 1 to n-2")

    @classmethod
    def generate(cls) -> "PrivateKey":
        """A fresh key from the system's generator."""
        return cls(1 + secrets.randbelow(N - 2))

    @classmethod
    def from_bytes(cls, raw: bytes) -> "PrivateKey":
        """From 32 bytes; BadKey."""
        if len(raw) != 32:
            raise BadKey("a private key is 32 bytes")
        return cls(int.from_bytes(raw))

    def private_bytes(self) -> bytes:
        """32 bytes."""
        return self.number.to_bytes(32)

    def public_bytes(self) -> bytes:
        """The public point, x then y, 64 bytes."""
        return bytes.fromhex(_curve(b"")._kg(self.number, curve.default_ecc_table["g"]))

    def sign(self, message: bytes, *, k: int | None = None, identity: bytes = IDENTITY) -> bytes:
        """r then s, 64 bytes. ``k`` is for published examples only; else it is drawn anew for each signature."""
        public = self.public_bytes()
        hashed = _hashed(message, public, identity)
        signer = _curve(public, self.number)
        while True:
            drawn = 1 + secrets.randbelow(N - 1) if k is None else k
            made = signer.sign(hashed, f"{drawn:064x}")
            if made is not None:
                return bytes.fromhex(made)
            if k is not None:
                raise BadKey("this k gives no signature")


def is_public(key: bytes) -> bool:
    """Whether the 64 bytes are a point of the curve."""
    if len(key) != 64:
        return False
    x, y = int.from_bytes(key[:32]), int.from_bytes(key[32:])
    return x < P and y < P and (y * y - (x * x * x + A * x + B)) % P == 0


def accepts(key: bytes, message: bytes, signature: bytes, *, identity: bytes = IDENTITY) -> bool:
    """Whether the 64-byte signature over the message is that of the 64-byte public key. Never raises."""
    if len(signature) != 64 or not is_public(key):
        return False
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    if not (1 <= r < N and 1 <= s < N):
        return False
    try:
        return bool(_curve(key).verify(signature.hex(), _hashed(message, key, identity)))
    except (TypeError, ValueError):  # the sum of the points is the point at infinity, which the package cannot write
        return False


def _hashed(message: bytes, public: bytes, identity: bytes) -> bytes:
    """SM3(Z ‖ message), Z binding signer's name, curve and key (GB/T 32918.2, 5.5)."""
    length = (8 * len(identity)).to_bytes(2)
    z = GM.digest(length + identity + A.to_bytes(32) + B.to_bytes(32) + _GENERATOR + public)
    return GM.digest(z + message)


def _curve(public: bytes, private: int = 0) -> curve.CryptSM2:
    made = curve.CryptSM2(private_key=f"{private:064x}", public_key="")
    made.public_key = (
        public.hex()
    )  # set here: the constructor strips every leading 0 and 4 of a key that begins with 04
    return made
