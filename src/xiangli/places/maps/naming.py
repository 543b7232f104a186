"""Which column of a map file says whose ground a shape is: a code of this county's places, else a name unique in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from xiangli.places.errors import BadFile
from xiangli.places.maps.shapes import Shape

_CODE = re.compile(r"(\d{9}(?:\d{3})?(?:[gwheb]\d{2,3})?)(?:0{7})?")  # land surveys write 12 digits and seven noughts
_ENOUGH = 0.5  # of the rows, from which a column is taken for the one


def written(value: Any) -> str:
    """A cell as text: whole numbers without ``.0``, no blanks."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def code_of(value: Any) -> str:
    """The code a cell holds, or ""."""
    found = _CODE.fullmatch(written(value).lower())
    return found[1] if found else ""


def named(shapes: Sequence[Shape], names: Mapping[str, str], county: str) -> list[tuple[str, str]]:
    """(code, "") or ("", why not) for each shape. `names`: code → name of all places standing in the county.

    Raises BadFile where no column can be the one.
    """
    columns = list(dict.fromkeys(key for one in shapes for key in one.row))
    most = max(1, len(shapes)) * _ENOUGH
    codes = {c: [code_of(one.row.get(c)) for one in shapes] for c in columns}
    best = max(columns, key=lambda c: sum(code.startswith(county) for code in codes[c]), default=None)
    if best is not None and sum(bool(code) for code in codes[best]) >= most:
        return [_by_code(best, one, code, names, county) for one, code in zip(shapes, codes[best], strict=True)]
    by_name: dict[str, list[str]] = {}
    for code, name in names.items():
        by_name.setdefault(name, []).append(code)
    best = max(columns, key=lambda c: sum(written(one.row.get(c)) in by_name for one in shapes), default=None)
    if best is None or sum(written(one.row.get(best)) in by_name for one in shapes) < most:
        raise BadFile("没有一列是区划代码（9 位、12 位或村以下代码），也没有一列是本县的地名。请加一列 code。")
    return [_by_name(best, written(one.row.get(best)), by_name) for one in shapes]


def _by_code(column: str, one: Shape, code: str, names: Mapping[str, str], county: str) -> tuple[str, str]:
    if not code:
        return "", f"列 {column} 的值 {written(one.row.get(column))[:24]!r} 不是区划代码"
    if not code.startswith(county):
        return "", f"列 {column} 的代码 {code} 不属于本县（{county}）"
    return code, ""


def _by_name(column: str, name: str, by_name: Mapping[str, list[str]]) -> tuple[str, str]:
    codes = by_name.get(name, [])
    if len(codes) == 1:
        return codes[0], ""
    if not codes:
        return "", f"列 {column} 的地名 {name[:24]!r} 本县没有"
    return "", f"列 {column} 的地名 {name} 本县有 {len(codes)} 个（{'、'.join(sorted(codes)[:4])}），请写代码"
