"""``xiangli archive matter NUMBER --out FOLDER`` and ``archive year YEAR --place CODE --out FOLDER``: filing in bulk."""

import argparse
import sys
from pathlib import Path

from xiangli.archive.reads.folder import folder, zipped
from xiangli.archive.reads.year import of_year, terms
from xiangli.archive.yearly import yearly
from xiangli.matters.models import Matter
from xiangli.matters.reads.one import around
from xiangli.places.reads.known import known

HELP = "归档：一件事的整卷，或一年的目录和案卷 · the file of one matter, or a year's catalogue and files"
PIECE = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("matter", help="the papers of one matter, in order, as one ZIP")
    one.add_argument("number", help="事项编号")
    one.add_argument("--out", type=Path, default=Path("."), metavar="FOLDER")
    all_ = sub.add_parser("year", help="the year's catalogue (XLSX) and the file of each matter that ended in it")
    all_.add_argument("year", type=int)
    all_.add_argument("--place", required=True, help="地方代码：乡镇九位、县六位或村十二位")
    all_.add_argument("--out", type=Path, default=Path("."), metavar="FOLDER")


def run(args: argparse.Namespace) -> int:
    """0 when written; 2 when there is no such matter or place. Names stay blank: they are opened on a page, for a purpose."""
    args.out.mkdir(parents=True, exist_ok=True)
    if args.what == "matter":
        rows = list(Matter.objects.filter(number=args.number)[:2])
        if not rows:
            print(f"没有编号为 {args.number} 的事项。", file=sys.stderr)
            return 2
        for row in rows:
            print(_write(row, args.out))
        return 0
    if wrong := known(args.place):
        print(wrong, file=sys.stderr)
        return 2
    return _year(args.year, args.place, args.out)


def _year(year: int, place: str, out: Path) -> int:
    column = {6: "county", 9: "town"}.get(len(place), "place")
    rows = Matter.objects.filter(county=place[:6]).filter(of_year(year), **{column: place}).order_by("ended_at", "id")
    filed = []
    batch: list[Matter] = []
    for row in rows.iterator(chunk_size=PIECE):
        batch.append(row)
        _write(row, out)
        if len(batch) == PIECE:
            filed += terms(batch)
            batch = []
    filed += terms(batch)
    (out / f"{year}年归档文件目录.xlsx").write_bytes(yearly(year, filed))
    print(f"archived {len(filed)}")
    return 0


def _write(row: Matter, out: Path) -> Path:
    made = folder(around(row))
    path = out / f"{made.code}.zip"
    path.write_bytes(zipped(made))
    return path
