"""`xiangli locate`: which place a text is about, or which county each point of a file lies in."""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xiangli.places.reads.counties_at import counties_at
from xiangli.places.reads.gazetteer import gazetteer

HELP = "Say which places a text may mean, a JSON line a text."


def arguments(parser: argparse.ArgumentParser) -> None:
    """TEXT, --file or --points."""
    parser.add_argument("text", nargs="?", help="one text")
    parser.add_argument("--hint", help="code of the place the text came through")
    parser.add_argument("--file", type=Path, help="JSONL (or .gz) of rows with text and hint")
    parser.add_argument("--points", type=Path, help="CSV (or .gz) with the columns lon and lat, degrees of WGS-84")


def run(args: argparse.Namespace) -> int:
    """0 when every line was read, 1 for a table without points, 2 when neither text nor file is given."""
    if args.points is not None:
        return _points(args.points)
    if args.file is None and args.text is None:
        print("say a text, or --file FILE, or --points FILE", file=sys.stderr)
        return 2
    if args.text is not None:
        print(_line(args.text, args.hint))
        return 0
    opener = gzip.open if args.file.suffix == ".gz" else open
    with opener(args.file, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                print(_line(row["text"], row.get("hint")))
    return 0


def _points(path: Path) -> int:
    """The table again on standard output with `county` behind; points read, inside, outside and unreadable on stderr."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        table = csv.reader(lines)
        head = next(table, [])
        if not {"lon", "lat"} <= set(head):
            print(f"{path}: the first row must name the columns lon and lat", file=sys.stderr)
            return 1
        rows = [row for row in table if row]
    lon, lat = (_degrees(rows, head.index(name)) for name in ("lon", "lat"))
    found = counties_at(lon, lat)
    told = csv.writer(sys.stdout, lineterminator="\n")
    told.writerow([*head, "county"])
    told.writerows([*row, county] for row, county in zip(rows, found.tolist(), strict=True))
    unreadable, inside = int(np.isnan(lon + lat).sum()), int((found != "").sum())
    outside = len(rows) - inside - unreadable
    print(f"points {len(rows)} inside {inside} outside {outside} unreadable {unreadable}", file=sys.stderr)
    return 0


def _degrees(rows: list[list[str]], column: int) -> npt.NDArray[np.float64]:
    """A column as numbers; what is none is not a number, and lies in no county."""
    try:
        return np.array([row[column] for row in rows], dtype=np.float64)
    except (ValueError, IndexError):
        return np.array([_degree(row, column) for row in rows], dtype=np.float64)


def _degree(row: list[str], column: int) -> float:
    try:
        return float(row[column])
    except (ValueError, IndexError):
        return float("nan")


def _line(text: str, hint: str | None) -> str:
    told = gazetteer().locate(text, hint)
    rows = [{"code": c.code, "name": c.name, "confidence": c.confidence, "reason": c.reason} for c in told]
    return json.dumps({"candidates": rows}, ensure_ascii=False)
