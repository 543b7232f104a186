"""``xiangli corrections export``: what people overruled, as rows to learn from."""

import argparse
import json
import sys
from pathlib import Path

from xiangli.intake.reads.corrections import KINDS, rows

HELP = "人改过的建议：导出成学习用的行 · what people overruled, as rows to learn from"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``export``, of one kind or all, to a file or to the standard output."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("export", help="JSONL: id, kind, title, text, place, proposed, percent, settled, at")
    one.add_argument("--kind", choices=KINDS, help="only this kind")
    one.add_argument("--out", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Last line on stderr: how many of each kind."""
    counts = dict.fromkeys(KINDS, 0)
    out = args.out.open("w", encoding="utf-8") if args.out else sys.stdout
    try:
        for row in rows(kinds=(args.kind,) if args.kind else KINDS):
            counts[row["kind"]] += 1
            print(json.dumps(row, ensure_ascii=False), file=out)
    finally:
        if args.out:
            out.close()
    print(" ".join(f"{kind} {n}" for kind, n in counts.items()), file=sys.stderr)
    return 0
