"""The index beside the tables Django knows: made after each migration, emptied when its documents are.

SQLite: an FTS5 table without content and without positions. PostgreSQL: a column of the documents' table with a GIN index.
"""

from typing import Any

from django.db import connection

SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS xiangli_searchfts USING fts5("
    "tokens, content='', detail=none, columnsize=0, tokenize=\"unicode61 remove_diacritics 0 tokenchars '@_'\")",
)
POSTGRES = (
    "ALTER TABLE xiangli_searchdoc ADD COLUMN IF NOT EXISTS tokens tsvector",
    "CREATE INDEX IF NOT EXISTS search_tokens ON xiangli_searchdoc USING gin (tokens) WITH (fastupdate = on)",
)


def prepare(**_: Any) -> None:
    """Called after every migration and after a test empties its tables; safe to repeat."""
    with connection.cursor() as cursor:
        if "xiangli_searchdoc" not in connection.introspection.table_names(cursor):
            return
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRES:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT 1 FROM xiangli_searchdoc LIMIT 1")
            if cursor.fetchone() is None:
                cursor.execute("INSERT INTO xiangli_searchfts(xiangli_searchfts) VALUES ('delete-all')")
