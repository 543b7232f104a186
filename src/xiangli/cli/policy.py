"""``xiangli policy check [--unseen]``, ``where CLAUSE|WORD``, ``schema [NAME | --out FOLDER]``."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from xiangli.law.language import PolicyError
from xiangli.measures import checking
from xiangli.measures.schema import schemas
from xiangli.measures.where import NotFound, where

HELP = (
    "程序与清单：查错、找文件、出格式说明 · the procedures and lists: check them, find their files, print their schema"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """One sub-command each."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("check", help="whether all that is shipped is sound; 0 when it is")
    one.add_argument("--unseen", action="store_true", help="also list every number that is a norm, not a law read here")
    found = sub.add_parser("where", help="files and rooms of a clause (14.1) or of a word (return, 退回)")
    found.add_argument("asked", metavar="CLAUSE|WORD")
    drawn = sub.add_parser("schema", help="JSON Schema of *.procedure.yaml, *.shared.yaml, *.stories.yaml")
    drawn.add_argument("name", nargs="?", choices=sorted(schemas()), help="one of them; else all, by name")
    drawn.add_argument("--out", type=Path, metavar="FOLDER", help="write NAME.schema.json files there")


def run(args: argparse.Namespace) -> int:
    """0 when sound or found, 1 otherwise, with plain words on stderr."""
    return COMMANDS[args.what](args)


def _check(args: argparse.Namespace) -> int:
    found = checking.faults()
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"unsound: {len(found)} faults")
        return 1
    if args.unseen:
        try:
            print("\n".join(checking.norms()))
        except PolicyError as wrong:
            print(wrong, file=sys.stderr)
            return 1
    print(f"sound: {checking.counted()}")
    return 0


def _where(args: argparse.Namespace) -> int:
    try:
        print("\n".join(where(args.asked)))
    except NotFound as missing:
        print(missing, file=sys.stderr)
        return 1
    return 0


def _schema(args: argparse.Namespace) -> int:
    made = schemas()
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        for name, one in made.items():
            path = args.out / f"{name}.schema.json"
            path.write_text(written(one), encoding="utf-8")
            print(path)
        return 0
    print(written(made[args.name] if args.name else made), end="")
    return 0


def written(schema: object) -> str:
    """A schema as it stands in a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {"check": _check, "where": _where, "schema": _schema}
