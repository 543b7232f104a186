"""``xiangli roster load FOLDER --place CODE``: a village's own rosters, from whatever Excel they lie in."""

import argparse
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from xiangli.law.limits import SHANGHAI
from xiangli.parties.reads.actor import SYSTEM
from xiangli.proof.ids import uuid7
from xiangli.registers.acts.load_roster import Loaded, load_roster
from xiangli.registers.errors import RegisterError
from xiangli.registers.reads.counts import counts
from xiangli.registers.workbooks import SUFFIXES, read_files

HELP = "装入一个村自己的名册（load a village's rosters）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The verb ``load``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    load = verbs.add_parser("load", help="装入一个文件夹里的全部名册，要么全装，要么不装（load a folder）")
    load.add_argument("folder", type=Path, metavar="FOLDER")
    load.add_argument("--place", required=True, metavar="CODE", help="村的代码；给乡镇的代码，就按名册里的村名找或新设")
    load.add_argument("--as-of", type=date.fromisoformat, metavar="DATE", help="名册算到哪一天，不写就是今天")


def run(args: argparse.Namespace) -> int:
    """0 when loaded, also with rows left out, which are listed; 1 when nothing could be, said in plain words."""
    if not args.folder.is_dir():
        print(f"没有这个文件夹：{args.folder}", file=sys.stderr)
        return 1
    at = datetime.now(UTC)
    day = args.as_of or at.astimezone(SHANGHAI).date()
    paths = sorted(
        path for path in args.folder.iterdir() if path.suffix.lower() in SUFFIXES and path.name[0] not in ".~"
    )
    files, unread = read_files((path.name, path.read_bytes()) for path in paths)
    if not files:
        print(f"{args.folder} 里没有读得了的 Excel。", file=sys.stderr)
        return 1
    try:
        done = load_roster(place=args.place, files=files, day=day, by=SYSTEM, at=at, request=uuid7(), unread=unread)
    except RegisterError as refused:
        print(refused, file=sys.stderr)
        return 1
    _print(done)
    held = counts(village=done.place, day=day)
    print(f"changed {done.changed}")
    print(
        f"village {done.place} {done.name} households {held.households} persons {held.persons} rejected {len(done.rejected)}"
    )
    return 0


def _print(done: Loaded) -> None:
    for one in done.rejected:
        print(f"rejected\t{one['file']}\t{one['sheet']}\t{one['row']}\t{one['words']}")
    for one in done.notes:
        print(f"noted\t{one['file']}\t{one['sheet']}\t{one['row']}\t{one['words']}")
    for one in done.likely:
        print(
            f"likely\t{one['file']}\t{one['sheet']}\t{one['row']}\t"
            f"{one['other_file']}\t{one['other_sheet']}\t{one['other_row']}\t{one['words']}"
        )
