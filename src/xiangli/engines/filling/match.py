"""Whom a row that the form names means; between people of one name nothing is guessed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from xiangli.engines.columns.label import plain
from xiangli.engines.filling.held import Row
from xiangli.engines.filling.village import Village
from xiangli.engines.numerals import number

_NUMBERS = ("p_id", "p_dis_no", "h_head_id", "h_card", "h_code", "s_code", "g_leader_id")
_NAMES = {"p_name": "p_name", "h_head": "p_name", "s_name": "s_name", "s_owner": "s_owner", "k_party": "k_party"}


def matched(given: Mapping[str, Any], kind: str, village: Village) -> Row | None:
    """The one row that the given cells name; None for a stranger, and where two could be meant."""
    named = {field: _text(value) for field, value in given.items() if _text(value)}
    for field in _NUMBERS:
        if field in named and (found := _of_kind(_find(field, named[field], village), kind, village)):
            return found[0] if len(found) == 1 else None
        if field in named and field in ("p_id", "p_dis_no", "h_head_id", "s_code", "h_code"):
            return None
    for field, stored in _NAMES.items():
        if field in named:
            found = _of_kind(village.held.find(stored, named[field]), kind, village)
            return _narrowed(found, named, kind, village)
    return None


def group(word: Any) -> int | None:
    """A group's number from 3组, 第三组, 三组, 3."""
    hit = re.search(r"第?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:村民小组|小组|组|$)", plain(word))
    if not hit:
        return None
    text = hit[1]
    one_by_one = len(text) > 1 and "十" not in text and not text.isdigit()
    return None if one_by_one else number(text)


def _text(value: Any) -> str:
    if value is None or (isinstance(value, float) and abs(value) >= 1e15):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(value).upper()


def _find(field: str, value: str, village: Village) -> Sequence[Any]:
    if field == "h_head_id":
        return village.held.find("p_id", value)
    return village.held.find(field, value)


def _of_kind(ids: Sequence[Any], kind: str, village: Village) -> list[Row]:
    """Rows of the wanted kind behind these records: a person stands for the household she heads."""
    out: dict[Any, Row] = {}
    for id in ids:
        row = village.by_id.get(id)
        if row is None:
            continue
        if kind == "household" and row.kind == "person":
            home = village.home(row)
            row = home if home is not None else row
        if (kind in ("person", "member") and row.kind != "person") or (kind == "household" and row.kind != "household"):
            continue
        if kind == "site" and row.kind not in ("site", "contract", "facility"):
            continue
        out[row.id] = row
    return list(out.values())


def _narrowed(found: Sequence[Row], named: Mapping[str, str], kind: str, village: Village) -> Row | None:
    here = [row for row in found if kind == "household" or row.kind != "person" or village.is_here(row)] or list(found)
    for field, value in named.items():
        if field in ("h_group", "s_group") and (number := group(value)) is not None:
            here = [r for r in here if group(_group_of(r, village)) == number]
        elif field == "p_sex":
            here = [r for r in here if r.values.get("p_sex") in (None, value)]
        elif field in ("p_birth", "p_birth_ym") and (digits := re.sub(r"\D", "", value)):
            here = [
                r for r in here if not (b := r.values.get("p_birth")) or b.strftime("%Y%m%d").startswith(digits[:6])
            ]
    if kind == "household":
        heads = [
            h
            for h in here
            if (head := village.head(h)) is not None
            and head.id in set(village.held.find("p_name", named.get("h_head", named.get("p_name", ""))))
        ]
        here = heads or here
    return here[0] if len(here) == 1 else None


def _group_of(row: Row, village: Village) -> Any:
    return row.values.get("h_group") or row.values.get("s_group") or ""
