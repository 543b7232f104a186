"""``xiangli matters export``: one line a report, for other programs."""

import argparse
import json
import sys

from xiangli.matters.reads.export import export

HELP = "导出事项，每条报送一行"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The format."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("export", help="导出")
    one.add_argument("--format", choices=["jsonl"], default="jsonl")


def run(args: argparse.Namespace) -> int:
    """JSON lines on stdout, oldest report first."""
    for row in export():
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0
