"""Guards: a closed set of pure questions about closed facts. No expressions, no and/or/not."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from xiangli.law.language.model import Act, Refusal
from xiangli.law.limits import Limit, due_at


@dataclass(frozen=True, slots=True)
class Facts:
    """All a guard may know: where the matter stands, who owns it, what the actor says, what has happened before.

    ``by``: the actor's name; ``overdue``: the due time is past; ``answered``, ``done`` (verbs): since the last opening;
    ``handled``: an office accepted it, ``handler`` which; ``since``: when the step began, ``at``: now;
    ``unsolved``: how often the reporter said it was not solved; ``stopped``: the
    verb that stopped the clocks; ``asked``: who asked for an extension that waits; ``appealed``: an appeal waits to be ruled,
    ``first``: who ruled on it first; ``ruled``: a ruling made the owner the owner; ``assists``: offices whose part is
    still owed; ``children``: matters opened by this one that have not ended; ``roles``: what the actor is for this matter.
    """

    step: str
    owner: str
    data: dict[str, Any] = field(default_factory=dict)
    by: str = ""
    overdue: bool = False
    answered: bool = False
    handled: bool = False
    handler: str = ""
    unsolved: int = 0
    done: tuple[str, ...] = ()
    stopped: str = ""
    asked: str = ""
    appealed: bool = False
    first: str = ""
    ruled: bool = False
    assists: tuple[str, ...] = ()
    children: int = 0
    roles: frozenset[str] = frozenset()
    since: datetime | None = None
    at: datetime | None = None


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


def running(facts: Facts) -> bool:
    """The clocks run: nothing has stopped them."""
    return not facts.stopped


def stopped_by(facts: Facts, *, verb: str) -> bool:
    """The clocks stand still, and it was this act that stopped them."""
    return facts.stopped == verb


def only_once(facts: Facts, *, verb: str) -> bool:
    """This act has not been done since the matter was opened (or opened again)."""
    return verb not in facts.done


def not_overdue(facts: Facts) -> bool:
    """The due time is not past."""
    return not facts.overdue


def extension_asked(facts: Facts) -> bool:
    """An extension was asked for, and nobody has decided."""
    return bool(facts.asked)


def not_the_asker(facts: Facts) -> bool:
    """Nobody consents to what she asked for herself."""
    return facts.by != facts.asked


def appealed(facts: Facts) -> bool:
    """There is an appeal to rule on."""
    return facts.appealed


def another_person(facts: Facts) -> bool:
    """Whoever ruled first does not rule a second time."""
    return facts.by != facts.first


def not_ruled(facts: Facts) -> bool:
    """The owner was not made the owner by a ruling, which stands until somebody else owns the matter."""
    return not facts.ruled


def children_ended(facts: Facts) -> bool:
    """Every matter that this one opened has ended."""
    return facts.children == 0


def line_or_photo(facts: Facts) -> bool:
    """There is a written line, or a photo of one."""
    return bool(str(facts.data.get("line", "")).strip() or facts.data.get("photo"))


def own_or_on_paper(facts: Facts) -> bool:
    """A leader's own word; or, hung for her by somebody else, a photo of it on paper and whose it is."""
    return "leader" in facts.roles or bool(facts.data.get("photo") and str(facts.data.get("whose", "")).strip())


def new_to_it(facts: Facts) -> bool:
    """The office asked to assist neither owns the matter nor owes a part already."""
    return facts.data.get("assist") not in (facts.owner, *facts.assists)


def never(facts: Facts, *, field: str, value: str) -> bool:
    """This field does not say this: there is another way for it."""
    return facts.data.get(field) != value


def not_the_handler(facts: Facts) -> bool:
    """The new owner is not the office that had the matter in hand: nobody reviews what she did herself."""
    return facts.data.get("owner") != facts.handler


def in_time(facts: Facts, *, within: str, by: str) -> bool:
    """Since the step began no more time has passed than the row ``by`` allows for this act (clocks that stood still count)."""
    if facts.since is None or facts.at is None:
        return True
    return facts.at < due_at(facts.since, Limit.parse(within, by=by))


GUARDS: dict[str, Callable[..., bool]] = {
    guard.__name__: guard
    for guard in (
        ground_given, other_office, not_solved_or_new_facts, said_unsolved_before, running, stopped_by, only_once,
        not_overdue, extension_asked, not_the_asker, appealed, another_person, not_ruled, children_ended, line_or_photo,
        own_or_on_paper, new_to_it,
        never, not_the_handler, in_time,
    )
}  # fmt: skip


def arguments(guard: str) -> tuple[str, ...]:
    """The names of a guard's arguments; all are needed."""
    return tuple(inspect.signature(GUARDS[guard]).parameters)[1:]


OF_THE_MATTER = (
    running, stopped_by, only_once, not_overdue, extension_asked, not_the_asker, appealed, another_person, not_ruled,
    children_ended,
)  # fmt: skip
"""Guards that look at the matter alone: whatever one says, they answer the same."""


def shut(act: Act, facts: Facts) -> Refusal | None:
    """The refusal that awaits whoever tries, whatever she says: a page need not offer the act."""
    known = {guard.__name__ for guard in OF_THE_MATTER}
    for refusal in act.refuses:
        for name, given in refusal.unless.items():
            if name in known and not GUARDS[name](facts, **given):
                return refusal
    return None


def refused(act: Act, facts: Facts) -> Refusal | None:
    """The first refusal whose guard does not hold, or None."""
    for refusal in act.refuses:
        for name, given in refusal.unless.items():
            if not GUARDS[name](facts, **given):
                return refusal
    return None
