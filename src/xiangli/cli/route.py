"""``xiangli route FILE``: for each message the business lines, likeliest first."""

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import Any

from xiangli.engines.route import Route

HELP = "给每条诉求排出承办条线 · rank the business lines for each message"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE is JSONL, plain or .gz, with `id`, `title`, `text`; other fields are not read."""
    parser.add_argument("file", type=Path)


def run(args: argparse.Namespace) -> int:
    """``{"id", "owners": [line ids]}`` a line; a line that cannot be read is named on stderr and makes the exit 1."""
    model = Route.load()
    opened: Any = gzip.open if args.file.suffix == ".gz" else open
    bad = 0
    try:
        with opened(args.file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    key, title, text = row["id"], str(row.get("title") or ""), str(row.get("text") or "")
                except (ValueError, KeyError, TypeError, AttributeError):
                    print(f"{args.file}:{number}: needs id, title, text", file=sys.stderr)
                    bad += 1
                    continue
                owners = [owner for owner, _ in model.rank(title, text)]
                print(json.dumps({"id": key, "owners": owners}, ensure_ascii=False))
    except OSError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 1 if bad else 0
