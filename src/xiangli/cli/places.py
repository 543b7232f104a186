"""``xiangli places``: what lies below a village, what became of a code, counts in either borders, maps and workbooks."""

import argparse
import hashlib
import json
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from xiangli.law.limits import SHANGHAI
from xiangli.matters.reads.by_place import BORDERS, LEVELS, by_place
from xiangli.places.acts.add_place import add_place
from xiangli.places.acts.bring_in_places import bring_in_places
from xiangli.places.acts.hand_in_map import hand_in_map
from xiangli.places.acts.publish_map import publish_map
from xiangli.places.acts.settle_datum import settle_datum
from xiangli.places.errors import BadFile, ChangeIdReused, PlaceRefused
from xiangli.places.models import Datum
from xiangli.places.reads.borders import life
from xiangli.places.reads.maps import NoSuchMap, seen
from xiangli.places.reads.one import PlaceError
from xiangli.places.reads.own import below_village
from xiangli.places.reads.place_at import place_at
from xiangli.places.workbook import SHEETS, template
from xiangli.proof.ids import uuid7

HELP = "地方：村以下的组、屋场，代码的前后，按当时或今天的界线计数，地图 · places, borders, maps"
BY = "命令行"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``list``, ``add``, ``import``, ``template``, ``code``, ``counts``, ``at``, ``map``."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("list", help="what lies below a village, a JSON line each")
    one.add_argument("village")
    one = sub.add_parser("add", help="add a place below a village")
    one.add_argument("village")
    one.add_argument("kind", choices=[str(kind) for kind in SHEETS.values()])
    one.add_argument("name")
    one.add_argument("--said", action="append", default=[], help="what people call it; may be given again")
    one = sub.add_parser("import", help="bring in a workbook: all of it, or each wrong cell by name")
    one.add_argument("file", type=Path)
    one.add_argument("--within", required=True, help="the county, township or village it may touch")
    one = sub.add_parser("template", help="write the empty workbook")
    one.add_argument("file", type=Path)
    one = sub.add_parser("code", help="what a code is, was, and what followed it")
    one.add_argument("code")
    one = sub.add_parser("counts", help="matters by place, a JSON line each")
    one.add_argument("county")
    one.add_argument("--level", choices=list(LEVELS), default="township")
    one.add_argument("--borders", choices=BORDERS, default="today")
    one.add_argument("--since", type=date.fromisoformat)
    one.add_argument("--until", type=date.fromisoformat, help="the first day that counts no more")
    one = sub.add_parser("at", help="the places at a point in degrees of WGS-84")
    one.add_argument("lon", type=float)
    one.add_argument("lat", type=float)
    one = sub.add_parser("map", help="hand in a map file; put it in force with --publish when nothing is wrong")
    one.add_argument("file", type=Path)
    one.add_argument("--county", required=True)
    one.add_argument(
        "--datum", choices=Datum.values, default=str(Datum.CGCS2000), help="what the file is said to be in"
    )
    one.add_argument("--really", choices=Datum.values, help="the answer where its datum is in doubt")
    one.add_argument("--publish", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0 when done; 1 with plain words when refused."""
    try:
        return int(_WHAT[args.what](args))
    except (BadFile, PlaceRefused, PlaceError, ChangeIdReused, NoSuchMap, OSError) as wrong:
        print(wrong, file=sys.stderr)
        return 1


def _list(args: argparse.Namespace) -> int:
    for one in below_village(village=args.village):
        _line(code=one.place.code, name=one.place.name, kind=one.place.kind, said=list(one.said))
    return 0


def _add(args: argparse.Namespace) -> int:
    made = add_place(id=uuid7(), village=args.village, kind=args.kind, name=args.name, said=args.said, by=BY, at=_now())
    _line(code=made.code, name=made.name, kind=made.kind)
    return 0


def _import(args: argparse.Namespace) -> int:
    content = args.file.read_bytes()
    brought = bring_in_places(id=uuid7(), content=content, file=args.file.name, within=[args.within], by=BY, at=_now())
    for wrong in brought.errors:
        print(f"{args.file.name}\t{wrong.sheet}\t{wrong.cell}\t{wrong.words}", file=sys.stderr)
    print(f"added {brought.added} held {brought.held} names {brought.names} errors {len(brought.errors)}")
    return 1 if brought.errors else 0


def _template(args: argparse.Namespace) -> int:
    args.file.write_bytes(template())
    return 0


def _code(args: argparse.Namespace) -> int:
    found = life(args.code)
    if found is None:
        print(f"没有代码为 {args.code[:20]!r} 的地方；请核对区划代码。", file=sys.stderr)
        return 1
    _line(
        code=found.code, name=found.name, kind=found.kind, parent=found.parent, second_parent=found.second_parent,
        since=_day(found.since), until=_day(found.until), former_names=[name for name, _ in found.former_names],
        before=dict(found.before), after=dict(found.after), today=list(found.today),
    )  # fmt: skip
    return 0


def _counts(args: argparse.Namespace) -> int:
    since, until = (datetime.combine(day, time(), SHANGHAI) if day else None for day in (args.since, args.until))
    for row in by_place(county=args.county, level=args.level, borders=args.borders, since=since, until=until):
        _line(code=row.code, name=row.name, matters=row.whole, open=row.open, parts=list(row.parts))
    return 0


def _at(args: argparse.Namespace) -> int:
    found = place_at(args.lon, args.lat)
    if found is None:
        print("这个点不在湖南省内，或没有装地图。", file=sys.stderr)
        return 1
    _line(code=found.code, all=list(found.all))
    return 0


def _map(args: argparse.Namespace) -> int:
    content, within = args.file.read_bytes(), [args.county]
    told_apart = f"{args.county} {args.datum} {hashlib.sha256(content).hexdigest()}"
    id = uuid5(NAMESPACE_URL, told_apart)  # the same file again is the same map
    made = hand_in_map(id=id, content=content, file=args.file.name, said=args.datum, within=within, by=BY, at=_now())
    if args.really:
        made = settle_datum(id=uuid7(), map=made.id, datum=args.really, within=within, by=BY, at=_now())
    told = seen(id=made.id, within=within)
    for one in told.features:
        for words in (*one.faults, *(f"注意：{note}" for note in one.notes)):
            print(f"第 {one.n} 个图形 {one.code} {one.name}：{words}", file=sys.stderr)
    if not made.datum:
        print(f"像是另一种坐标系：按 {made.said} 离县界 {made.doubt['said']} 米，按另一种 {made.doubt['other']} 米。"
              "用 --really 说明是哪一种。", file=sys.stderr)  # fmt: skip
    done = args.publish and told.ready
    if args.publish:
        publish_map(id=uuid7(), map=made.id, within=within, by=BY, at=_now())
    print(
        f"map {made.id} shapes {len(told.features)} faults {told.at_fault} datum {made.datum or '?'} published {int(done)}"
    )
    return 0 if told.ready else 1


def _now() -> datetime:
    return datetime.now(UTC)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _line(**told: object) -> None:
    print(json.dumps(told, ensure_ascii=False))


_WHAT = {
    "list": _list, "add": _add, "import": _import, "template": _template, "code": _code, "counts": _counts, "at": _at,
    "map": _map,
}  # fmt: skip
