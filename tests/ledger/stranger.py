"""A stranger's verifier, written from the specifications alone; nothing of ours is imported.

C2SP signed-note, tlog-checkpoint and tlog-tiles; RFC 6962 §2.1 for the tree, by its recursive definition. `fetch(path)`
gives the bytes served at a path below the log's prefix, from a folder or over HTTP.
"""

import base64
import hashlib
from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Fetch = Callable[[str], bytes]


def checkpoint(fetch: Fetch, vkey: str) -> tuple[str, int, bytes]:
    """Origin, size and root of the checkpoint, its Ed25519 signature verified."""
    name, key_hash, encoded = vkey.split("+", 2)
    key = base64.b64decode(encoded)
    assert key[0] == 1, "Ed25519"
    assert hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex() == key_hash
    text, _, signatures = fetch("checkpoint").decode().partition("\n\n")
    text += "\n"
    line = next(one for one in signatures.splitlines() if one.startswith(f"— {name} "))
    signature = base64.b64decode(line.rsplit(" ", 1)[1])
    assert signature[:4].hex() == key_hash
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(signature[4:], text.encode())
    origin, size, root, *_ = text.split("\n")
    assert origin == name
    return origin, int(size), base64.b64decode(root)


def path_of(index: int) -> str:
    """Index 1234067 is x001/x234/067."""
    digits = f"{index % 1000:03d}"
    while index >= 1000:
        index //= 1000
        digits = f"x{index % 1000:03d}/{digits}"
    return digits


def tile(fetch: Fetch, level: int, index: int, size: int) -> list[bytes]:
    """The hashes of a tile, partial where a tree of `size` has no more."""
    held = min(256, size // 256**level - index * 256)
    raw = fetch(f"tile/{level}/{path_of(index)}" + (f".p/{held}" if held < 256 else ""))
    assert len(raw) == 32 * held
    return [raw[at : at + 32] for at in range(0, len(raw), 32)]


def entries(fetch: Fetch, size: int) -> list[bytes]:
    """All log entries, from the bundles."""
    found: list[bytes] = []
    for index in range(-(-size // 256)):
        held = min(256, size - index * 256)
        raw = fetch(f"tile/entries/{path_of(index)}" + (f".p/{held}" if held < 256 else ""))
        while raw:
            length = int.from_bytes(raw[:2])
            found.append(raw[2 : 2 + length])
            raw = raw[2 + length :]
    return found


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def mth(hashes: list[bytes]) -> bytes:
    """RFC 6962 §2.1 over leaf hashes."""
    if len(hashes) == 1:
        return hashes[0]
    k = 1 << (len(hashes) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + mth(hashes[:k]) + mth(hashes[k:])).digest()


def leaf_hashes(fetch: Fetch, size: int) -> list[bytes]:
    """From the tiles of level 0."""
    return [one for index in range(-(-size // 256)) for one in tile(fetch, 0, index, size)]


def levels_agree(fetch: Fetch, size: int) -> bool:
    """Whether each hash of a higher tile is the tree hash of the full tile below."""
    level = 1
    while size // 256**level:
        for index in range(-(-(size // 256**level) // 256)):
            for at, one in enumerate(tile(fetch, level, index, size)):
                if mth(tile(fetch, level - 1, index * 256 + at, size)) != one:
                    return False
        level += 1
    return True


def path(index: int, hashes: list[bytes]) -> list[bytes]:
    """RFC 6962 §2.1.1: the audit path of a leaf, made by the stranger."""
    if len(hashes) == 1:
        return []
    k = 1 << (len(hashes) - 1).bit_length() - 1
    if index < k:
        return [*path(index, hashes[:k]), mth(hashes[k:])]
    return [*path(index - k, hashes[k:]), mth(hashes[:k])]
