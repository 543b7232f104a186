"""Make the database of this installation ready; safe to repeat. Used by ``xiangli init`` and by the tests."""

import os
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from xiangli.documents.paper import load_paper
from xiangli.documents.reads.papers import KIND
from xiangli.law.language.load import resolved
from xiangli.ledger import keys as ledger_keys
from xiangli.ledger.append_only import TABLES, statements
from xiangli.measures import shelf
from xiangli.places.acts.load import load_divisions
from xiangli.policy.acts.publish import publish
from xiangli.policy.reads import edition
from xiangli.site import crypto
from xiangli.vault import keys as vault_keys

APPENDED = (
    "xiangli_entry", "xiangli_opening", "xiangli_drawstep", "xiangli_askingstep", "xiangli_recordstep", "xiangli_publicationstep", "xiangli_deed", "xiangli_change",
    *TABLES,
)  # fmt: skip
"""Tables whose rows nobody may change or delete: by triggers on SQLite, by privileges on PostgreSQL."""


def keys() -> None:
    """The folders and keys of this installation, readable by its owner only."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    os.chmod(settings.KEYS, 0o700) if settings.KEYS.exists() else settings.KEYS.mkdir(mode=0o700)
    crypto.fix(settings.KEYS, settings.CRYPTO)
    vault_keys.ensure(settings.KEYS)
    ledger_keys.ensure(settings.KEYS)


def starter_editions(at: datetime) -> list[str]:
    """Publish the procedures and papers shipped with the program; the names of the procedures. Raises PolicyError for an unsound one."""
    names = []
    for _, loaded in shelf.procedures():
        p = loaded.procedure
        publish(kind="procedure", name=p.id, version=p.version, content=p.canonical(), text=resolved(p), at=at)
        names.append(p.id)
    for file in shelf.papers():
        paper = load_paper(file.text, file.path)
        publish(kind=KIND, name=paper.id, version=paper.version, content=paper.canonical(), text=file.text, at=at)
    edition.forget()
    return names


def guard() -> None:
    """Let nothing change what is only ever appended."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, APPENDED):
            cursor.execute(statement)


def install(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Keys, tables, divisions, starter editions, guards, in this order; each tells what it found or made."""
    keys()
    say(f"密钥：就绪（var/keys，仅本用户可读），密码方案 {settings.CRYPTO}")
    call_command("migrate", interactive=False, verbosity=0)
    say(f"数据库：{connection.vendor}，表已是最新")
    say(f"地方：{load_divisions()} 行有更新")
    say(f"程序：{'、'.join(starter_editions(at))}")
    guard()
    say("账目：只增不改的保护已生效")
