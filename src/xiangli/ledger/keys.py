"""The key that signs checkpoints: one file, mode 0600, never in the database, in git or in a log."""

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

from xiangli.proof.note import Signer, Verifier

FILE = "ledger.ed25519"


class KeyMissing(RuntimeError):
    """There is no signing key where one should lie, or the file is not an Ed25519 key."""


def ensure(folder: Path) -> Path:
    """Make the signing key in `folder` unless it is there; returns its file. Safe when two run at once."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / FILE
    if path.exists():
        return path
    fresh = folder / f".{FILE}.{secrets.token_hex(8)}"
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)  # only one of two wins, and nobody ever sees half a key
    finally:
        fresh.unlink()
    return path


def load(folder: Path | None = None) -> Ed25519PrivateKey:
    """The signing key, from `folder` or the folder of the settings. Raises KeyMissing."""
    path = (folder or Path(settings.KEYS)) / FILE
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError:
        raise KeyMissing(f"{path} is missing: run `xiangli init`") from None
    except ValueError:
        raise KeyMissing(f"{path} is not a private key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(f"{path} is not an Ed25519 key")
    return key


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
