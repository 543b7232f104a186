"""Guards: a closed set of pure questions about closed facts. No expressions, no and/or/not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from xiangli.law.language.model import Act, Refusal


@dataclass(frozen=True, slots=True)
class Facts:
    """All a guard may know: where the matter stands, who owns it, what the actor says, what has happened before."""

    step: str
    owner: str
    data: dict[str, Any] = field(default_factory=dict)
    answered: bool = False
    handled: bool = False


def ground_given(facts: Facts, *, least: str) -> bool:
    """The ground says something: at least so many characters that are not spaces or signs."""
    return sum(c.isalnum() for c in str(facts.data.get("ground", ""))) >= int(least)


def other_office(facts: Facts) -> bool:
    """The new owner is not the one who has it now."""
    return facts.data.get("owner") != facts.owner


def not_solved_or_new_facts(facts: Facts) -> bool:
    """The reporter says it is not solved, or brings facts nobody had."""
    return facts.data.get("solved") == "no" or len(str(facts.data.get("new_facts", "")).strip()) >= 6


GUARDS: dict[str, Callable[..., bool]] = {
    "ground_given": ground_given,
    "other_office": other_office,
    "not_solved_or_new_facts": not_solved_or_new_facts,
}


def refused(act: Act, facts: Facts) -> Refusal | None:
    """The first refusal whose guard does not hold, or None."""
    for refusal in act.refuses:
        for name, arguments in refusal.unless.items():
            if not GUARDS[name](facts, **arguments):
                return refusal
    return None
