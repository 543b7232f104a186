"""``xiangli init``: make the database of ``DATABASE_URL`` (or the default file) ready."""

import argparse
from datetime import UTC, datetime

from xiangli.site.install import install

HELP = "准备数据库：建表、地方、法律、程序（可以重复运行）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """0 when ready."""
    install(at=datetime.now(UTC), say=print)
    return 0
