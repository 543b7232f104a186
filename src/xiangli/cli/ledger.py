"""`xiangli ledger`: is the ledger whole, and the receipts of one matter."""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Iterator
from heapq import merge
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.db.models import Model

from xiangli.askings.models import AskingStep
from xiangli.askings.reads.stored import stored_steps as stored_askings
from xiangli.draws.models import DrawStep
from xiangli.draws.reads.stored import stored_steps
from xiangli.ledger import keys
from xiangli.ledger.faults import Counts, Fault, StoredEntry
from xiangli.ledger.publish import TreeIncomplete, publish
from xiangli.ledger.reads.beside import beside
from xiangli.ledger.reads.held import held_fault
from xiangli.ledger.reads.prove import NoLeaf, Proof, prove
from xiangli.ledger.reads.verify import verify
from xiangli.matters import content
from xiangli.matters.form import fields
from xiangli.matters.models import Entry, Matter
from xiangli.matters.reads.stored import stored_batches
from xiangli.proof.canonical import leaf
from xiangli.proof.merkle import ProofError
from xiangli.proof.receipt import verify_receipt
from xiangli.publication.models import PublicationStep
from xiangli.publication.reads.stored import stored_publications
from xiangli.registers.models import RecordStep
from xiangli.registers.reads.stored import stored_records

HELP = "核对账本、取一件事的回执、把公布的账本写成文件（verify, prove, check, publish）"

BESIDE: tuple[tuple[type[Model], str, Callable[[], Iterator[StoredEntry]]], ...] = (
    (DrawStep, "draw", stored_steps), (PublicationStep, "publication", stored_publications), (AskingStep, "asking", stored_askings),
    (RecordStep, "record", stored_records),
)  # fmt: skip
"""What has leaves beside the entries of matters: the step, the column that stands for the matter, and how it is read."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the four verbs."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    whole = verbs.add_parser("verify", help="逐条重算全部记录的叶与各县的树根（recompute everything）")
    whole.add_argument("--all", action="store_true", help="列出全部错处，不止第一处（list every fault）")
    whole.add_argument(
        "--against", metavar="FILE", type=Path, help="再与从前存下的树根声明对照（a checkpoint kept earlier）"
    )
    one = verbs.add_parser("prove", help="打印一件事各条记录的回执（print a matter's receipts）")
    one.add_argument("matter", metavar="MATTER", help="事项编号或 UUID")
    one.add_argument("--seq", type=int, help="只要这一条记录的回执（only this entry's receipt）")
    out = verbs.add_parser(
        "publish", help="把各县签过名的账本写成文件（C2SP tlog-tiles），任何网站都能放（write as files）"
    )
    out.add_argument("folder", metavar="FOLDER", type=Path)
    out.add_argument("--county", action="append", metavar="CODE", help="只写这个县，可以写多次（only this county）")
    check = verbs.add_parser("check", help="核对一张回执，不用数据库（check a receipt file）")
    check.add_argument("file", metavar="FILE", type=Path)
    check.add_argument("--key", help="县里公布的公钥；不给就只查回执自身是否相符（the published key）")


def run(args: argparse.Namespace) -> int:
    """→ 0 when whole; 1 when something is wrong, said on stdout; 2 when there is nothing to look at."""
    return {"verify": _verify, "prove": _prove, "check": _check, "publish": _publish}[args.verb](args)


def _verify(args: argparse.Namespace) -> int:
    counts, found = Counts(), 0
    gc.freeze()  # what was loaded at the start need not be gone through again for every page of rows
    try:
        held = None if args.against is None else args.against.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        print(f"读不出 {args.against}：{error}", file=sys.stderr)
        return 2
    try:
        for fault in _faults(held, counts):
            found += 1
            print(f"BAD {fault}")
            if not args.all:
                break
    except (ValueError, DatabaseError) as error:
        print(f"BAD 账本的表读不出来：{error}")
        return 1
    if found:
        return 1
    print(
        f"whole entries {counts.entries} sequenced {counts.sequenced} waiting {counts.waiting} "
        f"counties {counts.counties} checkpoints {counts.checkpoints}"
    )
    return 0


def _faults(held: str | None, counts: Counts) -> Iterator[Fault]:
    try:
        key = keys.public()
    except keys.KeyMissing:
        key = None
    others = merge(*(stored() for _, _, stored in BESIDE), key=lambda one: str(one.id))
    yield from verify(batches=beside(stored_batches(), others), key=key, where=_where, counts=counts)
    if held is not None and (fault := held_fault(signed=held, key=key)):
        yield fault


def _uuid(text: str) -> UUID | str:
    try:
        return UUID(text)
    except ValueError:
        return text


def _where(entry: UUID) -> tuple[UUID | str, int | str] | None:
    found = Entry.objects.filter(id=entry).values_list("matter", "seq").first()
    for model, of, _ in BESIDE:
        found = found or model._default_manager.filter(id=entry).values_list(of, "seq").first()
    return found


def _prove(args: argparse.Namespace) -> int:
    name = _uuid(args.matter)
    matter = Matter.objects.filter(**({"id": name} if isinstance(name, UUID) else {"number": name})).first()
    if matter is None:
        print(f"没有这件事：{args.matter}", file=sys.stderr)
        return 2
    entries = Entry.objects.filter(county=matter.county, matter=matter.id).order_by("seq")
    if args.seq is not None:
        entries = entries.filter(seq=args.seq)
    made: list[dict[str, Any]] = []
    for entry in entries:
        where = f"entry={entry.id} matter={entry.matter} seq={entry.seq}"
        try:
            proof = prove(entry=entry.id, content=fields(entry), salt=bytes(entry.salt))
        except (NoLeaf, ProofError) as error:
            print(f"BAD {error} {where}")
            return 1
        wrong = _wrong(entry, proof)
        if wrong:
            print(f"BAD {wrong} {where}")
            return 1
        made.append({"seq": entry.seq, "verb": entry.verb, "status": proof.status.value, "receipt": proof.receipt})
    shown: object = {"matter": str(matter.id), "number": matter.number, "receipts": made}
    if args.seq is not None:
        shown = made[0]["receipt"] if made else None
    print(json.dumps(shown, ensure_ascii=False, indent=1))
    return 0


def _wrong(entry: Entry, proof: Proof) -> str:
    """What is wrong with an entry's proof, in words; empty when nothing is."""
    if proof.receipt is not None:
        return "；".join(map(str, verify_receipt(proof.receipt)))
    return "" if leaf(bytes(entry.salt), content(entry), keys.ours()) == bytes(entry.leaf) else "记录内容与它的叶值不符"


def _check(args: argparse.Namespace) -> int:
    try:
        receipt = json.loads(args.file.read_bytes())
    except FileNotFoundError:
        print(f"没有这个文件：{args.file}", file=sys.stderr)
        return 2
    except (ValueError, RecursionError):
        print("BAD 不是 JSON")
        return 1
    found = verify_receipt(receipt, trusted=args.key)
    for one in found:
        print(f"BAD {one.field}: {one}")
    if not found:
        print("whole" if args.key else "whole（只查了回执自身是否相符；用 --key 与县里公布的公钥对照）")
    return 1 if found else 0


def _publish(args: argparse.Namespace) -> int:
    try:
        done = publish(folder=args.folder, counties=args.county)
    except (TreeIncomplete, keys.KeyMissing, OSError) as error:
        print(f"BAD {error}")
        return 1
    for one in done:
        print(f"{one.county} size {one.size} written {one.written} kept {one.kept}")
    if not done:
        print("还没有签过名的树根（nothing signed yet）", file=sys.stderr)
    return 0 if done else 2
