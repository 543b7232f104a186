"""One value, one byte string: what is hashed, signed and proved.

Canonical form `xiangli-1`: JSON in UTF-8, object keys sorted by code point, no white space, nothing escaped but what
JSON demands, no floats (two machines may print one float in two ways), no Unicode normalisation (a resident's own
characters are kept as typed). Values are null, booleans, integers, strings, arrays and objects with string keys.
"""

import json
from typing import Any

from xiangli.proof.profile import INTL, Profile

ALG = INTL.alg
"""Names the encoding and the hash; it stands inside every receipt, so an older receipt can always be read."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class Encoder(json.JSONEncoder):
    """Writes JSON in canonical form; for columns whose text is hashed later, so that it need not be written again."""

    def __init__(self, **kwargs: Any) -> None:
        form: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":"), "allow_nan": False}
        super().__init__(**{**kwargs, **form})


class NotCanonical(ValueError):
    """The value holds something that has no canonical form; `where` is its path, such as `data.phone[2]`."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where or 'value'}: {why}")
        self.where = where


def canonical(obj: object) -> bytes:
    """The canonical UTF-8 bytes of a JSON value.

    Raises NotCanonical for floats, other types, object keys that are not strings, and lone surrogates.
    """
    _check(obj, "")
    try:
        return _encode(obj).encode()
    except UnicodeEncodeError:
        raise NotCanonical("", "text with half a surrogate pair") from None


def leaf(salt: bytes, content: bytes, profile: Profile = INTL) -> bytes:
    """Hash(salt ‖ content), 32 bytes: what the ledger keeps of an entry. Without the 16-byte salt it tells nothing."""
    return profile.hashing(salt + content).digest()


def _check(value: object, where: str) -> None:
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return
    if kind is dict:
        for key, inner in value.items():  # type: ignore[attr-defined]
            if type(key) is not str:
                raise NotCanonical(where, f"object key {key!r} is not a string")
            inner_kind = type(inner)
            if inner_kind is not str and inner_kind is not int:
                _check(inner, f"{where}.{key}" if where else key)
    elif kind is list or kind is tuple:
        for at, inner in enumerate(value):  # type: ignore[arg-type]
            _check(inner, f"{where}[{at}]")
    else:
        raise NotCanonical(where, f"{kind.__name__} has no canonical form")
