"""The reading room: ``xiangli law article 信访工作条例 22``, ``law search 司法确认``, ``law row P1``, ``law list``."""

import argparse
import sys

from xiangli.law import sources, texts

HELP = "看法律条文和每个期限的出处 · read the law texts and where each number comes from"


def arguments(parser: argparse.ArgumentParser) -> None:
    """``article LAW NUMBER``, ``search WORD…``, ``row ID``, ``list``."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("article", help="one article")
    one.add_argument("law")
    one.add_argument("number", help="22, 二十二 or 第二十二条")
    found = sub.add_parser("search", help="articles with all these words")
    found.add_argument("words", nargs="+")
    row = sub.add_parser("row", help="one row of sources.yaml")
    row.add_argument("id")
    sub.add_parser("list", help="all texts with their versions")


def run(args: argparse.Namespace) -> int:
    """Print what was asked; 1 with a plain word when there is no such text or row."""
    try:
        print("\n".join(_lines(args)))
    except (texts.NoSuchText, sources.SourceError) as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def _lines(args: argparse.Namespace) -> list[str]:
    if args.what == "article":
        one = texts.article(args.law, args.number)
        return [f"{one.label}（{one.version}文本）", one.text]
    if args.what == "search":
        found = texts.search(" ".join(args.words))
        return [f"{one.label} {one.text.splitlines()[0]}" for one in found] or ["没有条文含有这些词"]
    if args.what == "row":
        source = sources.row(args.id)
        numbers = [
            f"  {one.what}：{one.op} {one.value} {one.unit} {one.of and f'（占{one.of}）'}{one.since and f'（自{one.since}）'} {one.where}"
            for one in source.numbers
        ]
        return [f"{source.id} {source.where}", f"  {source.rule}", *numbers]
    return [f"{one.name} {one.version} {len(one.articles)}条" for one in texts.laws().values()]
