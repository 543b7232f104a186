"""Sheets stand on an invented village's registers."""

from tests.registers.conftest import ready

__all__ = ["ready"]
