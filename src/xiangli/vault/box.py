"""Sealing under the county's key (AES-256-GCM or SM4-GCM), the record's id bound in; the blind index over phone numbers."""

import json
from uuid import UUID

from xiangli.ledger.keys import ours
from xiangli.vault.cipher import Unopened, seal, unseal
from xiangli.vault.keys import county_key, derived, keyed

FIELDS = ("name", "phone", "identity", "email")
"""What a sealed record of a reporter may hold: name, phone, identity number, e-mail address. Nothing on belief or opinion."""


class BrokenSeal(ValueError):
    """The box does not open under the county's key: changed, moved to another record, or sealed elsewhere."""


def close(*, record: UUID, county: str, values: dict[str, str]) -> bytes:
    """Seal ``values`` (keys from FIELDS) for this record: a byte that names the cipher, 12 bytes nonce, ciphertext, tag."""
    assert set(values) <= set(FIELDS), values.keys()
    plain = json.dumps(values, ensure_ascii=False).encode()
    return seal(ours(), county_key(county), plain, record.bytes)


def open_box(*, record: UUID, county: str, box: bytes) -> dict[str, str]:
    """The values again. Only ``vault.acts.unseal`` may call this. Raises BrokenSeal."""
    try:
        return json.loads(unseal(county_key(county), bytes(box), record.bytes))
    except Unopened:
        raise BrokenSeal(f"封存记录 {record} 打不开：内容被改动过，或不是用本地密钥封存的。") from None


def blind(phone: str) -> bytes | None:
    """32 bytes that are equal for equal numbers and tell nothing without the master key; None for no number."""
    digits = "".join(c for c in phone if c.isdigit())
    return keyed(derived("xiangli blind phone"), digits.encode()) if digits else None


def blind_name(name: str, *, county: str) -> bytes:
    """32 bytes that are equal for equal names within one county and tell nothing without the master key."""
    plain = "".join(name.split()) + "\0" + county
    return keyed(derived("xiangli blind name"), plain.encode())


def blind_value(field: str, value: str, *, county: str) -> bytes:
    """32 bytes that are equal for equal values of one field within one county; names as ``blind_name`` has them."""
    if field == "p_name":
        return blind_name(value, county=county)
    return keyed(derived(f"xiangli blind {field}"), (value + "\0" + county).encode())


def close_envelope(*, record: UUID, county: str, part: str, values: dict[str, str]) -> bytes:
    """Seal values of a register's record by field id; ``part`` tells its envelopes apart and is bound in with the id."""
    plain = json.dumps(values, ensure_ascii=False, sort_keys=True).encode()
    return seal(ours(), county_key(county), plain, record.bytes + part.encode())


def open_envelope(*, record: UUID, county: str, part: str, box: bytes) -> dict[str, str]:
    """The values again. Only reads that put the opening on record, and acts that seal anew, may call this. Raises BrokenSeal."""
    try:
        return json.loads(unseal(county_key(county), bytes(box), record.bytes + part.encode()))
    except Unopened:
        raise BrokenSeal(f"台账记录 {record} 打不开：内容被改动过，或不是用本地密钥封存的。") from None


def close_secret(*, owner: UUID, secret: bytes) -> bytes:
    """Seal a sign-in's secret for its owner's row: it belongs to no county and is never a resident's."""
    return seal(ours(), derived("xiangli sign-in secrets"), secret, owner.bytes)


def open_secret(*, owner: UUID, box: bytes) -> bytes:
    """The secret again. Raises BrokenSeal."""
    try:
        return unseal(derived("xiangli sign-in secrets"), bytes(box), owner.bytes)
    except Unopened:
        raise BrokenSeal("第二道验证的密钥打不开：内容被改动过，或主密钥换过。请找管理员重设。") from None
