"""Which edition rules: the newest of a procedure for a new matter, the matter's own for a running one.

``substituted`` lets the mutation runner put a changed procedure in the place of a published one, for one block.
"""

import functools
from collections.abc import Iterator
from contextlib import contextmanager

from xiangli.law.language import Procedure, load_procedure
from xiangli.policy.models import Edition


class NoEdition(LookupError):
    """No such procedure is published here; ``xiangli init`` publishes the starter editions."""


_substitutes: dict[str, Procedure] = {}


def procedure(digest: str) -> Procedure:
    """The procedure of one edition hash, read once a process. Raises NoEdition."""
    found = _procedure(digest)
    return _substitutes.get(found.id, found)


@functools.lru_cache(maxsize=512)
def _procedure(digest: str) -> Procedure:
    try:
        row = Edition.objects.get(hash=digest, kind="procedure")
    except Edition.DoesNotExist:
        raise NoEdition(f"没有版本 {digest[:12]}… 的程序") from None
    return load_procedure(row.text, f"{row.name} {row.version}")


@functools.lru_cache(maxsize=64)
def _newest(name: str) -> str:
    row = Edition.objects.filter(kind="procedure", name=name).order_by("-published_at", "-version").first()
    if row is None:
        raise NoEdition(f"还没有发布程序 {name}，请先运行 xiangli init。")
    return row.hash


def newest(name: str) -> str:
    """The hash of the newest published edition of a procedure. Raises NoEdition."""
    return _newest(name)


def forget() -> None:
    """Drop what was cached: after publishing, and between tests."""
    _newest.cache_clear()
    _procedure.cache_clear()


@contextmanager
def substituted(changed: Procedure) -> Iterator[None]:
    """For this block every edition of ``changed.id`` behaves as ``changed``: how mutants are put to the stories."""
    _substitutes[changed.id] = changed
    try:
        yield
    finally:
        del _substitutes[changed.id]
