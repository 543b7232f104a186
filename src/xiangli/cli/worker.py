"""`xiangli worker`: does the jobs and minds the clock, until it is told to stop."""

import argparse
import signal
import sys
from datetime import timedelta
from types import FrameType

from django.utils import timezone

from xiangli.work.acts.revive import revive
from xiangli.work.loop import Loop

HELP = "做后台差事：排账、签树根、发通知、查逾期（run background jobs and recurring sweeps）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Adds the options of the command."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="只做一轮：到期的定时差事各一次，再做一件差事（one pass）")
    how.add_argument("--until-idle", action="store_true", help="做到没有到期的差事为止（stop when nothing is due）")
    parser.add_argument(
        "--retry-failed", action="store_true", help="先让已放弃的差事重新排队（revive dead jobs first）"
    )
    parser.add_argument("--lease", type=float, default=30.0, help="差事的租约，秒（lease in seconds, default 30）")


def run(args: argparse.Namespace) -> int:
    """Works; a first SIGTERM or SIGINT lets the job in hand finish. → 0."""
    loop = Loop(now=timezone.now, lease=timedelta(seconds=args.lease))

    def stop(_number: int, _frame: FrameType | None) -> None:
        loop.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    if args.retry_failed:
        print(f"revived {revive(at=timezone.now())}", file=sys.stderr)
    done = loop.run(until_idle=args.until_idle, once=args.once)
    print(f"done {done}", file=sys.stderr)
    return 0
