"""The open list of one county at 1 million matters: SQL time per page, against the same page at 10 thousand."""

from __future__ import annotations

from benchmarks.place import Installation, on_each

FILL = """
from django.db import connection
n = {n}
with connection.cursor() as c:
    pg = connection.vendor == "postgresql"
    series = f"generate_series(1, {{n}}) AS g(i)" if pg else \
        f"(WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {{n}}) SELECT i FROM s) AS g"
    ident = "gen_random_uuid()" if pg else "lower(hex(randomblob(16)))"
    when = "now() + (i % 90) * interval '1 hour'" if pg else "datetime('now', '+' || (i % 90) || ' hours')"
    opened = "now()" if pg else "datetime('now')"
    ended = f"CASE WHEN i % 20 = 0 THEN NULL ELSE {{opened}} END"
    false = "false" if pg else "0"
    county = "'43' || lpad((i % 122)::text, 4, '0')" if pg else "printf('43%04d', i % 122)"
    c.execute(f"INSERT INTO xiangli_matter (id, county, city, town, place, number, procedure, edition, topic, item,"
              f" title, step, owner, due_at, late, opened_at, ended_at, reports, seq)"
              f" SELECT {{ident}}, {{county}}, '4301', '430181110', '430181110', 'N', 'report', 'x', 't', 'i', '示例',"
              f" 'handling', 'desk@430181110', {{when}}, {{false}}, {{opened}}, {{ended}}, 1, 1 FROM {{series}}")
    c.execute("ANALYZE")
"""
ASK = """
import time
from django.db import connection
sql = ("SELECT id, number, title, step, owner, due_at FROM xiangli_matter WHERE county = %s AND ended_at IS NULL"
       " ORDER BY due_at, id LIMIT 50")
took = []
with connection.cursor() as c:
    for n in range(300):
        began = time.perf_counter()
        c.execute(sql, [f"43{{n % 122:04d}}"])
        c.fetchall()
        took.append((time.perf_counter() - began) * 1000)
took = sorted(took[50:])
print(took[len(took) // 2], took[int(len(took) * 0.95)])
""".replace("{{", "{").replace("}}", "}")


def measure(here: Installation) -> str:
    """One line of figures for one engine."""
    said = []
    for n in (10_000, 990_000):
        here.python(FILL.format(n=n))
        p50, p95 = map(float, here.python(ASK).split()[-2:])
        said.append((p50, p95))
    (small, _), (p50, p95) = said
    return (f"county list, {here.engine}, 1,000,000 matters: p50 {p50:.2f} ms, p95 {p95:.2f} ms;"
            f" {p50 / small:.1f} × the time at 10,000")  # fmt: skip


def main() -> None:
    """Both engines."""
    on_each(measure)


if __name__ == "__main__":
    main()
