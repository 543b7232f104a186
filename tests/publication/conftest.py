"""The house of every room's tests, with a county that publishes."""

from tests.houses import ready

__all__ = ["ready"]
