"""Who asked the same before: the same rows and mostly the same fields."""

from collections.abc import Mapping, Sequence

Signature = Sequence[tuple[str, tuple[str, ...], frozenset[str]]]
LEAST, SHARE = 3, 0.6
"""Fields in common, and their share of the smaller asking, from which on it is the same question."""


def asks_again(signatures: Mapping[str, Signature]) -> dict[str, list[str]]:
    """For each file, in the order given, those before it that asked for the same rows with mostly the same fields."""
    found: dict[str, list[str]] = {}
    names = list(signatures)
    for n, name in enumerate(names):
        found[name] = [other for other in names[:n] if _same(signatures[name], signatures[other])]
    return found


def _same(one: Signature, other: Signature) -> bool:
    for kind, where, fields in one:
        for kind_, where_, fields_ in other:
            common = len(fields & fields_)
            if (
                (kind, where) == (kind_, where_)
                and where
                and common >= LEAST
                and common >= SHARE * min(len(fields), len(fields_))
            ):
                return True
    return False
