"""The master key (a file, mode 0600, made by ``init``) and the keys derived or wrapped under it.

Master → county key (random, sealed under a key of the master's) seals values; master → HKDF (RFC 5869) gives the keys
for blind indexes and follow codes, which need no row of their own. Hash and cipher are those of the installation's profile.
"""

import functools
import hmac
import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256, SM3, HashAlgorithm
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection

from xiangli.ledger.keys import ours
from xiangli.proof.profile import GM, Profile, profile
from xiangli.vault.cipher import seal, unseal
from xiangli.vault.models import CountyKey


class NoMasterKey(RuntimeError):
    """There is no master key: ``xiangli init`` has not run here, or the key file was not restored with the data."""


def ensure(folder: Path) -> None:
    """Make ``folder/master`` (32 random bytes, mode 0600) unless it is there; never overwrites."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with open(folder / "master", "xb", opener=lambda p, f: os.open(p, f, mode=0o600)) as f:
            f.write(os.urandom(32))
    except FileExistsError:
        return


@functools.cache
def _master(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NoMasterKey(f"没有主密钥 {path.name}：请先运行 xiangli init，或把备份的密钥放回原处。") from None


@functools.cache
def _file(keys: Path) -> Path:
    return keys / "master"


@functools.cache
def _derived(path: Path, purpose: str, crypto: str) -> bytes:
    return HKDF(algorithm=_hash(profile(crypto)), length=32, salt=None, info=purpose.encode()).derive(_master(path))


def _hash(of: Profile) -> HashAlgorithm:
    return SM3() if of is GM else SHA256()


def keyed(key: bytes, data: bytes) -> bytes:
    """HMAC (RFC 2104) under the installation's hash, 32 bytes."""
    if ours() is not GM:
        return hmac.digest(key, data, "sha256")
    made = HMAC(key, SM3())
    made.update(data)
    return made.finalize()


def derived(purpose: str) -> bytes:
    """A 32-byte key for one purpose. Raises NoMasterKey."""
    return _derived(_file(settings.KEYS), purpose, ours().name)


def county_key(county: str) -> bytes:
    """The county's 32-byte sealing key, made on first need. Raises NoMasterKey."""
    return _county_key(_file(settings.KEYS), str(connection.settings_dict["NAME"]), county, ours().name)


@functools.lru_cache(maxsize=4096)
def _county_key(path: Path, database: str, county: str, crypto: str) -> bytes:
    wrapping = _derived(path, "xiangli county keys", crypto)
    fresh = seal(profile(crypto), wrapping, os.urandom(32), county.encode())
    made = {"wrapped": fresh, "made_at": datetime.now(UTC)}
    row, _ = CountyKey.objects.get_or_create(county=county, defaults=made)
    return unseal(wrapping, bytes(row.wrapped), county.encode())


def forget() -> None:
    """Drop cached keys: tests and key restores need it."""
    _master.cache_clear()
    _derived.cache_clear()
    _county_key.cache_clear()
