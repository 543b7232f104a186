"""``xiangli sheets fill FILE… --place CODE --out FOLDER``: departments' forms back, filled from the village's registers."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from xiangli.engines.book import BookError
from xiangli.engines.book.a1 import address
from xiangli.parties.reads.actor import SYSTEM
from xiangli.proof.ids import uuid7
from xiangli.sheets.acts.fill import FilledBook, asked_of, fill_book, signature
from xiangli.sheets.again import asks_again

HELP = "填上级发来的 Excel，原样还回（fill the forms that departments send）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The verb ``fill``."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    fill = verbs.add_parser("fill", help="用登记册填表，认不准的留空标黄（fill from the registers）")
    fill.add_argument("files", nargs="+", type=Path, metavar="FILE")
    fill.add_argument("--place", required=True, metavar="CODE", help="村的代码")
    fill.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="填好的表放哪里，文件名不变")
    fill.add_argument("--purpose", default="", metavar="TEXT", help="打开健康信息的用途；不写就不打开")
    fill.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DATE", help="表里没写截止日时算到哪一天，不写就是今天"
    )


def run(args: argparse.Namespace) -> int:
    """0 when every file came back; 1 when one could not be read, said in plain words; the others are filled all the same."""
    args.out.mkdir(parents=True, exist_ok=True)
    recognised: dict[str, dict[str, str | None]] = {}
    signatures = {}
    failed = 0
    for path in args.files:
        try:
            done = fill_book(
                data=path.read_bytes(), name=path.name, village=args.place, by=SYSTEM, at=datetime.now(UTC), request=uuid7(),
                purpose=args.purpose, as_of=args.as_of,
            )  # fmt: skip
        except (BookError, OSError) as refused:
            print(f"{path.name}：{refused}", file=sys.stderr)
            failed += 1
            continue
        (args.out / path.name).write_bytes(done.data)
        recognised[path.name] = _headings(done)
        signatures[path.name] = [s for reading in done.readings for s in signature(reading)]
        asked = sum(len(asked_of(reading)) for reading in done.readings)
        print(
            f"{path.name} cells {done.cells} filled {done.filled} left {done.left} asked {asked} minutes {done.minutes}"
        )
        for note in done.notes:
            print(f"  {note}")
    _beside(args.out, "recognised.json", recognised)
    _beside(args.out, "asks_again.json", asks_again(signatures))
    return 1 if failed else 0


def _headings(done: FilledBook) -> dict[str, str | None]:
    return {
        f"{reading.sheet}!{address(*asked.at)}": asked.field for reading in done.readings for asked in asked_of(reading)
    }


def _beside(folder: Path, name: str, found: object) -> None:
    (folder / name).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
