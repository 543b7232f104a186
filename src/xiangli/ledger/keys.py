"""The key that signs checkpoints, and the profile it belongs to: one file, mode 0600, never in the database, in git or in a log.

The profile (``intl`` or ``gm``) is ``settings.CRYPTO``, fixed when the installation is made.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from xiangli.proof import sm2
from xiangli.proof.note import Signer, Verifier, public_bytes
from xiangli.proof.profile import GM, INTL, Profile, profile

FILE = "ledger.ed25519"
FILES = {INTL.name: FILE, GM.name: "ledger.sm2"}
PrivateKey = Ed25519PrivateKey | sm2.PrivateKey


class KeyMissing(RuntimeError):
    """There is no signing key where one should lie, or the file is no key of this installation's profile."""


def ours() -> Profile:
    """The profile of this installation. Raises UnknownProfile for a setting that names none."""
    return profile(settings.CRYPTO)


def file_name() -> str:
    """How the key's file is called under this installation's profile."""
    return FILES[ours().name]


def ensure(folder: Path) -> Path:
    """Make the signing key in `folder` unless it is there; returns its file. Safe when two run at once."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / file_name()
    if path.exists():
        return path
    fresh = folder / f".{path.name}.{secrets.token_hex(8)}"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_fresh())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)  # only one of two wins, and nobody ever sees half a key
    finally:
        fresh.unlink()
    return path


def load(folder: Path | None = None) -> PrivateKey:
    """The signing key, from `folder` or the folder of the settings. Raises KeyMissing."""
    path = (folder or Path(settings.KEYS)) / file_name()
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise KeyMissing(f"{path} is missing: run `xiangli init`") from None
    try:
        if ours() is GM:
            return sm2.PrivateKey.from_bytes(bytes.fromhex(raw.decode()))
        key = load_pem_private_key(raw, password=None)
    except ValueError:
        raise KeyMissing(f"{path} is not a private key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(f"{path} is not an Ed25519 key")
    return key


def public(folder: Path | None = None) -> bytes:
    """The public half: 32 bytes of Ed25519 or 64 of SM2. Raises KeyMissing."""
    return public_bytes(load(folder))


def origin(county: str) -> str:
    """The name of a county's log and of its key: our public address without its scheme, then `/ledger/COUNTY`."""
    host = str(settings.PUBLIC_URL).partition("://")[2].rstrip("/")
    return f"{host}/ledger/{county}"


def signer(county: str, folder: Path | None = None) -> Signer:
    """Who signs this county's checkpoints. Raises KeyMissing."""
    return Signer(origin(county), load(folder))


def verifier(county: str, folder: Path | None = None) -> Verifier:
    """The county's public key under its name, as it is published. Raises KeyMissing."""
    return signer(county, folder).verifier


def _fresh() -> bytes:
    if ours() is GM:
        return sm2.PrivateKey.generate().private_bytes().hex().encode()
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
