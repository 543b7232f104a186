"""Guards: a closed set of pure questions about closed facts. No expressions, no and/or/not."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from xiangli.law.language.model import Act, Refusal


@dataclass(frozen=True, slots=True)
class Facts:
    """All a guard may know: where the matter stands, who owns it, what the actor says, what has happened before.

    ``answered``: since the last opening; ``handled``: an office accepted it; ``unsolved``: how often the reporter said
    it was not solved.
    """

    step: str
    owner: str
    data: dict[str, Any] = field(default_factory=dict)
    answered: bool = False
    handled: bool = False
    unsolved: int = 0


def ground_given(facts: Facts, *, least: str) -> bool:
    """The ground says something: at least so many characters that are not spaces or signs."""
    return sum(c.isalnum() for c in str(facts.data.get("ground", ""))) >= int(least)


def other_office(facts: Facts) -> bool:
    """The new owner is not the one who has it now."""
    return facts.data.get("owner") != facts.owner


def not_solved_or_new_facts(facts: Facts) -> bool:
    """The reporter says it is not solved, or brings facts nobody had."""
    return facts.data.get("solved") == "no" or len(str(facts.data.get("new_facts", "")).strip()) >= 6


def said_unsolved_before(facts: Facts, *, outcome: str) -> bool:
    """This ``outcome`` only after the reporter has said of an answer that it did not solve the matter."""
    return facts.data.get("outcome") != outcome or facts.unsolved > 0


GUARDS: dict[str, Callable[..., bool]] = {
    "ground_given": ground_given,
    "other_office": other_office,
    "not_solved_or_new_facts": not_solved_or_new_facts,
    "said_unsolved_before": said_unsolved_before,
}


def arguments(guard: str) -> tuple[str, ...]:
    """The names of a guard's arguments; all are needed."""
    return tuple(inspect.signature(GUARDS[guard]).parameters)[1:]


def refused(act: Act, facts: Facts) -> Refusal | None:
    """The first refusal whose guard does not hold, or None."""
    for refusal in act.refuses:
        for name, given in refusal.unless.items():
            if not GUARDS[name](facts, **given):
                return refusal
    return None
