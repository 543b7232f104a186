"""Joining as open matters grow from 10 thousand to 1 million: what one new message costs, in memory and on SQLite.

Half of the messages tell again what an open matter tells, half are new. Places are the province's villages; texts are our
own sentences about sites with made-up names, so that every event has its own keys, as events have. The line to hold:
the cost grows less than the logarithm of the number, which grows 1.5-fold.
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.place import Installation, installation
from xiangli.engines import joining

STEPS = (10_000, 1_000_000)
WORDED = 50_000
"""Different texts; each is open at many places."""
MESSAGES = 400


class Told(NamedTuple):
    """A message of the bench: where, its words, its keys."""

    place: str
    title: str
    text: str
    keys: list[int]


def _common(sign: str) -> bool:
    """Whether it is of the first level of GB 2312, the 3,755 commonest."""
    try:
        return 0xB0 <= sign.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


class Made:
    """The n-th open matter's message, the same in every run."""

    def __init__(self) -> None:
        from benchmarks.intake_http import texts
        from xiangli.places.rows import divisions

        chance = random.Random(7)
        villages = [d for d in divisions() if d.level == "village"]
        self.places = [d.code for d in villages]
        own = texts()
        signs = [chr(point) for point in range(0x4E00, 0x9FA5) if _common(chr(point))]
        self.words = []
        for n in range(WORDED):
            name = "".join(chance.choices(signs, k=4))  # a site's own name, as every event has one
            self.words.append((f"{name}{chance.choice(own)[:12]}", f"{name}{n % 40}栋{chance.choice(own)}"))
        self.keys = [joining.keys(joining.features(title, text)) for title, text in self.words]

    def one(self, n: int) -> Told:
        """Texts and places wander at different steps, so a place holds different texts."""
        word = (n * 7919) % WORDED
        return Told(self.places[(n * 104_729 + n // WORDED) % len(self.places)], *self.words[word], self.keys[word])

    def asked(self) -> Iterator[Told]:
        """Messages to look for: every second tells what one of the first matters tells, at its place."""
        chance = random.Random(11)
        for n in range(MESSAGES):
            told = self.one(chance.randrange(STEPS[0]))
            yield told if n % 2 else told._replace(place=chance.choice(self.places))


def cost(act: Callable[[Told], object], asked: Sequence[Told]) -> float:
    """Processor microseconds a message: the middle of all, after one round to warm up."""
    took = []
    for round_ in range(3):
        for told in asked:
            began = time.perf_counter()
            act(told)
            if round_:
                took.append(time.perf_counter() - began)
    return sorted(took)[len(took) // 2] * 1e6


def say(name: str, costs: dict[int, float], found: int) -> None:
    """One line, with the ratio of the last to the first and what a logarithm would allow."""
    first, last = min(costs), max(costs)
    allowed = math.log(last) / math.log(first)
    told = ", ".join(f"{n:,}: {us:.0f} µs" for n, us in sorted(costs.items()))
    print(
        f"joining, {name}, open matters {told}; {costs[last] / costs[first]:.2f} × (a logarithm: {allowed:.2f} ×);"
        f" {found} of {MESSAGES} found theirs",
        flush=True,
    )


def in_memory(made: Made) -> None:
    """`engines.joining.Index`, asked for one site as intake asks its table."""
    index = joining.Index()
    features = [joining.features(title, text) for title, text in made.words]
    asked = list(made.asked())
    costs, held = {}, 0

    def look(told: Told) -> object:
        mine = joining.features(told.title, told.text)
        return index.best(county=told.place, keys=told.keys, features=mine)

    for size in STEPS:
        for n in range(held, size):
            told = made.one(n)
            index.add(county=told.place, keys=told.keys, report=n, matter=n, features=features[(n * 7919) % WORDED])
        held = size
        costs[size] = cost(look, asked)
    best = [look(told) for told in asked]
    say("in memory", costs, sum(b is not None and b[1] >= joining.JOIN for b in best))  # type: ignore[index]


SQL = """
import json, sys, time
sys.path.insert(0, {root!r})
from benchmarks.joining import in_table
print(json.dumps(in_table()))
"""


def in_table() -> dict[str, object]:
    """The table of join keys of this installation's database, by the statement intake asks with."""
    from datetime import UTC, datetime

    from django.db import connection, transaction

    from xiangli.intake.acts.receive import receive
    from xiangli.intake.incoming import Incoming
    from xiangli.intake.join import best, candidates
    from xiangli.proof.ids import uuid7

    made = Made()
    at = datetime.now(UTC)
    receive([Incoming(id=uuid7(), title="路灯", text="路灯不亮", place=made.places[0], outer_at=at)], at=at)
    with connection.cursor() as cursor:
        pattern = {}
        for table in ("xiangli_matter", "xiangli_report"):
            cursor.execute(f"SELECT * FROM {table} LIMIT 1")
            pattern[table] = dict(zip([c[0] for c in cursor.description], cursor.fetchone(), strict=True))
    asked = list(made.asked())
    costs, held = {}, 0

    def fill(low: int, high: int) -> None:
        matter, report = pattern["xiangli_matter"], pattern["xiangli_report"]
        matters, reports, keys = [], [], []
        for n in range(low, high):
            told, ident, other = made.one(n), f"{n + 1:032x}", f"{n + 1 + (1 << 100):032x}"
            county = told.place[:6]
            place = {"county": county, "place": told.place, "title": told.title}
            matters.append([*(matter | place | {"id": ident, "number": f"N{n}"}).values()])
            reports.append([*(report | place | {"id": other, "matter": ident, "text": told.text}).values()])
            keys += [(county, key, told.place, ident, other) for key in told.keys]
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns, rows in (
                ("xiangli_matter", [*matter], matters), ("xiangli_report", [*report], reports),
                ("xiangli_joinkey", ["county", "key", "place", "matter", "report"], keys),
            ):  # fmt: skip
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def grow(low: int, high: int) -> None:
        """Rows first, then the look-up's own index: filling is not what is measured."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN"
                           " ('xiangli_matter', 'xiangli_report', 'xiangli_joinkey')")  # fmt: skip
            indexes = dict(cursor.fetchall())
            for name in indexes:
                cursor.execute(f"DROP INDEX {name}")
            for at in range(low, high, 20_000):
                fill(at, min(high, at + 20_000))
            cursor.execute(indexes["join_key"])
            cursor.execute("ANALYZE")

    def look(told: Told) -> object:
        among = candidates([(told.place, told.keys)])[0]
        return best(
            among, joining.similarities([(joining.features(told.title, told.text), [c.features for c in among])])[0]
        )

    for size in STEPS:
        grow(held, size)
        held = size
        costs[size] = cost(look, asked)
    found = [look(told) for told in asked]
    return {"costs": costs, "found": sum(b is not None and b[1] >= joining.JOIN for b in found)}  # type: ignore[index]


def in_database(here: Installation) -> None:
    """Fill and ask in a process of the installation."""
    from pathlib import Path

    root = str(Path(__file__).resolve().parents[1])
    told = json.loads(here.python(SQL.format(root=root)).splitlines()[-1])
    say(f"table on {here.engine}", {int(n): us for n, us in told["costs"].items()}, told["found"])


def main() -> None:
    """In memory, then SQLite."""
    in_memory(Made())
    with installation("sqlite") as here:
        in_database(here)


if __name__ == "__main__":
    main()
