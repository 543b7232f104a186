"""The archive rules as data, strictly read: whose papers, in which order, kept how long."""

from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from xiangli.law.language.strict import PolicyError, validated

NAME = "rules.yaml"
Level = Literal["village", "township", "county"]
Term = Literal["permanent", "30", "10"]
TERMS: dict[str, tuple[str, str]] = {"permanent": ("永久", "Y"), "30": ("30年", "D30"), "10": ("10年", "D10")}
"""Term → its name and its code in an archive number (DA/T 13)."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Kept(_Strict):
    """How long, and of what: the first line of a rule that fits decides."""

    term: Term
    what: str
    procedures: tuple[str, ...] = ()
    has: str = ""
    ended: tuple[str, ...] = ()

    def fits(self, procedure: str, step: str, verbs: Collection[str]) -> bool:
        """Whether it speaks of such a matter."""
        return (
            (not self.procedures or procedure in self.procedures)
            and (not self.has or self.has in verbs)
            and (not self.ended or step in self.ended)
        )


class Rule(_Strict):
    """One rule: for which level, from which paper, with its terms."""

    id: str
    applies: Level
    name: str
    paper: str
    seen: Literal["part", "no"]
    says: str
    terms: tuple[Kept, ...]

    @property
    def where(self) -> str:
        """As a page names it: a norm, since no text is shipped here."""
        return f"规范（非法律）：《{self.name}》（{self.paper}）"

    def kept(self, *, procedure: str, step: str, verbs: Collection[str]) -> Kept:
        """How long a matter's papers are kept. The last line of every rule fits all."""
        return next(one for one in self.terms if one.fits(procedure, step, verbs))


class Rules(_Strict):
    """All rules, and the order of a folder."""

    rules: tuple[Rule, ...]
    order: tuple[str, ...]

    def of(self, office: str) -> Rule:
        """The rule by which an office ``line@place`` files."""
        place = office.rpartition("@")[2]
        level: Level = "village" if len(place) > 9 else "township" if len(place) == 9 else "county"
        return next(rule for rule in self.rules if rule.applies == level)

    def turn(self, paper: str) -> int:
        """Where a kind of paper lies; what the rules do not name lies before the pictures."""
        known = self.order.index
        return known(paper) if paper in self.order else known("photos") - 1


def load_rules(text: str, name: str) -> Rules:
    """The rules. Raises PolicyError: a level without a rule, or one with two; a rule that leaves a matter without a term."""
    found, lines = validated(Rules, text, name)
    if sorted(rule.applies for rule in found.rules) != ["county", "township", "village"]:
        raise PolicyError(name, lines[("rules",)], "village, township and county have one rule each")
    for number, rule in enumerate(found.rules):
        last = rule.terms[-1] if rule.terms else None
        if last is None or last.procedures or last.has or last.ended:
            raise PolicyError(name, lines[("rules", number)], f"{rule.id}: the last term must fit every matter")
    if "photos" not in found.order:
        raise PolicyError(name, lines[("order",)], "the order does not say where photos lie")
    return found


@cache
def rules() -> Rules:
    """The shipped rules."""
    return load_rules((files("xiangli.archive") / NAME).read_text(encoding="utf-8"), NAME)
