"""The house these tests stand in."""

from tests.houses import ready

__all__ = ["ready"]
