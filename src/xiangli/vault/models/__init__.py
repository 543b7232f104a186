"""Sealed values, the keys that seal them, and each opening."""

from xiangli.vault.models.county_key import CountyKey
from xiangli.vault.models.opening import Opening
from xiangli.vault.models.sealed import Sealed

__all__ = ["CountyKey", "Opening", "Sealed"]
