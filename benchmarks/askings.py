"""The burden of a province: 31,691 villages × 36 months, 20 million askings, read from the partial sums they left.

The sums are generated as the askings would have left them (17 or 18 a village and month, each by its own line); twenty
million rows themselves are not laid down, since no page reads them. That sums equal a recount is a test
(tests/askings/test_burden.py); here one county's askings are laid down whole and counted beside.
"""

from __future__ import annotations

from benchmarks.place import Installation, on_each

FILL = """
import random
from django.db import connection, transaction
from xiangli.askings.models import BurdenSum
from xiangli.askings.reads.burden import months_before
from xiangli.lists.lines import LINES
chance, months = random.Random(11), months_before(202611, 36)
counties = [f"43{n:04d}" for n in range(100, 222)]
left, asked, lines = 31691, 0, [one for one in LINES if one != "desk"]
for n, county in enumerate(counties):
    here = left // (len(counties) - n)
    left -= here
    rows, by_line = [], {}
    for v in range(here):
        place = f"{county}{100 + v % 17:03d}{200 + v // 17:03d}"
        for month in months:
            k = 17 + chance.randrange(2)
            likely = [chance.randrange(15, 400) for _ in range(4)]
            total = sum(likely) * k // 4
            squares = sum(one * one for one in likely) * k // 4
            rows.append(BurdenSum(county=county, place=place, line="*", month=month, askings=k, likely=total, low=total // 2, high=total * 2, squares=squares, cells=k * 120, held=k * 70))
            asked += k
            line = by_line.setdefault((lines[chance.randrange(len(lines))], month), [0, 0, 0])
            line[0] += k; line[1] += total; line[2] += squares
    rows += [BurdenSum(county=county, place=county, line=line, month=month, askings=k, likely=total, low=total // 2, high=total * 2, squares=squares) for (line, month), (k, total, squares) in by_line.items()]
    with transaction.atomic():
        BurdenSum.objects.bulk_create(rows, batch_size=4000)
with connection.cursor() as c:
    c.execute("ANALYZE")
print(f"{BurdenSum.objects.filter(line='*').count():,} sums of {asked:,} askings")
"""
ASK = """
import time
from statistics import median
from xiangli.askings.reads.burden import by_line, by_town, months_before, of_place
from xiangli.askings.reads.province import province_table
def timed(ask, times=5):
    took = []
    for _ in range(times):
        start = time.perf_counter(); ask(); took.append(time.perf_counter() - start)
    return median(took)
table = province_table(month=202611)
months = months_before(202611, 36)
counties = table.of_counties()
print(f"{len(table.places):,} villages × {len(table.months)} months, {int(table.figures['askings'].sum()):,} askings: {timed(lambda: province_table(month=202611)):.2f} s; "
      f"by county {timed(lambda: table.of_counties()) * 1e3:.0f} ms; one county by line {timed(lambda: by_line(county='430181', months=months)) * 1e3:.1f} ms, "
      f"by township {timed(lambda: by_town(county='430181', month=202611)) * 1e3:.1f} ms, a village {timed(lambda: of_place(place='430181100200', months=months)) * 1e3:.2f} ms")
"""


def main() -> None:
    """Print the times on both databases."""

    def measure(here: Installation) -> str:
        return f"askings {here.engine}: {here.python(FILL)}; {here.python(ASK)}"

    on_each(measure)


if __name__ == "__main__":
    main()
