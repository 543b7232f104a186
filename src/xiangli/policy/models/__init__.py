"""Published editions of procedures and lists."""

from xiangli.policy.models.edition import Edition

__all__ = ["Edition"]
