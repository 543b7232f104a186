"""``due_at``: the instant alone, for the hot write: a dictionary hit per date and limit."""

import datetime as dt

from xiangli.law.days import standing
from xiangli.law.limits.days import ONE, walk
from xiangli.law.limits.terms import SHANGHAI, Limit, LimitError, Unit

MOST = 50_000
"""Answers kept; past it the table starts anew (a county's year needs some thousand)."""

_answers: dict[tuple[dt.date, int, str], dt.datetime] = {}


def due_at(start: dt.datetime, limit: Limit) -> dt.datetime:
    """Equal to ``due(start=start, limit=limit).at``; < 3 µs when the date was asked before."""
    if start.tzinfo is None:
        raise LimitError(f"{start.isoformat()} has no time zone")
    local = start.astimezone(SHANGHAI)
    if limit.unit is Unit.H:
        return local + dt.timedelta(hours=limit.amount)
    # the bare string: hashing an enum member costs more than the rest of this function
    key = (local.date(), limit.amount, limit.unit._value_)
    found = _answers.get(key)
    if found is None:
        found = dt.datetime.combine(walk(local.date(), [limit], set(), standing()).last + ONE, dt.time(), SHANGHAI)
        if len(_answers) >= MOST:
            _answers.clear()
        _answers[key] = found
    return found
