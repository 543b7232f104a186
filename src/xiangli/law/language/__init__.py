"""The procedure language: the lawful steps of one kind of business, as reviewed data."""

from xiangli.law.language.load import PolicyError, load_procedure
from xiangli.law.language.model import VERBS, Act, Clock, Field, NotAllowed, Procedure, Refusal, Step
from xiangli.law.language.guards import GUARDS, Facts, refused
from xiangli.law.language.data import FieldError, check_data
from xiangli.law.language.walk import Standing, advance, begin

__all__ = [
    "GUARDS", "VERBS", "Act", "Clock", "Facts", "Field", "FieldError", "NotAllowed", "PolicyError", "Procedure",
    "Refusal", "Standing", "Step", "advance", "begin", "check_data", "load_procedure", "refused",
]  # fmt: skip
