"""A village as of a day: who is on the register, households with their head, and what may be asked of each row."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from xiangli.engines.filling.held import Held, Row

HEAD = "户主"
SITES = ("site", "contract", "facility")
LABOUR = (16, 59)
"""Years, both ends in: the labour force as forms of villages count it."""


def age(birth: date | None, day: date) -> int | None:
    """Whole years on a day; None without a birth date."""
    if birth is None:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


class Village:
    """The rows of a village, joined. ``day``: as of when ages and being on the register are reckoned."""

    def __init__(self, held: Held, *, day: date) -> None:
        self.held, self.day = held, day
        self.everyone = list(held.rows("person"))
        self.persons = [p for p in self.everyone if self.is_here(p)]
        self.households = list(held.rows("household"))
        self.groups = list(held.rows("group"))
        self.posts = list(held.rows("post"))
        self.sites = [row for kind in SITES for row in held.rows(kind)]
        self.facts: Mapping[str, Any] = next((row.values for row in held.rows("village")), {})
        self.by_id: dict[Any, Row] = {
            row.id: row
            for rows in (self.everyone, self.households, self.groups, self.posts, self.sites)
            for row in rows
        }
        self._members: dict[Any, list[Row]] = defaultdict(list)
        self._heads: dict[Any, Row] = {}
        for person in self.everyone:
            if person.values.get("p_relation") == HEAD:
                self._heads.setdefault(person.parent, person)
        for person in self.persons:
            self._members[person.parent].append(person)
        self.hazards = {s.values.get("s_name"): s for s in self.sites if s.values.get("s_kind") == "地灾隐患点"}

    def is_here(self, person: Row) -> bool:
        """Born, not dead and not moved out on the day."""
        v = person.values
        birth, died, moved = v.get("p_birth"), v.get("p_death"), v.get("p_moved")
        return (
            not (birth and birth > self.day) and not (died and died <= self.day) and not (moved and moved <= self.day)
        )

    def age(self, person: Row) -> int | None:
        """A person's age on the day."""
        return age(person.values.get("p_birth"), self.day)

    def members(self, household: Row) -> Sequence[Row]:
        """Who of a household is on the register, the head first."""
        return sorted(self._members.get(household.id, ()), key=lambda p: p.values.get("p_relation") != HEAD)

    def home(self, person: Row) -> Row | None:
        """A person's household."""
        return self.by_id.get(person.parent)

    def head(self, household: Row | None) -> Row | None:
        """The head of a household, also one who has died since."""
        return self._heads.get(household.id) if household is not None else None

    def hazard(self, household: Row | None) -> Row | None:
        """The hazard point a household lies under."""
        return self.hazards.get(household.values.get("h_hazard")) if household is not None else None

    def out(self, persons: Iterable[Row]) -> int:
        """How many work away."""
        return sum(bool(p.values.get("p_work_place")) for p in persons)
