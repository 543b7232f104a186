"""Signed notes (C2SP signed-note): a text, an empty line, and signatures anybody's tools can check.

Ed25519 has the signature type 0x01. The specification names none for SM2: 0xff and a longer name, as it recommends.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from xiangli.proof import sm2

_ED25519, _SM2 = b"\x01", b"\xffsm2-sm3:"
_NAME = re.compile(r"[^\s+]+")
_LINE = re.compile(r"— ([^\s+]+) (\S+)")


class NoteError(ValueError):
    """The note is malformed, signed by nobody we know, or its signature is wrong."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A named public key: 32 bytes of Ed25519 or 64 of SM2. `str()` gives the exchange form `name+hash+key`."""

    name: str
    key: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or not (len(self.key) == 32 or sm2.is_public(self.key)):
            raise NoteError("a key needs a name without blanks or plus, and 32 bytes, or 64 that are a point of SM2")

    @property
    def typed(self) -> bytes:
        """The key behind its signature type."""
        return (_ED25519 if len(self.key) == 32 else _SM2) + self.key

    @property
    def id(self) -> bytes:
        """The 4-byte key id: the head of SHA-256(name ‖ 0x0A ‖ type ‖ key). It finds a key and protects nothing."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.typed).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(self.typed).decode()}"

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        """Read `name+hash+key`; raises NoteError when it is malformed or its hash is not its own."""
        parts = text.split("+", 2)
        if len(parts) != 3:
            raise NoteError("a public key is written name+hash+key")
        raw = _decode(parts[2])
        kind = next((kind for kind in (_ED25519, _SM2) if raw.startswith(kind)), None)
        if kind is None:
            raise NoteError("the key is neither Ed25519 nor SM2")
        found = cls(parts[0], raw.removeprefix(kind))
        if found.typed != raw:
            raise NoteError("the key is not as long as its type")
        if found.id.hex() != parts[1]:
            raise NoteError("the key's hash is not its own")
        return found

    def accepts(self, text: str, signature: bytes) -> bool:
        """Whether the 64-byte signature over the text is this key's."""
        if len(self.key) == 64:
            return sm2.accepts(self.key, text.encode(), signature)
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A named private key."""

    name: str
    secret: Ed25519PrivateKey | sm2.PrivateKey

    @property
    def verifier(self) -> Verifier:
        """The public half, under the same name."""
        return Verifier(self.name, public_bytes(self.secret))


def public_bytes(secret: Ed25519PrivateKey | sm2.PrivateKey) -> bytes:
    """The public key of a private one, as a Verifier holds it."""
    return secret.public_bytes() if isinstance(secret, sm2.PrivateKey) else secret.public_key().public_bytes_raw()


def sign(text: str, signer: Signer) -> str:
    """The note: text (which must end its last line), an empty line, one signature. Raises NoteError for a bad text."""
    _check_text(text)
    signature = signer.verifier.id + signer.secret.sign(text.encode())
    return f"{text}\n— {signer.name} {base64.b64encode(signature).decode()}\n"


def read(note: str, *verifiers: Verifier) -> str:
    """The text of a note signed by at least one of the verifiers, none of whose signatures is wrong; else NoteError.

    Signatures of strangers are passed over, as the specification asks.
    """
    text, signatures = _parts(note)
    known = 0
    for name, raw in signatures:
        for verifier in verifiers:
            if verifier.name == name and verifier.id == raw[:4]:
                if not verifier.accepts(text, raw[4:]):
                    raise NoteError(f"the signature of {name} is wrong")
                known += 1
    if not known:
        raise NoteError("no signature of a known key")
    return text


def text_of(note: str) -> str:
    """The text of a note, signatures not looked at; raises NoteError when it is malformed."""
    return _parts(note)[0]


def _parts(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    cut = note.rfind("\n\n")
    if cut < 0 or not note.endswith("\n"):
        raise NoteError("no signature block")
    text, block = note[: cut + 1], note[cut + 2 :]
    _check_text(text)
    signatures = []
    for line in block[:-1].split("\n"):
        match = _LINE.fullmatch(line)
        if not match:
            raise NoteError("a signature line is malformed")
        raw = _decode(match[2])
        if len(raw) < 5:
            raise NoteError("a signature is too short")
        signatures.append((match[1], raw))
    return text, signatures


def _check_text(text: str) -> None:
    if not text.endswith("\n") or any(ord(c) < 32 and c != "\n" for c in text):
        raise NoteError("a note's text ends with a line feed and holds no other control character")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NoteError("a note's text is valid UTF-8") from None


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("base64 is malformed") from None
