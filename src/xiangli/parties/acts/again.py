"""Two at once: the same request sent twice at the same moment, or two taking the same number, meet in a unique rule."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError

from xiangli.parties.errors import PartyError

P = ParamSpec("P")
R = TypeVar("R")


def again(act: Callable[P, R]) -> Callable[P, R]:
    """Does the act once more when a unique rule or a refusal stopped it: the second time it sees what the other left.

    Then it answers as the repeat it is, says in words what is taken, or takes the next number. A refusal counts too:
    the other may have finished between “is this request known” and “is this name free”.
    """

    @wraps(act)
    def twice(*args: P.args, **given: P.kwargs) -> R:
        try:
            return act(*args, **given)
        except (IntegrityError, PartyError):
            return act(*args, **given)

    return twice
