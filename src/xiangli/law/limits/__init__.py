"""When something is due, and the sum that says why: working days, days, months, years, hours; pauses and extensions."""

from xiangli.law.limits.counting import due
from xiangli.law.limits.quick import due_at
from xiangli.law.limits.terms import SHANGHAI, Due, Limit, LimitError, Pause, Unit

__all__ = ["SHANGHAI", "Due", "Limit", "LimitError", "Pause", "Unit", "due", "due_at"]
