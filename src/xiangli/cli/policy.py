"""``xiangli policy check [--unseen]``, ``where CLAUSE|WORD``, ``schema``, ``mutants``, ``coverage [--json]``."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, ProgrammingError, connection

from xiangli.law.language import PolicyError
from xiangli.measures import checking, coverage, shelf
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
    sub.add_parser("mutants", help="put every wrong version of each procedure to its stories; 0 when nine in ten die")
    counted = sub.add_parser("coverage", help="all clauses: which are carried, by which stories")
    counted.add_argument("--json", action="store_true", help="as JSON")
    drawn.add_argument("--out", type=Path, metavar="FOLDER", help="write NAME.schema.json files there")


def run(args: argparse.Namespace) -> int:
    """0 when sound or found, 1 otherwise, with plain words on stderr."""
    try:
        return COMMANDS[args.what](args)
    except (OperationalError, ProgrammingError, FileNotFoundError) as wrong:
        print(f"数据库还没有准备好，请先运行 xiangli init（{wrong}）", file=sys.stderr)
        return 1
    except PolicyError as wrong:
        print(wrong, file=sys.stderr)
        return 1


def _check(args: argparse.Namespace) -> int:
    found = checking.faults()
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print(f"unsound: {len(found)} faults")
        return 1
    if args.unseen:
        print("\n".join(checking.norms()))
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


def _mutants(args: argparse.Namespace) -> int:
    found = []
    for _, loaded in shelf.procedures():
        one = coverage.measure(loaded.procedure, lambda what: print(f"  survived: {what}", flush=True))
        found.append(one)
        print(one.failed or f"{one.procedure} killed {one.killed} of {one.all} ({one.share:.1%})", flush=True)
    coverage.keep(found, var=settings.VAR, vendor=connection.vendor)
    killed, every = sum(one.killed for one in found), sum(one.all for one in found)
    print(f"mutants killed {killed} of {every}")
    return 0 if all(one.carries for one in found) else 1


def _coverage(args: argparse.Namespace) -> int:
    found = coverage.held(
        var=settings.VAR, vendor=connection.vendor, say=lambda what: print(what, file=sys.stderr, flush=True)
    )
    rows = coverage.rows(found)
    if args.json:
        print(json.dumps({"clauses": rows}, ensure_ascii=False, indent=1))
        return 0
    for row in rows:
        mark, dead = ("✓" if row["carried"] else "·"), row["mutants"]
        tail = f" （{len(row['stories'])} 个故事，{dead['killed']}/{dead['all']}）" if row["stories"] else ""
        print(f"{mark} {row['id']:>5} {row['title']}{tail}")
    print(f"clauses {len(rows)} carried {sum(row['carried'] for row in rows)}")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check, "where": _where, "schema": _schema, "mutants": _mutants, "coverage": _coverage,
}  # fmt: skip
