"""`xiangli locate`: which place a text is about."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

from xiangli.places.reads.gazetteer import gazetteer

HELP = "Say which places a text may mean, a JSON line a text."


def arguments(parser: argparse.ArgumentParser) -> None:
    """TEXT or --file."""
    parser.add_argument("text", nargs="?", help="one text")
    parser.add_argument("--hint", help="code of the place the text came through")
    parser.add_argument("--file", type=Path, help="JSONL (or .gz) of rows with text and hint")


def run(args: argparse.Namespace) -> int:
    """0 when every line was read, 2 when neither text nor file is given."""
    if args.file is None and args.text is None:
        print("say a text, or --file FILE", file=sys.stderr)
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


def _line(text: str, hint: str | None) -> str:
    told = gazetteer().locate(text, hint)
    rows = [{"code": c.code, "name": c.name, "confidence": c.confidence, "reason": c.reason} for c in told]
    return json.dumps({"candidates": rows}, ensure_ascii=False)
