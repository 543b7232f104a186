"""``xiangli lists who TEXT --place CODE``, ``lists topics``, ``lists duties [--topic ID]``: who handles what, and why."""

import argparse
import sys

from xiangli.lists.edition import GENERAL, duties, topics
from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import lawful
from xiangli.lists.reads.propose import propose

HELP = "查职责清单：一件事归谁管、凭什么 · ask the duty lists who handles what, and on which basis"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``who TEXT --place CODE``, ``topics``, ``duties [--topic ID]``."""
    sub = parser.add_subparsers(dest="what", required=True)
    who = sub.add_parser("who", help="which office should have this")
    who.add_argument("text")
    who.add_argument("--place", default="43", help="official code, 2 to 12 digits")
    sub.add_parser("topics", help="all topics")
    items = sub.add_parser("duties", help="the items of the edition")
    items.add_argument("--topic", help=f"a topic id, or {GENERAL}")


def run(args: argparse.Namespace) -> int:
    """Print what was asked; 1 with a plain word for an unknown place or topic."""
    if args.what == "topics":
        for topic in topics().values():
            print(f"{topic.id}\t{topic.zh}\t{topic.en}")
        return 0
    if args.what == "duties":
        return _duties(args.topic)
    try:
        found = propose("", args.text, args.place)
    except ValueError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    print(found.reason)
    print(f"承办：{found.owner.office}  清单：{found.owner.item}  依据：{found.owner.basis}")
    if found.owner.assist:
        print("协办：" + "、".join(LINES[line] for line in found.owner.assist))
    if found.topic:
        others = [owner.office for owner in lawful(found.topic, args.place) if owner.office != found.owner.office]
        if others:
            print("也可依清单承办：" + "、".join(others))
    if found.sort:
        print("把握不足，应由人工分办")
    return 0


def _duties(topic: str | None) -> int:
    if topic is not None and topic != GENERAL and topic not in topics():
        print(f"没有这个事项：{topic}", file=sys.stderr)
        return 1
    for item in duties().items:
        if topic is None or item.topic == topic:
            name = "一般事项" if item.topic == GENERAL else topics()[item.topic].zh
            print(f"{item.number}\t{item.level}\t{name}\t{LINES[item.line]}\t{item.kind}\t{item.basis}")
    return 0
