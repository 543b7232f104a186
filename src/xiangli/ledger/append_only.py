"""Tables whose rows nobody may change or delete: by triggers on SQLite, by taken privileges on PostgreSQL.

On PostgreSQL the tables belong to the application's role, which gives up its own right to change them; a superuser is
not bound, so the application must not be one (`holds` tells). Keep foreign keys away from these tables: PostgreSQL
checks them by locking the row, which needs the right that was given up.
"""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("xiangli_leaf", "xiangli_checkpoint")
"""The ledger's own; whoever sets the database up adds the entries and what else is only ever appended."""

FILLED_ONCE = {"xiangli_leaf": ("idx", ("entry", "county", "leaf", "at"))}
"""Table → (the column that may go from NULL to a value, once; all other columns, which never change)."""


class UnknownDatabase(ValueError):
    """No statements are known for this kind of database."""


def statements(vendor: str, tables: Iterable[str]) -> list[str]:
    """SQL that makes the tables append-only, safe to repeat; `vendor` is Django's `connection.vendor`.

    Raises UnknownDatabase.
    """
    if vendor == "sqlite":
        return [one for table in tables for one in _triggers(table)]
    if vendor == "postgresql":
        return [one for table in tables for one in _privileges(table)]
    raise UnknownDatabase(f"no append-only statements for {vendor}")


def holds(connection: BaseDatabaseWrapper, table: str) -> bool:
    """Whether the guard stands: the triggers are there, or the role indeed lacks the privileges."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            wanted = {one.split('"')[1] for one in _triggers(table)}
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            return wanted <= {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE')", [table])
        return not cursor.fetchone()[0]


def _triggers(table: str) -> list[str]:
    stop = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    made = [f'CREATE TRIGGER IF NOT EXISTS "{table}_no_delete" BEFORE DELETE ON "{table}" {stop}']
    if table not in FILLED_ONCE:
        return [*made, f'CREATE TRIGGER IF NOT EXISTS "{table}_no_update" BEFORE UPDATE ON "{table}" {stop}']
    column, others = FILLED_ONCE[table]
    fixed = ", ".join(f'"{one}"' for one in others)
    return [
        *made,
        f'CREATE TRIGGER IF NOT EXISTS "{table}_no_update" BEFORE UPDATE OF {fixed} ON "{table}" {stop}',
        f'CREATE TRIGGER IF NOT EXISTS "{table}_fill_once" BEFORE UPDATE OF "{column}" ON "{table}" '
        f'WHEN OLD."{column}" IS NOT NULL {stop}',
    ]


def _privileges(table: str) -> list[str]:
    made = [f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM CURRENT_USER']
    if table in FILLED_ONCE:
        made.append(f'GRANT UPDATE ("{FILLED_ONCE[table][0]}") ON "{table}" TO CURRENT_USER')
    return made
