"""``xiangli intake import FILE``: bring in a file of reports from an outer system."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from xiangli.bridge.acts.keep_tickets import keep_tickets
from xiangli.intake.acts.bring_in import bring_in, plan
from xiangli.intake.models import Batch, RefusedRow
from xiangli.places.reads.known import known
from xiangli.proof.ids import uuid7
from xiangli.site.wiring import outer_systems

HELP = "把外面系统的文件（JSONL、CSV、XLSX、XLS）带进来；12345 等系统导出的表按表头自动认出"


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, the place it came through, and the format when the name does not tell."""
    sub = parser.add_subparsers(dest="what", required=True)
    one = sub.add_parser("import", help="导入一个文件")
    one.add_argument("file", type=Path)
    one.add_argument("--place", default="43", help="报送地方的代码，如 430181103")
    one.add_argument("--format", choices=["jsonl", "csv", "xlsx", "xls"])


def run(args: argparse.Namespace) -> int:
    """The last line on stdout is the count; 0 when nothing failed; 2 for a file or place that cannot be used."""
    if not args.file.is_file():
        print(f"没有这个文件：{args.file}", file=sys.stderr)
        return 2
    if wrong := known(args.place):
        print(wrong, file=sys.stderr)
        return 2
    at = datetime.now(UTC)
    name = args.file.name if not args.format else f"{args.file.stem}.{args.format}"
    batch = plan(path=args.file.resolve(), name=name, place=args.place, by="导入", at=at, id=uuid7())
    bring_in(
        batch, at=at, progress=_progress, known=outer_systems(), tickets=lambda told: keep_tickets(tickets=told, at=at)
    )
    for row in RefusedRow.objects.filter(county=batch.county, batch=batch.id).order_by("row")[:50]:
        where = f"工作表“{row.sheet}”{row.cell or f'第 {row.row} 行'}" if row.sheet else f"第 {row.row} 行"
        print(f"{args.file.name} {where}没有收：{row.reason}", file=sys.stderr)
    if batch.error:
        print(f"{args.file.name}：{batch.error}", file=sys.stderr)
    b = batch
    print(
        f"received {b.received} accepted {b.accepted} joined {b.joined} repeated {b.repeated}"
        f" refused {b.refused} failed {b.failed}"
    )
    return 2 if batch.error else 0 if batch.failed == 0 else 1


def _progress(batch: Batch) -> None:
    print(f"\r{batch.received} …", end="" if batch.done_at is None else "\n", file=sys.stderr, flush=True)
