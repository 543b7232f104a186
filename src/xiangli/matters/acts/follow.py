"""Follow the ledgers: what is made from entries off the hot path reads them in the order of their county's tree.

That order has no gaps, so no entry is missed however writers overlap; what a reader makes of a batch and the mark behind
it stand or fall together. Leaves that are no entry of a matter (steps of a draw) are passed over.
"""

from collections.abc import Callable

from django.db import transaction
from django.db.models import F

from xiangli.ledger.models import Leaf, Tree
from xiangli.matters.models import Entry, ReadMark

Make = Callable[[str, list[Entry]], int]
"""``make(county, entries)`` → how much was made; called again with the same entries after a crash, so it repeats nothing."""


def behind(reader: str) -> list[str]:
    """Counties whose tree is longer than what ``reader`` has read of it."""
    read = dict(ReadMark.objects.filter(reader=reader).values_list("county", "read"))
    sizes = Tree.objects.filter(size__gt=0).values_list("county", "size")
    return [county for county, size in sizes if size > read.get(county, 0)]


def follow(reader: str, make: Make, *, batch: int) -> int:
    """Bring ``reader`` up to every county's tree, ``batch`` leaves a transaction; the sum of what was made."""
    return sum(_county(reader, county, make, batch) for county in behind(reader))


def _county(reader: str, county: str, make: Make, batch: int) -> int:
    done = 0
    while True:
        with transaction.atomic():
            ReadMark.objects.get_or_create(county=county, reader=reader)
            mark = ReadMark.objects.select_for_update().get(county=county, reader=reader)
            leaves = Leaf.objects.filter(county=county, idx__gte=mark.read, idx__lt=mark.read + batch)
            read = list(leaves.values_list("entry", flat=True))
            if not read:
                return done
            entries = list(Entry.objects.filter(county=county, id__in=read))
            if entries:
                done += make(county, entries)
            ReadMark.objects.filter(county=county, reader=reader).update(read=F("read") + len(read))
