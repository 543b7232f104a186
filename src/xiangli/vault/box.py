"""Sealing: AES-256-GCM under the county's key, the record's id bound in; and the blind index over phone numbers."""

import hmac
import json
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from xiangli.vault.keys import county_key, derived

FIELDS = ("name", "phone", "identity")
"""What a sealed record of a reporter may hold: name, phone, identity number. Nothing on belief or opinion."""


class BrokenSeal(ValueError):
    """The box does not open under the county's key: changed, moved to another record, or sealed elsewhere."""


def close(*, record: UUID, county: str, values: dict[str, str]) -> bytes:
    """Seal ``values`` (keys from FIELDS) for this record: 12 bytes nonce ‖ ciphertext ‖ tag."""
    assert set(values) <= set(FIELDS), values.keys()
    nonce = os.urandom(12)
    plain = json.dumps(values, ensure_ascii=False).encode()
    return nonce + AESGCM(county_key(county)).encrypt(nonce, plain, record.bytes)


def open_box(*, record: UUID, county: str, box: bytes) -> dict[str, str]:
    """The values again. Only ``vault.acts.unseal`` may call this. Raises BrokenSeal."""
    try:
        return json.loads(AESGCM(county_key(county)).decrypt(box[:12], box[12:], record.bytes))
    except InvalidTag:
        raise BrokenSeal(f"封存记录 {record} 打不开：内容被改动过，或不是用本地密钥封存的。") from None


def blind(phone: str) -> bytes | None:
    """32 bytes that are equal for equal numbers and tell nothing without the master key; None for no number."""
    digits = "".join(c for c in phone if c.isdigit())
    return hmac.digest(derived("xiangli blind phone"), digits.encode(), "sha256") if digits else None


def blind_name(name: str, *, county: str) -> bytes:
    """32 bytes that are equal for equal names within one county and tell nothing without the master key."""
    plain = "".join(name.split()) + "\0" + county
    return hmac.digest(derived("xiangli blind name"), plain.encode(), "sha256")


def close_secret(*, owner: UUID, secret: bytes) -> bytes:
    """Seal a sign-in's secret for its owner's row: it belongs to no county and is never a resident's."""
    nonce = os.urandom(12)
    return nonce + AESGCM(derived("xiangli sign-in secrets")).encrypt(nonce, secret, owner.bytes)


def open_secret(*, owner: UUID, box: bytes) -> bytes:
    """The secret again. Raises BrokenSeal."""
    try:
        return AESGCM(derived("xiangli sign-in secrets")).decrypt(box[:12], box[12:], owner.bytes)
    except InvalidTag:
        raise BrokenSeal("第二道验证的密钥打不开：内容被改动过，或主密钥换过。请找管理员重设。") from None
