"""``xiangli due --start 2026-09-28 --limit "5 WD"``: when it is due, and the sum."""

import argparse
import datetime as dt
import sys

from xiangli.law.days import BeyondTheCalendar
from xiangli.law.limits import SHANGHAI, Due, Limit, LimitError, Pause, due

HELP = "算到期时间，列出算式 · when a limit is over, with the sum"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``--start`` and ``--limit``, and what stopped or lengthened the clock."""
    parser.add_argument("--start", required=True, help="2026-09-28 or 2026-09-28T10:30 (Shanghai)")
    parser.add_argument("--limit", required=True, help="number and H, WD, D, M or Y, e.g. '5 WD'")
    parser.add_argument("--by", default="", help="row of sources.yaml, e.g. P2")
    parser.add_argument("--extend", action="append", default=[], metavar="LIMIT", help="e.g. '10 WD'; may be repeated")
    parser.add_argument("--pause", action="append", default=[], metavar="FROM/TO", help="no TO: still standing")
    parser.add_argument("--supplement", action="append", default=[], metavar="MOMENT", help="the clock starts anew")


def run(args: argparse.Namespace) -> int:
    """Print the sum; 1 with a plain word when it cannot be counted."""
    try:
        print("\n".join(_count(args).lines))
    except (LimitError, BeyondTheCalendar) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


def _count(args: argparse.Namespace) -> Due:
    stops = [text.partition("/") for text in args.pause]
    return due(
        start=_moment(args.start),
        limit=Limit.parse(args.limit, by=args.by),
        pauses=[Pause(_moment(first), _moment(end) if end else None, args.by) for first, _, end in stops],
        extensions=[Limit.parse(text, by=args.by) for text in args.extend],
        supplements=[_moment(text) for text in args.supplement],
    )


def _moment(text: str) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as wrong:
        raise LimitError(f"{text!r} is no moment: write 2026-09-28 or 2026-09-28T10:30") from wrong
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
