"""``xiangli serve``: the web server with its worker beside it."""

import argparse
import os
import signal
import subprocess
import sys

from django.conf import settings
from django.db import connection

HELP = "启动网页服务和后台差事"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and whether the worker runs elsewhere."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-worker", action="store_true", help="后台差事另外运行")
    parser.add_argument("--workers", type=int, default=0, help="网页进程数；0：PostgreSQL 两个，SQLite 一个")


def run(args: argparse.Namespace) -> int:
    """Runs until stopped. Two writers gain nothing on SQLite, so it gets one process."""
    if settings.DEBUG and args.host not in ("127.0.0.1", "localhost", "::1"):
        print("调试模式只能在本机回环地址上用。", file=sys.stderr)
        return 2
    postgres = connection.vendor == "postgresql"
    workers = args.workers or (2 if postgres else 1)
    threads = 1 if postgres else 2
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", args.host, "--port", str(args.port),
           "--workers", str(workers), "--blocking-threads", str(threads), "--backlog", "1024", "--log-level", "warning",
           "--no-ws", "--workers-kill-timeout", "5", "xiangli.site.wsgi:application"]  # fmt: skip
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "xiangli.site.settings"}
    running = [subprocess.Popen(web, env=environment)]
    if not args.no_worker:
        running.append(subprocess.Popen([sys.executable, "-m", "xiangli.cli.main", "worker"], env=environment))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"http://{args.host}:{args.port}/", flush=True)
    try:
        return running[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for one in running:
            one.terminate()
        for one in running:
            try:
                one.wait(timeout=20)
            except subprocess.TimeoutExpired:
                one.kill()
