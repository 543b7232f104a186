"""Tables of draws."""

from xiangli.draws.models.draw_step import DrawStep

__all__ = ["DrawStep"]
