"""``xiangli staff administrators``: the first three administrators of a place; everybody after them comes by their hands."""

import argparse
from datetime import UTC, datetime

from xiangli.law.limits import SHANGHAI
from xiangli.parties.acts.first_administrators import first_administrators
from xiangli.parties.errors import PartyError
from xiangli.parties.rights import ADMINISTRATORS, SHORT
from xiangli.places.reads.names import names

HELP = "设一个地方最初的三员：系统管理、安全管理、审计（the first three administrators）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The place, the office they sit in, and one USER:NAME for each of the three."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    three = verbs.add_parser("administrators", help="三个人，一次设齐，密码只打印一次")
    three.add_argument("--place", required=True, metavar="CODE", help="地方代码，如 430181")
    three.add_argument("--organisation", required=True, metavar="NAME", help="所在单位名称")
    for act in ADMINISTRATORS:
        three.add_argument(f"--{act}", required=True, metavar="USER:NAME", help=f"{SHORT[act]}员的用户名和姓名")


def run(args: argparse.Namespace) -> int:
    """0 with the passwords printed once; 1 when it cannot be, said in plain words; then nobody was made."""
    people = {act: tuple(str(getattr(args, act)).split(":", 1)) for act in ADMINISTRATORS}
    if wrong := [act for act, pair in people.items() if len(pair) != 2 or not all(pair)]:
        print(f"写成 用户名:姓名：{'、'.join(f'--{act}' for act in wrong)}")
        return 1
    if names([args.place])[args.place] == args.place:
        print(f"没有代码是 {args.place} 的地方。")
        return 1
    at = datetime.now(UTC)
    try:
        made = first_administrators(
            place=args.place, organisation=args.organisation, people={act: (p[0], p[1]) for act, p in people.items()},
            since=at.astimezone(SHANGHAI).date(), at=at,
        )  # fmt: skip
    except PartyError as refused:
        print(refused)
        return 1
    for act, done in made.items():
        print(f"{SHORT[act]}员\t{people[act][0]}\t{done.password}")
    print("密码只打印这一次；第一次登录要改密码、设第二道验证。")
    return 0
