"""All sheets of a folder of rosters as one village: households, its persons, and what the lists say of them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from xiangli.engines.roster.cells import clean, text
from xiangli.engines.roster.dictionary import fields
from xiangli.engines.roster.households import Households
from xiangli.engines.roster.lists import add_lists
from xiangli.engines.roster.others import add_groups, add_posts, add_sites
from xiangli.engines.roster.persons import Persons
from xiangli.engines.roster.shapes import Entry, Fault, Finder, Grid, Spot, Village
from xiangli.engines.roster.tables import Table, tables

NAMED = re.compile(r"([\u4e00-\u9fff]{1,7}?(?:村|社区|居委会))(?:[\u4e00-\u9fff（(]|$)")
UP = re.compile(r"^.*?(?:省|市|县|区|镇|乡|街道)")


def gather(
    books: Iterable[tuple[str, Sequence[Grid]]], kinds: Mapping[str, Sequence[str]], *, day: date, find: Callable[[Village], Finder] | None = None
) -> Village:  # fmt: skip
    """``books``: file name and its sheets; ``kinds``: kind of record → the fields it may hold; ``day``: as of which day.

    ``find``: asked once with the village as named, gives who is held already, for lists that come without the roster of
    persons.

    Nothing is raised for what a roster says: what cannot be taken stands in ``faults`` with its spot.
    """
    village = Village()
    read: list[Table] = []
    for file, grids in books:
        for one in tables(file, grids, kinds):
            if isinstance(one, str):
                village.faults.append(Fault(Spot(file, one, 0), "看不懂这张表的表头，没有读。", whole=True))
            else:
                read.append(one)
                village.columns[file, one.grid.name] = one.columns
    _facts(village, read)
    households = Households(village, [one for one in read if one.kind == "household"])
    persons = Persons(
        village, households, [one for one in read if one.is_base], find(village) if find else (lambda name, number: ())
    )
    add_lists(village, persons, [one for one in read if one.kind == "person" and not one.is_base], day)
    add_posts(village, persons, [one for one in read if one.kind == "post"])
    add_groups(village, persons, [one for one in read if one.kind == "group"])
    add_sites(village, [one for one in read if one.kind in ("site", "contract", "facility")])
    village.faults.sort(key=lambda one: one.spot)
    return village


def _facts(village: Village, read: Sequence[Table]) -> None:
    facts = Entry("village", "village")
    for table in read:
        if table.kind != "village":
            continue
        for id, row in table.columns.items():
            value = clean(fields()[id], table.grid.cell(row, 2)).value
            if value is not None:
                facts.take(id, value, table.spot(row))
    village.name = str(facts.values.get("v_name", "")) or _named(read)
    village.town = str(facts.values.get("v_town", ""))
    village.entries["village"] = [facts] if facts.values else []


def _named(read: Sequence[Table]) -> str:
    """The village that titles name, where no sheet of facts does."""
    for table in read:
        for said in (table.title, table.grid.name, table.file):
            plain = "".join(text(said).split())
            while (found := UP.match(plain)) and re.search(r"(村|社区|居委会)", plain[found.end() :]):
                plain = plain[found.end() :]
            if (named := NAMED.search(plain)) and len(named[1]) > 2:
                return named[1]
    return ""
