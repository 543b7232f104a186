"""Put every wrong version of a procedure to its stories: one that all stories let pass shows what they do not hold."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from xiangli.law.language import Procedure
from xiangli.law.language.mutants import Mutant, mutants
from xiangli.measures.stories import Met, books, run, stage
from xiangli.measures.telling import Book, Story
from xiangli.policy.reads.edition import substituted

Told = tuple[Book, Story]


@dataclass
class Killed:
    """How many of a procedure's mutants its stories noticed; ``survivors`` say what was changed unnoticed."""

    procedure: str
    killed: int = 0
    survivors: list[str] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many there were."""
        return self.killed + len(self.survivors)

    @property
    def share(self) -> float:
        """Killed among all, 0..1; nothing to kill counts as 0."""
        return self.killed / self.all if self.all else 0.0


def kill(p: Procedure, say: Callable[[str], None] = lambda _: None) -> Killed:
    """Run the stories of ``p`` against each of its mutants, in the set database, leaving nothing behind.

    A mutant is dropped at its first failing story. Only stories that meet what was changed are told: first those that
    killed most mutants of the same kind, then short ones. ``say`` is given each survivor. Raises StoryFailed when a
    story does not even hold for the right procedure.
    """
    out = Killed(p.id)
    kills: Counter[tuple[str, str]] = Counter()
    with stage():
        told = [(book, story, run(book, story, p.id)) for book in books(p.id) for story in book.stories]
        for mutant in mutants(p):
            spots, kind = touched(p, mutant.procedure), mutant.says.split(":")[0]
            near = [(book, story) for book, story, met in told if not spots or met & spots]
            near.sort(key=lambda one: (-kills[kind, one[1].story], len(one[1].then)))
            killer = _killer(mutant, near, spots)
            if killer is None:
                out.survivors.append(mutant.says)
                say(mutant.says)
            else:
                out.killed += 1
                kills[kind, killer.story] += 1
    return out


def touched(p: Procedure, mutant: Procedure) -> Met:
    """The (step, verb) whose act or one of its fields differs and the (step, "") whose clock does; empty when every story may notice."""
    if (p.start, p.routed, p.whole) != (mutant.start, mutant.routed, mutant.whole):
        return set()
    fields = {name for name in p.fields if p.fields[name] != mutant.fields[name]}
    out = {(name, "") for name in p.steps if p.steps[name] != mutant.steps[name]}
    for where in (*p.steps, *p.ends):
        mine, other = p.acts(where), mutant.acts(where)
        out |= {(where, verb) for verb in {*mine, *other} if mine.get(verb) != other.get(verb)}
        out |= {(where, verb) for verb, act in mine.items() if fields & {*act.needs, *act.may}}
    return out


def _killer(mutant: Mutant, told: Sequence[Told], spots: Met) -> Story | None:
    """The first story that goes another way under ``mutant``; elsewhere than at ``spots`` nobody may more or less."""
    with substituted(mutant.procedure):
        for book, story in told:
            point = transaction.savepoint()
            try:
                run(book, story, mutant.procedure.id, spots or None)
            except Exception:  # a mutant may fail in any way; every way is noticed
                return story
            finally:
                transaction.savepoint_rollback(point)
    return None
