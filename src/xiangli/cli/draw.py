"""``xiangli draw LIST --take 3 --source "9319" --source "2 5 12 8 10"``: who is drawn, as anybody computes it again."""

import argparse
import sys
from pathlib import Path

from xiangli.engines.draw import BadPool, BadSource, key, pool, select, values

HELP = "按公开随机数抽签或重算（RFC 3797）· draw, or compute a draw again"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The list (one name a line, ``-`` for standard input), how many, and each source's numbers in the order named."""
    parser.add_argument("list", metavar="LIST", help="名单文件，一行一个（one name a line, - for stdin）")
    parser.add_argument("--take", type=int, required=True, metavar="N")
    parser.add_argument(
        "--source", action="append", required=True, metavar="NUMBERS", help="一个来源的数字，可以写多次"
    )


def run(args: argparse.Namespace) -> int:
    """Prints the key and a line for each choice: order, number in the list, name, digest; 2 when it cannot be drawn."""
    try:
        text = sys.stdin.read() if args.list == "-" else Path(args.list).read_text(encoding="utf-8-sig")
        names = pool(text)
        made = key([values(one, number=n) for n, one in enumerate(args.source, 1)])
        taken = select(size=len(names), take=args.take, key=made)
    except BadSource as wrong:
        print(f"第 {wrong.number} 个来源：{wrong}", file=sys.stderr)
        return 2
    except BadPool as wrong:
        print(wrong, file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError) as wrong:
        print(f"读不出名单：{wrong}", file=sys.stderr)
        return 2
    except ValueError:
        print(f"要抽的数在 1 和 {len(names)} 之间", file=sys.stderr)
        return 2
    print(f"key {made}")
    for n, one in enumerate(taken, 1):
        print(f"{n} {one.number} {names[one.number - 1]} {one.digest}")
    return 0
