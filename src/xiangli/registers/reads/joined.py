"""What follows from what is held: a month from a day, yes or no from a kind, where one works from the place's name."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from xiangli.engines.roster.dictionary import fields

PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 "
    "陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾"
).split()
HERE = ("本县", "本市", "本区", "县内", "县城", "本乡", "本镇", "本村", "本地")
NONE = "未参保"
KINDS = {"h_dibao": "低保户", "h_tekun": "特困户", "h_tuopin": "脱贫户", "h_jiance": "监测户"}
FROM_HOUSEHOLD = ("h_code", "h_group", "h_yard", "h_addr")


def typed(field: str, value: Any) -> Any:
    """A kept value as its type: a day as date, a number as int or float, several words as tuple; a month stays ``2026-07``."""
    kind = fields()[field].type if field in fields() else ""
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if kind == "num" and isinstance(value, str):
        exact = Decimal(value)
        return int(exact) if exact == exact.to_integral_value() else float(exact)
    return tuple(value) if isinstance(value, list) else value


def person(
    values: dict[str, Any], household: Mapping[str, Any], asked: Mapping[str, bool], county: str
) -> dict[str, Any]:
    """A person's plain values (typed) with her household's, and what follows from both; changed in place.

    ``asked``: which of ``work``, ``dis`` the village's rosters ask of everybody, so that a gap means no.
    """
    for name in FROM_HOUSEHOLD:
        if name in household:
            values[name] = household[name]
    if birth := values.get("p_birth"):
        values["p_birth_ym"] = f"{birth:%Y-%m}"
    if place := values.get("p_work_place"):
        values["p_work_out"] = True
        province, scope = works_at(str(place), county)
        values["p_work_scope"] = scope
        if province:
            values["p_work_prov"] = province
    elif asked.get("work"):
        values["p_work_out"] = False
    if kind := values.get("p_med_kind"):
        values["p_med_in"] = kind != NONE
    if kind := values.get("p_pen_kind"):
        values["p_pen_in"] = kind != NONE
    if "p_dis_kind" in values or "p_dis_level" in values:
        values["p_dis"] = True
    elif asked.get("dis"):
        values.setdefault("p_dis", False)
    values["p_alive"] = "p_death" not in values
    return values


def household(values: dict[str, Any], hazards: Mapping[str, str], asks_hazard: bool) -> dict[str, Any]:
    """A household's plain values (typed) with what follows from them; ``hazards`` name → code; changed in place."""
    if kinds := values.get("h_kind"):
        values |= {name: kind in kinds for name, kind in KINDS.items()}
    if hazard := values.get("h_hazard"):
        values["h_in_hazard"] = True
        if code := hazards.get(str(hazard)):
            values["h_hazard_code"] = code
    elif asks_hazard:
        values["h_in_hazard"] = False
    return values


def works_at(place: str, county: str) -> tuple[str, str]:
    """Province ('' where the name does not tell) and reach of a place of work, seen from ``county`` (its name, such as 平江县)."""
    own = county.rstrip("县市区")
    if place.startswith(HERE) or (own and own in place):
        return "湖南", "县内"
    found = next((one for one in PROVINCES if place.startswith(one)), "")
    if found == "湖南":
        return found, "省内县外"
    return found, "省外"
