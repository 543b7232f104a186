"""The procedure language: the lawful steps of one kind of business, as reviewed data."""

from xiangli.law.language.clock import Running, Stop, clocks, sums, wakes, warnings
from xiangli.law.language.data import FieldError, check_data
from xiangli.law.language.guards import GUARDS, Facts, refused, shut
from xiangli.law.language.load import PolicyError, load_procedure
from xiangli.law.language.model import (
    KERNEL,
    READERS,
    ROLES,
    SAME,
    VERBS,
    Act,
    Clock,
    Field,
    NotAllowed,
    Procedure,
    Refusal,
    Step,
)
from xiangli.law.language.walk import Standing, advance, begin, facts, target, wake_at

__all__ = [
    "GUARDS", "KERNEL", "READERS", "ROLES", "SAME", "VERBS", "Act", "Clock", "Facts", "Field", "FieldError", "NotAllowed", "PolicyError",
    "Procedure", "Refusal", "Running", "Standing", "Step", "Stop", "advance", "begin", "check_data", "clocks", "facts",
    "load_procedure", "refused", "shut", "sums", "target", "wake_at", "wakes", "warnings",
]  # fmt: skip
