"""How many households and persons stand on a day: born, not dead, not moved out; households with anybody in them or none yet."""

from dataclasses import dataclass
from datetime import date

from xiangli.registers.models import Record


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one village on one day."""

    households: int
    persons: int


def counts(*, village: str, day: date) -> Counts:
    """One statement."""
    rows = Record.objects.filter(county=village[:6], place=village, kind__in=("household", "person"))
    found = list(rows.values_list("kind", "since", "until", "values"))
    persons = sum(kind == "person" and on_book(values, since, until, day) for kind, since, until, values in found)
    households = sum(kind == "household" and (until is None or until > day) for kind, _, until, _ in found)
    return Counts(households, persons)


def on_book(values: dict[str, object], since: date | None, until: date | None, day: date) -> bool:
    """Whether a person counts on ``day``: who died or moved out on it does not any more."""
    born = values.get("p_birth")
    if isinstance(born, str) and born > day.isoformat():
        return False
    return (since is None or since <= day) and (until is None or until > day)
