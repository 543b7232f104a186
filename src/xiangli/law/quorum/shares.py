"""A share as a law writes it, counted exactly.

以上 and 不少于 include the number, 过半数 and 超过 do not (民法典 1259). No float comes near a count of votes.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal


@dataclass(frozen=True, slots=True)
class Share:
    """At least (``>=``) or more than (``>``) a part of some base."""

    op: Literal[">=", ">"]
    part: Fraction

    def is_met(self, count: Fraction, base: Fraction) -> bool:
        """Whether ``count`` is this share of ``base``. Of a base of nothing nothing is a share."""
        if base <= 0:
            return False
        return count >= self.part * base if self.op == ">=" else count > self.part * base

    def least(self, base: Fraction) -> int:
        """The smallest whole count that is this share of ``base``; 1 where the base is nothing."""
        return max(1, ceil(self.part * base) if self.op == ">=" else floor(self.part * base) + 1)

    def zh(self, of: str) -> str:
        """``要过“到会人数”的半数``, ``要占“本村户数”的 2/3 以上``, ``要超过“居民代表总数”的 2/3``."""
        if self == Share(">", Fraction(1, 2)):
            return f"要过“{of}”的半数"
        return f"要占“{of}”的 {self.part} 以上" if self.op == ">=" else f"要超过“{of}”的 {self.part}"
