"""The offices that are set up here, and their names."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from xiangli.parties.models import Organisation


def office_names(offices: Iterable[str]) -> dict[str, str]:
    """The organisation's name of each office ``line@place`` that is set up. One statement; none for no office."""
    pairs = [office.split("@", 1) for office in set(offices) if "@" in office]
    if not pairs:
        return {}
    where = reduce(or_, (Q(line=line, place=place) for line, place in pairs))
    return {f"{one.line}@{one.place}": one.name for one in Organisation.objects.filter(where)}


def phones(offices: Iterable[str]) -> dict[str, str]:
    """The number at which each office that has told one is reached. One statement; none for no office."""
    pairs = [office.split("@", 1) for office in set(offices) if "@" in office]
    if not pairs:
        return {}
    where = reduce(or_, (Q(line=line, place=place) for line, place in pairs))
    found = Organisation.objects.filter(where).exclude(phone="")
    return {f"{line}@{place}": phone for line, place, phone in found.values_list("line", "place", "phone")}


def desks() -> list[Organisation]:
    """The general offices that take reports here, by place code."""
    return list(Organisation.objects.filter(line="desk").order_by("place"))
