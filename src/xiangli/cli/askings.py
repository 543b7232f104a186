"""``xiangli askings read TEXT``, ``askings recount [--county CODE] [--mend]``."""

import argparse
import json
import sys
from datetime import datetime

from django.utils import timezone

from xiangli.askings.acts.recount_sums import differing, recount_sums
from xiangli.askings.models import VillageAsking
from xiangli.askings.reading.read import read
from xiangli.askings.vocabulary import lines
from xiangli.law.limits import SHANGHAI

HELP = "交办：读一条消息，核对负担的合计 · askings: read a message, check the partial sums against a recount"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``read TEXT|- [--at MOMENT]``, ``recount [--county CODE] [--mend]``."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("read", help="who asks, what kind, due when, how large, whose task by the lists, and a reply")
    one.add_argument("text", help="the message; - for one JSON line each on stdin, with text and at")
    one.add_argument("--at", help="the moment it came, 2026-06-17T09:40 on Shanghai's clock; else now")
    again = sub.add_parser("recount", help="whether every partial sum equals a recount; 0 when all do")
    again.add_argument("--county", help="only this county's code")
    again.add_argument("--mend", action="store_true", help="put right those that differ")


def run(args: argparse.Namespace) -> int:
    """0 when well; 1 when a sum differed, or the moment is none."""
    return _recount(args) if args.what == "recount" else _read(args)


def _read(args: argparse.Namespace) -> int:
    try:
        at = moment(args.at) if args.at else timezone.now()
    except ValueError:
        print("时刻写成 2026-06-17T09:40。", file=sys.stderr)
        return 1
    if args.text != "-":
        print(json.dumps(told(args.text, at), ensure_ascii=False))
        return 0
    for row in sys.stdin:
        if row.strip():
            one = json.loads(row)
            print(
                json.dumps(
                    {"id": one.get("id"), **told(one["text"], moment(one["at"]) if one.get("at") else at)},
                    ensure_ascii=False,
                )
            )
    return 0


def moment(text: str) -> datetime:
    """A moment as typed; without a zone on Shanghai's clock. Raises ValueError."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def told(text: str, at: datetime) -> dict[str, object]:
    """One reading as a JSON value."""
    made = read(text, at=at)
    verdict = made.verdict
    return {
        "asker": made.asker.line, "asker_name": lines().get(made.asker.line, ""), "level": made.asker.level,
        "kind": made.kind, "channel": made.channel, "due": made.due.at.isoformat(timespec="minutes") if made.due.at else None,
        "rows": made.size.rows, "columns": made.size.columns, "minutes": list(made.estimate.minutes),
        "verdict": verdict.kind, "item": verdict.item.number if verdict.item else None, "basis": verdict.basis,
        "flags": [flag.item.flag for flag in verdict.flags], "reply": verdict.reply,
    }  # fmt: skip


def _recount(args: argparse.Namespace) -> int:
    counties = [args.county] if args.county else sorted(set(VillageAsking.objects.values_list("county", flat=True)))
    wrong = 0
    for county in counties:
        found = differing(county=county)
        wrong += len(found)
        for place, line, month in found[:20]:
            print(f"{county}: {place} {line} {month}")
        if args.mend and found:
            recount_sums(county=county)
    print(f"counties {len(counties)} differing {wrong}{' mended' if args.mend and wrong else ''}")
    return 1 if wrong and not args.mend else 0
