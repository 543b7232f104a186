"""Askings are told in an installation that has keys, editions and guards."""

from tests.houses import ready

__all__ = ["ready"]
