"""The desk's list and the search at 10 thousand and 1 million matters: time in the database, and of the whole page.

The matters lie in 122 counties with 17 townships each, 95 of 100 have ended; the texts are our own, two to a matter. The
statements are those the pages send, timed where Django hands them to the driver.
"""

from __future__ import annotations

import os

from benchmarks.place import Installation, on_each

FILL = """
import random
from datetime import UTC, datetime, timedelta
from django.db import connection, transaction
from xiangli.matters.models import Matter, Report, SearchDoc
from xiangli.matters.acts.index_search import _put_in
from xiangli.matters.search.tokens import place_tokens, text_tokens
from xiangli.policy.reads.edition import newest
from xiangli.proof.ids import uuid7
from xiangli.site.demo.story import texts
first, last = {first}, {last}
chance, told = random.Random(7), texts()
cut = {{t: text_tokens(t) for t in told}}
now, edition = datetime.now(UTC), newest("report")
counties = [f"43{{n:04d}}" for n in range(100, 222)]
for start in range(first, last, 5000):
    matters, reports, docs, put = [], [], [], []
    for n in range(start, min(start + 5000, last)):
        county = counties[n % 122]
        place = f"{{county}}{{100 + n // 122 % 17:03d}}"
        a, b = chance.choice(told), chance.choice(told)
        owner = f"transport@{{county}}" if n % 9 == 0 else f"desk@{{place}}"
        at = now - timedelta(minutes=(last - n) % 500000)
        matter, report, ended = uuid7(), uuid7(), None if n % 20 == 0 else at
        matters.append(Matter(id=matter, county=county, city=county[:4], town=place, place=place, number=f"{{county}}-{{at:%y%m%d}}-{{n:06X}}",
            procedure="report", edition=edition, topic="", item="", title=a[:40], step="handling" if ended is None else "solved",
            owner=owner, due_at=None if ended else now + timedelta(hours=n % 90), opened_at=at, ended_at=ended, seq=1))
        reports.append(Report(id=report, county=county, matter=matter, place=place, channel="chat", title=a[:40], text=a + b, body=b"",
            source="", outer_id="", proposal={{}}, received_at=at, follow=n.to_bytes(16, "big")))
        docs.append(SearchDoc(id=n + 1, county=county, report=report, matter=matter, number=matters[-1].number, offices=owner))
        put.append((n + 1, sorted(cut[a] | cut[b] | place_tokens(place) | {{owner, f"m{{at:%Y%m}}", f"{{n:06x}}"}})))
    with transaction.atomic():
        Matter.objects.bulk_create(matters, batch_size=1000)
        Report.objects.bulk_create(reports, batch_size=1000)
        SearchDoc.objects.bulk_create(docs, batch_size=1000)
        _put_in(put)
with connection.cursor() as c:
    if connection.vendor == "sqlite":
        c.execute("INSERT INTO xiangli_searchfts(xiangli_searchfts) VALUES ('optimize')")
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    c.execute("ANALYZE")
"""
ASK = """
import random, time
from datetime import UTC, datetime
from uuid import uuid4
from django.db import connection
from xiangli.matters.reads.inbox import inbox
from xiangli.matters.reads.line import line
from xiangli.matters.reads.narrow import Narrow
from xiangli.matters.reads.search import search
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.site.demo.story import texts
chance, told, now = random.Random(11), texts(), datetime.now(UTC)
spent = []
def timed(execute, sql, params, many, context):
    began = time.perf_counter()
    answer = execute(sql, params, many, context)
    spent[-1].append((time.perf_counter() - began) * 1000)
    return answer
def actor(n, act, size):
    county = f"43{100 + n % 122:04d}"
    place = county if size == 6 else f"{county}{100 + n % 17:03d}"
    line = "transport" if act == "handle" else "desk"
    hat = Hat(post=uuid4(), name="", organisation="", office=f"{line}@{place}", places=(place,), lines=(line,), acts=(act,))
    return Actor(kind="post", name="x", hats=(hat,))
def word(n, size):
    while True:
        text = told[(n * 31 + chance.randrange(997)) % len(told)]
        at = chance.randrange(max(len(text) - size, 1))
        if len(one := text[at:at + size]) == size and all("\\u4e00" <= c <= "\\u9fff" for c in one):
            return one
def run(name, one, n=200):
    spent.clear()
    with connection.execute_wrapper(timed):
        for i in range(n + 30):
            spent.append([])
            one(i)
    each = sorted(t for took in spent[30:] for t in took)
    print(f"{name}\\t{each[len(each) // 2]:.2f}\\t{each[int(len(each) * 0.95)]:.2f}")
run("desk list, township", lambda i: inbox(actor=actor(i, "sort", 9), at=now))
run("desk list, county", lambda i: inbox(actor=actor(i, "sort", 6), at=now))
run("county line", lambda i: line(actor=actor(i, "handle", 6), at=now))
for size in (2, 3, 4):
    run(f"search {size} characters, township", lambda i: search(actor=actor(i, "sort", 9), at=now, narrow=Narrow(words=word(i, size))))
    run(f"search {size} characters, county", lambda i: search(actor=actor(i, "sort", 6), at=now, narrow=Narrow(words=word(i, size))))
run("search 2 characters, one office", lambda i: search(actor=actor(i, "handle", 6), at=now, narrow=Narrow(words=word(i, 2))))
"""


def measure(here: Installation, sizes: tuple[int, ...]) -> list[str]:
    """A line a question: p50 and p95 of its statements at the largest size, and against the smallest."""
    told: dict[str, list[tuple[float, float]]] = {}
    first = 0
    for size in sizes:
        here.python(FILL.format(first=first, last=size))
        first = size
        for row in here.python(ASK).splitlines():
            name, p50, p95 = row.split("\t")
            told.setdefault(name, []).append((float(p50), float(p95)))
    return [
        f"{name}, {here.engine}, {sizes[-1]:,} matters: p50 {rows[-1][0]:.2f} ms, p95 {rows[-1][1]:.2f} ms a statement;"
        f" p50 {rows[-1][0] / max(rows[0][0], 0.01):.1f} × the time at {sizes[0]:,}"
        for name, rows in told.items()
    ]


def main() -> None:
    """Both engines; ``XIANGLI_BENCH_MATTERS`` names another size than a million."""
    most = int(os.environ.get("XIANGLI_BENCH_MATTERS", "1000000"))
    on_each(lambda here: "\n".join(measure(here, (10_000, most))))


if __name__ == "__main__":
    main()
