"""Identifiers that sort by the moment they were made (UUIDv7, RFC 9562 §5.7)."""

from uuid import UUID

from uuid_utils import compat


def uuid7() -> UUID:
    """A new UUIDv7 as the standard library's `UUID`; within one process later ids are greater."""
    return compat.uuid7()
