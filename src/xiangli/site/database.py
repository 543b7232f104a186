"""``DATABASE_URL`` → Django's settings, tuned alike for SQLite (WAL, FULL sync) and PostgreSQL."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;"
    " PRAGMA wal_autocheckpoint=8000;"
)
"""A checkpoint every 32 MB of log instead of 4: a page that many writes touch goes to the file once for all of them. Each
commit is synced all the same."""

PREPARED = "-c plan_cache_mode=force_generic_plan -c jit=off"
"""Only the intake's statements are prepared; each is written for one plan, and planning takes longer than running it."""


def database(url: str) -> dict[str, Any]:
    """Settings of one database.

    ``sqlite:///path`` or ``postgresql://user:password@host:port/name?host=/socket/folder``.
    Raises ValueError for any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = parts.path[1:] if parts.path.startswith("//") else parts.path
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
        }
    if parts.scheme in ("postgres", "postgresql"):
        query = parse_qs(parts.query)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", [parts.hostname or ""])[0],
            "PORT": str(parts.port or query.get("port", [""])[0]),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"prepare_threshold": 2, "options": PREPARED},
        }
    raise ValueError(f"DATABASE_URL must begin with sqlite:/// or postgresql://, not {parts.scheme!r}")
