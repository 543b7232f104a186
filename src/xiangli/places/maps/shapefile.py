"""Shapefile in a zip: .shp and .dbf side by side, .prj for the frame, .cpg for the letters (GBK where none says)."""

from __future__ import annotations

import io
from typing import Any

import shapefile

from xiangli.places.errors import BadFile
from xiangli.places.maps.geojson import area
from xiangli.places.maps.shapes import MOST_SHAPES, Drawn, Shape

_POLYGONS = (shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM)
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "65001": "utf-8",
    "gbk": "gb18030",
    "936": "gb18030",
    "gb2312": "gb18030",
}


def read(parts: dict[str, bytes]) -> Drawn:
    """The shapes of the one .shp among the unpacked members. Raises BadFile."""
    names = [name for name in parts if name.endswith(".shp")]
    if len(names) != 1:
        raise BadFile(f"压缩包里应正好有一个 .shp，现在有 {len(names)} 个。")
    stem = names[0][:-4]
    if f"{stem}.dbf" not in parts:
        raise BadFile(f"压缩包里少了 {stem}.dbf（区划代码在那里面）。")
    try:
        reader = shapefile.Reader(
            shp=io.BytesIO(parts[names[0]]), dbf=io.BytesIO(parts[f"{stem}.dbf"]), encoding="latin-1"
        )
        if reader.shapeType not in _POLYGONS:
            raise BadFile(f"这幅图画的是{reader.shapeTypeName}，要面（POLYGON）。")
        encoding = _encoding(parts.get(f"{stem}.cpg", b""), parts[f"{stem}.dbf"])
        shapes = [_one(n, one, encoding) for n, one in zip(range(1, MOST_SHAPES + 2), reader.iterShapeRecords())]  # noqa: B905
    except BadFile:
        raise
    except Exception as wrong:  # a broken file makes the reader fail in any of a dozen ways; the user needs one word
        raise BadFile(f"Shapefile 读不下去，文件可能不完整（{type(wrong).__name__}）。") from wrong
    told = parts.get(f"{stem}.prj", b"").decode("utf-8", "replace")
    return Drawn("shapefile", shapes, told)


def _encoding(cpg: bytes, dbf: bytes) -> str:
    said = cpg.decode("ascii", "ignore").strip().lower().removeprefix("cp")
    if said in _ENCODINGS:
        return _ENCODINGS[said]
    try:
        dbf.rstrip(b"\x1a\x00").decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _one(n: int, told: Any, encoding: str) -> Shape:
    row = {
        _word(k, encoding): _word(v, encoding) if isinstance(v, str) else v for k, v in told.record.as_dict().items()
    }
    ground = area(told.shape.__geo_interface__) if told.shape.shapeType else None
    return Shape(n, row, ground, "" if ground is not None else "没有图形")


def _word(text: str, encoding: str) -> str:
    return text.encode("latin-1", "replace").decode(encoding, "replace").strip("\x00 ")
