"""A value written as the form wants it: one of its pull-down's items, 是 or √, 1组, a month, a number as a number."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from xiangli.engines.columns.dictionary import Field
from xiangli.engines.columns.label import plain

_YES = ("是", "有", "√", "已", "Y", "健在", "在世")
_NO = ("否", "无", "×", "未", "N")
_LADDER = (
    ("文盲", "半文盲", "不识字", "学龄前", "未上学"),
    ("小学",),
    ("初中",),
    ("高中", "中专", "中技", "职高", "技校"),
    ("大专", "专科"),
    ("本科", "大学"),
    ("研究生", "硕士", "博士"),
)


def worded(value: Any, field: Field, items: Sequence[str], *, tick: bool = False) -> Any:
    """The cell's value; None where the form's own list has no item for it, or a no where only yes is ticked."""
    if isinstance(value, bool):
        return _yes_or_no(value, items, tick)
    if isinstance(value, date):
        return value.isoformat()[: 7 if field.type == "ym" else 10]
    if items:
        return _item(value, field, items)
    if field.type == "set" or isinstance(value, (list, tuple)):
        return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    if field.type in ("int", "num"):
        return value
    if field.id == "h_danger":
        return str(value).rstrip("级") + "级"
    if field.type == "ym":
        return str(value)[:7]
    return str(value) if not isinstance(value, (int, float)) else value


def _yes_or_no(value: bool, items: Sequence[str], tick: bool) -> str | None:
    wanted = _YES if value else _NO
    if items:
        flat = {plain(i): i for i in items}
        return next(
            (flat[w] for w in wanted if w in flat), next((i for i in items if plain(i).startswith(wanted)), None)
        )
    if tick:
        return "√" if value else None
    return "是" if value else "否"


def _item(value: Any, field: Field, items: Sequence[str]) -> str | None:
    said = [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]
    flat = {_bare(i): i for i in items}
    for one in said:
        if _bare(one) in flat:
            return flat[_bare(one)]
    if field.id == "p_edu":
        return _rung(said[0], items)
    near = [i for i in items if _bare(i) and any(_bare(i) in _bare(s) or _bare(s) in _bare(i) for s in said)]
    return near[0] if len(near) == 1 else None


def _rung(value: str, items: Sequence[str]) -> str | None:
    """The step of the ladder of schooling an item names: 小学及以下 takes all below, 高中（中专） takes both."""
    rung = next((n for n, names in enumerate(_LADDER) if any(name in value for name in names)), None)
    if rung is None:
        return None
    for item in items:
        named = {n for n, names in enumerate(_LADDER) if any(name in item for name in names)}
        if not named:
            continue
        if rung in named or ("以下" in item and rung <= max(named)) or ("以上" in item and rung >= min(named)):
            return item
    return None


def _bare(text: str) -> str:
    return re.sub(r"[级族]$|残疾$", "", plain(text))
