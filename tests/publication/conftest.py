"""The house of every room's tests."""

from tests.houses import ready

__all__ = ["ready"]
