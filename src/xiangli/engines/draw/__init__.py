"""Draws that anybody can compute again (RFC 3797)."""

from xiangli.engines.draw.pool import BadPool, pool
from xiangli.engines.draw.selection import BadSource, Taken, bits_needed, key, select, values

__all__ = ["BadPool", "BadSource", "Taken", "bits_needed", "key", "pool", "select", "values"]
