"""A receipt: all a stranger needs to see that an entry stands in the ledger as it was written.

    {"alg", "entry", "salt", "leaf", "county", "index", "size", "proof", "checkpoint", "public_key"}

`alg` names encoding and hash (proof.profile), `entry` is the entry's canonical content, bytes are base64, `proof` a list of them, `checkpoint` the signed note,
`public_key` the ledger's key as `name+hash+key`. A receipt proves nothing by a key it brings itself: whoever checks
compares it with the key the county published (`trusted`).
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xiangli.proof import checkpoint as points
from xiangli.proof import merkle, note
from xiangli.proof.canonical import NotCanonical, canonical, leaf
from xiangli.proof.profile import BY_ALG, INTL, Profile

FIELDS: Final = ("alg", "entry", "salt", "leaf", "county", "index", "size", "proof", "checkpoint", "public_key")
_BIGGEST: Final = 2**63 - 1
_LONGEST_PROOF: Final = 63


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a receipt: the field and, in plain Chinese, what is wrong with it."""

    field: str
    message: str

    def __str__(self) -> str:
        return self.message


def build(
    *,
    entry: dict[str, Any],
    salt: bytes,
    county: str,
    index: int,
    size: int,
    proof: Sequence[bytes],
    checkpoint: str,
    public_key: str,
    profile: Profile = INTL,
) -> dict[str, Any]:
    """The receipt of an entry at `index` in the tree of `size` leaves; `proof` from the leaf's side."""
    return {
        "alg": profile.alg,
        "entry": entry,
        "salt": _text(salt),
        "leaf": _text(leaf(salt, canonical(entry), profile)),
        "county": county,
        "index": index,
        "size": size,
        "proof": [_text(one) for one in proof],
        "checkpoint": checkpoint,
        "public_key": public_key,
    }


def verify_receipt(receipt: object, *, trusted: str | None = None) -> list[Finding]:
    """What is wrong with a receipt; an empty list when it proves what it says. Never raises, whatever it is given.

    `trusted` is the county's published key (`name+hash+key`); without it only the receipt's own key is used, which
    shows that its parts fit together and no more.
    """
    if not isinstance(receipt, dict):
        return [Finding("receipt", "回执应当是一个 JSON 对象")]
    found = _shape(receipt)
    bad = {one.field for one in found}
    if "alg" in bad:
        return found
    found += _content(receipt, bad)
    signed = None if bad & {"checkpoint", "public_key"} else _signature(receipt, trusted, found)
    if signed is not None and signed.alg != receipt["alg"]:
        found.append(Finding("alg", "算法（alg）与树根声明里写的不一致"))
    if signed is not None and "county" not in bad and signed.origin.rpartition("/")[2] != receipt["county"]:
        found.append(Finding("county", "县（county）与树根声明所属的账本不一致"))
    found += _place(receipt, bad, signed)
    return found


def _shape(receipt: dict[Any, Any]) -> list[Finding]:
    """Fields that are missing, unknown or of the wrong type."""
    found = [Finding(name, _MISSING[name]) for name in FIELDS if name not in receipt]
    if any(name not in FIELDS for name in receipt):
        found.append(Finding("receipt", "回执里有不认识的字段"))
    for name in FIELDS:
        if name in receipt and not _RIGHT[name](receipt[name]):
            found.append(Finding(name, _WRONG[name]))
    return found


def _content(receipt: dict[str, Any], bad: set[str]) -> list[Finding]:
    """Whether salt and entry give the leaf, and whether the entry is of the county named."""
    found: list[Finding] = []
    if "entry" in bad:
        return found
    entry = receipt["entry"]
    if "county" not in bad and entry.get("county", receipt["county"]) != receipt["county"]:
        found.append(Finding("county", "县（county）与记录内容里的县不一致"))
    try:
        content = canonical(entry)
    except (NotCanonical, RecursionError, ValueError):
        return [*found, Finding("entry", "记录内容（entry）里有不能规范表示的值，例如小数或残缺文字")]
    if not bad & {"salt", "leaf"} and leaf(_bytes(receipt["salt"]) or b"", content, BY_ALG[receipt["alg"]]) != _bytes(
        receipt["leaf"]
    ):
        found.append(Finding("entry", "记录内容（entry）或盐值（salt）与叶值（leaf）对不上：有一处被改过"))
    return found


