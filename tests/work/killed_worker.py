"""A worker process for the kill test: each job writes one row twice over, slowly, in one transaction.

Run as `python -m tests.work.killed_worker`, on the database of DATABASE_URL.
"""

import os
import time
from datetime import datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiangli.site.settings")
django.setup()

from django.db import connection  # noqa: E402  settings come first
from django.utils import timezone  # noqa: E402

from xiangli.work.loop import Loop  # noqa: E402
from xiangli.work.registry import register  # noqa: E402


def write(*, payload: dict[str, Any], at: datetime) -> None:
    """One effect row without any uniqueness: done twice, it would be there twice."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (n) VALUES (%s)", [payload["n"]])
        time.sleep(0.02)
        cursor.execute("UPDATE effect SET halves = halves + 1 WHERE n = %s", [payload["n"]])


if __name__ == "__main__":
    register("write", write)
    Loop(now=timezone.now, lease=timedelta(seconds=1)).run()
