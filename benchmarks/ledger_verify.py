"""``ledger verify`` against plain hash loops over the very same bytes, in the same process, on both databases.

Two floors. *Hash loop*: every byte string the check must hash (each entry's salt and content, each leaf, each inner node)
lies ready in a list, and ``hashlib.sha256`` goes over it; nothing is read, nothing compared. *Read and hash*: the same
rows are fetched by the driver as they lie, in the order of their ids, their columns hashed as they come, and the same tree
built; nothing is put into canonical form, nothing compared. The first is what no check that reads a database can reach,
the second what a plain loop over these bytes costs where they are.
"""

from __future__ import annotations

from benchmarks.place import Installation, on_each

ENTRIES = 100_000
FILL = """
import os
from datetime import UTC, datetime, timedelta
from django.db import transaction
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Leaf
from xiangli.matters.form import content
from xiangli.matters.models import Entry
from xiangli.proof.canonical import leaf
from xiangli.proof.ids import uuid7
AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
def steps(n):
    opened = {"report": str(uuid7()), "body": os.urandom(32).hex(), "procedure": "report", "edition": os.urandom(32).hex(),
              "place": "430181115240", "number": f"430181-260302-{n:06d}", "topic": "street_lights", "item": "X-65-1",
              "owner": "housing@430181", "routed": True, "outer_due": None}
    yield "open", "示例村民", opened
    yield "accept", "住建局（示例）", {}
    yield "answer", "住建局（示例）", {"text": "已派人到现场查看，灯泡损坏，当天更换，晚上复查正常。" * 2, "solved": True}
    yield "rate", "示例村民", {"solved": True, "level": 1}
made, entries = 0, []
while made < COUNT:
    matter = uuid7()
    for seq, (verb, actor, data) in enumerate(steps(made), 1):
        one = Entry(id=uuid7(), county=("430181", "430182")[made % 2], matter=matter, seq=seq, verb=verb,
                    at=AT + timedelta(microseconds=made * 1_000_003), actor=actor, data=data, salt=os.urandom(16))
        one.leaf = leaf(one.salt, content(one))
        entries.append(one)
        made += 1
    if len(entries) >= 4000 or made >= COUNT:
        with transaction.atomic():
            Entry.objects.bulk_create(entries, batch_size=500)
            Leaf.objects.bulk_create([Leaf(entry=e.id, county=e.county, leaf=e.leaf, at=e.at) for e in entries],
                                     batch_size=500)
        entries = []
        sequence_all(at=AT); checkpoint_all(at=AT)
from django.db import connection
connection.cursor().execute("ANALYZE")
"""
MEASURE = """
import gc
import time
from hashlib import sha256
from django.db import connection
from xiangli.ledger import keys
from xiangli.ledger.faults import Counts
from xiangli.ledger.reads.verify import verify
from xiangli.matters.reads.stored import _SQL, stored_batches
gc.freeze()
def best(f, times=3):
    took, used = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        f()
        took.append(time.perf_counter() - began); used.append(time.process_time() - busy)
    return min(took), min(used)
def check():
    counts = Counts()
    assert list(verify(batches=stored_batches(), key=keys.public(), where=lambda e: None, counts=counts)) == []
    assert counts.entries == counts.sequenced == COUNT, counts
ready = []
for batch in stored_batches():
    ready += batch.salted
    ready += [b"\\0" + one for one in batch.leaves]
    ready += [b"\\1" + one + one for one in batch.leaves]
def hash_loop():
    for one in ready:
        sha256(one).digest()
def plain(value):
    return value if isinstance(value, bytes) else str(value).encode()
def read_and_hash():
    with connection.cursor() as cursor:
        last = "" if connection.vendor == "sqlite" else "00000000-0000-0000-0000-000000000000"
        sql = _SQL[connection.vendor].format(where="WHERE id > %s")
        while True:
            cursor.execute(sql, [last, 4000])
            rows = cursor.fetchall()
            if not rows:
                break
            for row in rows:
                sha256(b"".join(map(plain, row))).digest()
            last = rows[-1][0]
        for county in ("430181", "430182"):
            cursor.execute("SELECT idx, leaf FROM xiangli_leaf WHERE county = %s ORDER BY idx", [county])
            for _, leaf in cursor.fetchall():
                sha256(b"\\0" + leaf).digest(); sha256(b"\\1" + leaf + leaf).digest()
print("figures", *best(check), *best(hash_loop), *best(read_and_hash), sum(map(len, ready)))
"""


def measure(here: Installation) -> str:
    """One line: microseconds an entry, and the share of each floor; processor time too, for a machine that is busy."""
    here.python(FILL.replace("COUNT", str(ENTRIES)))
    said = here.python(MEASURE.replace("COUNT", str(ENTRIES))).splitlines()[-1].split()[1:]
    taken, busy, floor, floor_busy, read, read_busy, size = map(float, said)
    per = 1e6 / ENTRIES
    return (
        f"ledger verify, {here.engine}: {ENTRIES:,} entries, {taken * per:.1f} µs an entry ({ENTRIES / taken:,.0f}/s), "
        f"{busy * per:.1f} µs of this process; hash loop {floor * per:.1f} µs ({floor / taken:.0%}, by processor time "
        f"{floor_busy / busy:.0%}); read and hash {read * per:.1f} µs ({read / taken:.0%}, by processor time "
        f"{read_busy / busy:.0%}); {size / ENTRIES:.0f} bytes hashed an entry"
    )


def main() -> None:
    """On both databases."""
    on_each(measure)


if __name__ == "__main__":
    main()
