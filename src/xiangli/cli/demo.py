"""``xiangli demo``: fill a fresh installation with three months of invented business in real places."""

import argparse
from datetime import UTC, datetime

from xiangli.law.limits import SHANGHAI
from xiangli.site.demo.build import build
from xiangli.site.install import install

HELP = "生成演示数据：浏阳市的真实地名，虚构的人和三个月的事"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Prints the sign-ins of each role; 0 when built."""
    at = datetime.now(UTC).astimezone(SHANGHAI)
    install(at=at, say=print)
    print("\n用户名      密码            角色")
    for role, password, codes in build(until=at, say=print):
        print(f"{role.username:<11} {password:<15} {role.role}" + (f"  恢复码 {codes.split()[0]}" if codes else ""))
    return 0
