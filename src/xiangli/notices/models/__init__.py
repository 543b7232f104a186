"""What was told to whom."""

from xiangli.notices.models.notice import Notice

__all__ = ["Notice"]
