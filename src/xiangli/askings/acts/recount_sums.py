"""Count a county's partial sums anew from its askings, and put right those that differ."""

from django.db import transaction

from xiangli.askings.acts.add_up import COLUMNS
from xiangli.askings.models import BurdenSum
from xiangli.askings.reads.burden import kept, recounted


def differing(*, county: str) -> list[tuple[str, str, int]]:
    """The keys (place, line, month) whose sum is not what a recount gives."""
    now, right = kept(county=county), recounted(county=county)
    return sorted(key for key in {*now, *right} if now.get(key) != right.get(key))


def recount_sums(*, county: str) -> int:
    """Put right what differs; how many sums did. Safe to repeat."""
    with transaction.atomic():
        wrong = differing(county=county)
        right = recounted(county=county)
        for place, line, month in wrong:
            BurdenSum.objects.filter(county=county, place=place, line=line, month=month).delete()
            if one := right.get((place, line, month)):
                BurdenSum.objects.create(
                    county=county, place=place, line=line, month=month,
                    **{name: getattr(one, name) for name in COLUMNS},
                )  # fmt: skip
    return len(wrong)
