"""The procedure language: the lawful steps of one kind of business, as reviewed data."""

from xiangli.law.language.data import FieldError, check_data
from xiangli.law.language.guards import GUARDS, Facts, refused
from xiangli.law.language.load import PolicyError, load_procedure
from xiangli.law.language.model import KERNEL, VERBS, Act, Clock, Field, NotAllowed, Procedure, Refusal, Step
from xiangli.law.language.walk import Standing, advance, begin, clocks, facts, target

__all__ = [
    "GUARDS", "KERNEL", "VERBS", "Act", "Clock", "Facts", "Field", "FieldError", "NotAllowed", "PolicyError",
    "Procedure", "Refusal", "Standing", "Step", "advance", "begin", "check_data", "clocks", "facts", "load_procedure",
    "refused", "target",
]  # fmt: skip