def _signature(receipt: dict[str, Any], trusted: str | None, found: list[Finding]) -> points.Checkpoint | None:
    """The checkpoint when it is rightly signed; what is wrong is added to `found`."""
    try:
        key = note.Verifier.parse(receipt["public_key"])
    except note.NoteError:
        found.append(Finding("public_key", "公钥（public_key）写法不对"))
        return None
    if trusted is not None and trusted != receipt["public_key"]:
        found.append(Finding("public_key", "公钥（public_key）不是本账本公布的那一把"))
        try:
            key = note.Verifier.parse(trusted)
        except note.NoteError:
            return None
    try:
        text = note.text_of(receipt["checkpoint"])
        stated = points.parse(text)
    except (note.NoteError, points.CheckpointError):
        found.append(Finding("checkpoint", "树根声明（checkpoint）写法不对"))
        return None
    try:
        return points.read(receipt["checkpoint"], key)
    except (note.NoteError, points.CheckpointError):
        found.append(Finding("checkpoint", "树根声明（checkpoint）的签名不对：声明被改过，或者不是这把钥匙签的"))
        return stated


def _place(receipt: dict[str, Any], bad: set[str], signed: points.Checkpoint | None) -> list[Finding]:
    """Whether index, size and proof lead from the leaf to the stated root."""
    if signed is None or "size" in bad:
        return []
    if receipt["size"] != signed.size:
        return [Finding("size", "树的大小（size）与树根声明里写的不一致")]
    if "index" in bad:
        return []
    if receipt["index"] >= signed.size:
        return [Finding("index", "序号（index）超出了树的大小")]
    if bad & {"proof", "leaf"}:
        return []
    steps = [_bytes(one) or b"" for one in receipt["proof"]]
    hashing = BY_ALG[receipt["alg"]].hashing
    start = merkle.leaf_hash(_bytes(receipt["leaf"]) or b"", hashing)
    try:
        root = merkle.root_from_inclusion(
            index=receipt["index"], size=signed.size, leaf=start, proof=steps, hashing=hashing
        )
    except merkle.ProofError:
        return [Finding("proof", "证明（proof）的步数与序号、大小不符")]
    if root != signed.root:
        return [Finding("proof", "证明（proof）走不到树根：叶值、序号、证明或树根有一处被改过")]
    return []


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: object) -> bytes | None:
    """Bytes from strict base64 in its one form, else None."""
    if not isinstance(text, str):
        return None
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _text(raw) == text else None


def _is_hash(value: object) -> bool:
    raw = _bytes(value)
    return raw is not None and len(raw) == merkle.HASH_SIZE


def _is_number(value: object) -> bool:
    return type(value) is int and 0 <= value <= _BIGGEST


_RIGHT: Final = {
    "alg": lambda v: isinstance(v, str) and v in BY_ALG,
    "entry": lambda v: isinstance(v, dict),
    "salt": lambda v: len(_bytes(v) or b"") == 16,
    "leaf": _is_hash,
    "county": lambda v: isinstance(v, str) and 0 < len(v) <= 6,
    "index": _is_number,
    "size": lambda v: _is_number(v) and v > 0,
    "proof": lambda v: isinstance(v, list) and len(v) <= _LONGEST_PROOF and all(map(_is_hash, v)),
    "checkpoint": lambda v: isinstance(v, str),
    "public_key": lambda v: isinstance(v, str),
}
_MISSING: Final = {
    "alg": "缺少算法（alg）",
    "entry": "缺少记录内容（entry）",
    "salt": "缺少盐值（salt）",
    "leaf": "缺少叶值（leaf）",
    "county": "缺少县（county）",
    "index": "缺少序号（index）",
    "size": "缺少树的大小（size）",
    "proof": "缺少证明（proof）",
    "checkpoint": "缺少树根声明（checkpoint）",
    "public_key": "缺少公钥（public_key）",
}
_WRONG: Final = {
    "alg": "算法（alg）不认识",
    "entry": "记录内容（entry）应当是一个对象",
    "salt": "盐值（salt）应当是 16 字节的 base64",
    "leaf": "叶值（leaf）应当是 32 字节的 base64",
    "county": "县（county）应当是最多六位的代码",
    "index": "序号（index）应当是从 0 起的整数",
    "size": "树的大小（size）应当是正整数",
    "proof": "证明（proof）应当是一串 32 字节的 base64，最多 63 个",
    "checkpoint": "树根声明（checkpoint）应当是文字",
    "public_key": "公钥（public_key）应当是文字",
}
