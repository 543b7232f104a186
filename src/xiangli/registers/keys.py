"""By what a record is known again: keys that tell nothing of a person, digests of sealed values, relations as parties says them."""

from collections.abc import Mapping
from typing import Any

from xiangli.registers.edition import health, personal
from xiangli.vault.box import blind_value

VAULT = {"p_name": "name", "p_id": "identity", "p_phone": "phone"}
"""A person's fields that lie in the vault's own sealed record."""
PERSONAL, HEALTH = "personal", "health"
"""The two envelopes of a record."""
KIN_OF = {
    "户主": "户主", "配偶": "配偶", "子": "子女", "女": "子女", "父亲": "父母", "母亲": "父母", "孙子": "孙子女", "孙女": "孙子女",
    "祖父": "祖父母", "祖母": "祖父母", "哥哥": "兄弟姐妹", "弟弟": "兄弟姐妹", "姐姐": "兄弟姐妹", "妹妹": "兄弟姐妹", "兄": "兄弟姐妹",
    "弟": "兄弟姐妹", "姐": "兄弟姐妹", "妹": "兄弟姐妹",
}  # fmt: skip
"""The word of a roster → the word of a household's book."""
OTHER = "其他"
MARK = 24
"""Hex digits kept of a digest: enough to see that a value changed."""


def kin_of(relation: Any) -> str:
    """How a member is related to the head, in the words of ``parties.kin``."""
    return KIN_OF.get(str(relation), OTHER)


def number_key(number: str, *, county: str) -> tuple[str, bytes]:
    """The key of a person with a number, and the number's blind index."""
    blind = blind_value("p_id", number, county=county)
    return f"n{blind.hex()[:48]}", blind


def bare_key(name: str, birth: str, household: str, *, county: str) -> str:
    """The key of a person without a number: name, birth and household together, blind."""
    return f"u{blind_value('bare', f'{name} {birth} {household}', county=county).hex()[:48]}"


def is_sealed(field: str) -> bool:
    """Whether values of a field are sealed at all."""
    return personal(field) or health(field)


def digest(field: str, value: Any, *, county: str) -> str:
    """What a step keeps of a sealed value: equal for equal values, and telling nothing."""
    return blind_value(field, as_text(value), county=county).hex()[:MARK]


def as_text(value: Any) -> str:
    """A value as it is sealed: several words joined."""
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def apart(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Plain values, and sealed ones as text."""
    plain = {name: value for name, value in values.items() if not is_sealed(name)}
    return plain, {name: as_text(value) for name, value in values.items() if is_sealed(name)}
