"""GeoPackage (OGC 12-128): an SQLite file, opened in memory, read-only, trusting nothing that its schema would run."""

from __future__ import annotations

import sqlite3
from typing import Any

import shapely
from shapely.errors import ShapelyError

from xiangli.places.errors import BadFile
from xiangli.places.maps.shapes import MOST_SHAPES, Drawn, Shape

_STEPS = 200_000_000  # instructions of SQLite's machine before reading is given up
_ENVELOPE = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def read(content: bytes) -> Drawn:
    """The shapes of the file's one layer of areas. Raises BadFile."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.text_factory = lambda letters: letters.decode("utf-8", "replace")
        connection.deserialize(content)
        for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.set_progress_handler(lambda: 1, _STEPS)
        return _layer(connection)
    except BadFile:
        raise
    except (sqlite3.Error, ValueError, OverflowError) as wrong:  # letters that are none come as a ValueError
        raise BadFile("GeoPackage 打不开，文件可能不完整。") from wrong
    finally:
        connection.close()


def _layer(connection: sqlite3.Connection) -> Drawn:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys"} <= tables:
        raise BadFile("这是 SQLite 文件，但不是 GeoPackage。")
    layers = [
        row
        for row in connection.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns")
        if row[0] in tables
    ]
    if len(layers) != 1:
        raise BadFile(f"GeoPackage 里应正好有一层图，现在有 {len(layers)} 层，请只导出一层。")
    table, column, srs = layers[0]
    told = connection.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (srs,)
    ).fetchone()
    cursor = connection.execute(f"SELECT * FROM {_quoted(table)} LIMIT {MOST_SHAPES + 1}")
    heads = [head[0] for head in cursor.description]
    shapes = [_one(n, dict(zip(heads, row, strict=True)), column) for n, row in enumerate(cursor, start=1)]
    return Drawn("geopackage", shapes, f"{told[0]}:{told[1]} {told[2]}" if told else "")


def _quoted(name: str) -> str:
    return '"' + str(name).replace('"', '""') + '"'


def _one(n: int, row: dict[str, Any], column: str) -> Shape:
    packed = row.pop(column, None)
    row = {k: v for k, v in row.items() if not isinstance(v, bytes)}
    if not isinstance(packed, bytes) or packed[:2] != b"GP" or len(packed) < 8:
        return Shape(n, row, None, "没有图形")
    start = 8 + _ENVELOPE.get(packed[3] >> 1 & 7, 0)
    try:
        return Shape(n, row, shapely.from_wkb(packed[start:]))
    except (ShapelyError, ValueError, TypeError):
        return Shape(n, row, None, "图形读不出来")
