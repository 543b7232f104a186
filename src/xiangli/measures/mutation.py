"""Put every wrong version of a procedure to its stories: one that all stories let pass shows what they do not hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from xiangli.law.language import Procedure
from xiangli.law.language.mutants import Mutant, mutants
from xiangli.measures.stories import books, run, stage
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

    A mutant is dropped at its first failing story; the stories that killed most are told first. ``say`` is given each
    survivor. Raises StoryFailed when a story does not even hold for the right procedure.
    """
    out = Killed(p.id)
    told: list[Told] = [(book, story) for book in books(p.id) for story in book.stories]
    kills = {id(story): 0 for _, story in told}
    with stage():
        for book, story in told:
            run(book, story, p.id)
        for mutant in mutants(p):
            told.sort(key=lambda one: -kills[id(one[1])])
            killer = _killer(mutant, told)
            if killer is None:
                out.survivors.append(mutant.says)
                say(mutant.says)
            else:
                out.killed += 1
                kills[id(killer)] += 1
    return out


def _killer(mutant: Mutant, told: Sequence[Told]) -> Story | None:
    """The first story that goes another way under ``mutant``."""
    with substituted(mutant.procedure):
        for book, story in told:
            point = transaction.savepoint()
            try:
                run(book, story, mutant.procedure.id)
            except Exception:  # a mutant may fail in any way; every way is noticed
                return story
            finally:
                transaction.savepoint_rollback(point)
    return None
