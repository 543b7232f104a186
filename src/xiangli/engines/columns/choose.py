"""The field of a column, from what its words may mean, the kind of row, its neighbours and what its pull-down allows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiangli.engines.columns.dictionary import Dictionary
from xiangli.engines.columns.kind import Column
from xiangli.engines.columns.label import clean, meanings

_TIER = {
    "person": ("person", "household", "village"), "member": ("person", "household", "village"),
    "post": ("person", "household", "village"), "household": ("household", "person", "village"), "site": ("site", "village"),
    "group": ("group", "village"), "village": ("village",), "category": ("village",), "card": ("household", "person", "village"),
}  # fmt: skip
_HEADS = {"p_name": "h_head", "p_id": "h_head_id", "p_phone": "h_phone"}
_YES = {"是", "否", "有", "无", "√", "×", "已", "未"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The field of a column, how sure, and why in plain words; ``field`` None when no register holds it."""

    field: str | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a column: kind of row, tokens that narrow the table, its title, the field at its left.

    ``inside``: some columns stand under a heading of the household's members, so the others are the household's.
    """

    kind: str
    tokens: tuple[str, ...]
    title: str
    left: str | None
    site: str
    fields: frozenset[str]
    inside: bool = False


def choose(path: Sequence[str], items: Sequence[str], near: Surroundings, known: Dictionary) -> Choice:
    """The field of one column of a table, or of one label of a card; ``path`` are its words from the top down."""
    ranked = _ranked(path, near, known)
    for field, loose, reason in ranked:
        if _fits(field, items, known):
            return Choice(field, round(max(0.5, 1 - loose), 2), reason)
    if ranked:
        return Choice(None, 0.6, "下拉项对不上")
    guess = _by_items(items, near, known)
    return guess or Choice(None, 0.9, "登记册里没有")


def _ranked(path: Sequence[str], near: Surroundings, known: Dictionary) -> list[tuple[str, float, str]]:
    """Fields in the order of belief: the whole path first, then the last word."""
    found: list[tuple[str, float, str]] = []
    leaf = clean(path[-1], known).text
    readings = [(m.field, m.loose, f"“{leaf}”") for m in meanings(leaf, known)]
    if len(path) > 1:
        above = clean(path[-2], known).text
        whole = [(m.field, m.loose, f"“{above}›{leaf}”") for m in meanings(above + leaf, known)]
        readings = sorted(whole, key=lambda r: r[1] > 0.34) + [
            r for r in readings if not _foreign_parent(above, r[0], known)
        ]
    for field, loose, reason in readings:
        if (settled := _settled(field, near, known)) and settled not in {f for f, _, _ in found}:
            found.append((settled, loose, reason))
    tiers = _TIER.get(near.kind, ("person", "household", "village"))
    if near.kind == "member" and near.inside and not any("成员" in above for above in path[:-1]):
        tiers = _TIER["household"]

    def order(one: tuple[str, float, str]) -> tuple[bool, int, float]:
        of = known.fields[one[0]].of
        return one[1] > 0.15, tiers.index(of) if of in tiers else 9, one[1]

    return sorted(found, key=order)


def _foreign_parent(above: str, field: str, known: Dictionary) -> bool:
    """Under a role's heading (监护人, 帮扶干部) a bare name or phone is that role's, not the row's own."""
    if field not in ("p_name", "p_phone", "p_id", "h_phone", "h_head_id", "p_sex", "p_age"):
        return False
    own = meanings(above, known)
    if any(m.field in ("p_name", "h_head", "h_size") for m in own):
        return (
            any(m.field == "h_head" for m in own)
            and not any(m.field == "p_name" for m in own)
            and field.startswith("p_")
        )
    return bool(re.search(r"人$|员$|者$|干部$|领导$|方$|亲属$|家属$|子女$|配偶$|医生$|老师$", above)) or any(
        m.field == "p_guardian" for m in own
    )


def _settled(field: str, near: Surroundings, known: Dictionary) -> str | None:
    """The field as meant in rows of this kind; None where it cannot be meant here."""
    kind, of = near.kind, known.fields[field].of
    child = any(t == "leftchild" or re.fullmatch(r"age:\d+-1?\d", t) for t in near.tokens) or bool(
        re.search("儿童|未成年|孩", near.title)
    )
    if field.startswith("p_guardian"):
        if not child or kind not in ("person", "member"):
            return None
        return None if field == "p_guardian_rel" and not near.fields & {"p_guardian", "p_guardian_rel"} else field
    if field == "h_watcher":
        hazard = near.fields & {"h_hazard", "h_hazard_code"} or any(
            t.startswith(("hazard", "site:地灾")) for t in near.tokens
        )
        return field if kind == "household" and hazard else None
    if field == "p_phone" and near.left == "p_guardian" and kind == "person":
        return "p_guardian_phone"
    if field in ("p_med_kind", "p_med_in", "p_pen_kind", "p_pen_in"):
        return _insured(field, near)
    if field in ("p_allow_from", "p_allow_std"):
        told = "allow" in near.tokens or "p_allow" in near.fields or re.search("高龄|老龄|津贴|尊老", near.title)
        return field if told else None
    if field in ("p_left_child", "p_left_elder"):
        return field if (field == "p_left_child") == child or kind != "person" else None
    if field == "p_work_prov":
        return field
    if kind == "household" and field in _HEADS:
        return _HEADS[field]
    if kind == "site":
        return _of_site(field, near)
    if kind in ("group", "village", "category"):
        return field if of in (kind, "village") else None
    if kind in ("person", "member", "post"):
        if of in ("site", "group"):
            return None
        if field.startswith("c_") and kind != "post" and field != "c_post":
            return None
        return field
    return field if of in ("household", "person", "village") else None


def _insured(field: str, near: Surroundings) -> str | None:
    pension = bool(re.search("养老", near.title)) or any(t.startswith("pen:") for t in near.tokens)
    medical = bool(re.search("医", near.title)) or any(t.startswith("med:") for t in near.tokens)
    if pension != medical:
        return field if field.startswith("p_pen") == pension else None
    return field


def _of_site(field: str, near: Surroundings) -> str | None:
    site = near.site
    if field in ("h_group", "g_name"):
        return "s_group"
    if field in ("h_addr", "h_yard"):
        return "s_addr"
    if field in ("p_phone", "h_phone", "g_leader_phone"):
        return "s_phone"
    if field in ("p_name", "h_head"):
        return "s_owner" if "九小" in site or "出租屋" in site else "k_party" if "合同" in site else "s_mgr"
    if field in ("s_kind", "s_type"):
        return "s_kind" if re.search("塘", site) else "s_type"
    if field in ("s_area", "s_floor"):
        return "s_floor" if "九小" in site else "s_area" if field == "s_area" else None
    if field == "s_mgr" and ("九小" in site or "出租屋" in site):
        return "s_owner"
    if field == "s_owner" and not ("九小" in site or "出租屋" in site):
        return "s_mgr" if "合同" not in site else None
    if field == "h_hazard":
        return "s_name"
    if field == "h_hazard_code":
        return "s_code"
    return field if field[:2] in ("s_", "k_", "v_") else None


def _fits(field: str, items: Sequence[str], known: Dictionary) -> bool:
    if not items:
        return True
    one = known.fields[field]
    if one.type == "yesno":
        return bool(set(items) & _YES)
    if set(items) <= _YES:
        return False
    return one.type not in ("id", "phone", "date", "ym", "name", "addr")


def _by_items(items: Sequence[str], near: Surroundings, known: Dictionary) -> Choice | None:
    """What a pull-down alone gives away: only lists that nothing else has."""
    if near.kind not in ("person", "member", "household") or len(items) < 2:
        return None
    for field in ("p_sex", "p_marriage", "p_dis_kind", "p_dis_level", "h_house"):
        values = {v.rstrip("级") for v in known.fields[field].values}
        if {i.rstrip("级").removesuffix("残疾") for i in items} <= values and field not in near.fields:
            return Choice(field, 0.55, "下拉项只可能是它")
    return None


def site_of(tokens: Sequence[str], columns: Mapping[int, Column]) -> str:
    """Which class of sites a table lists, from its title or from what only one class has."""
    for token in tokens:
        if token.startswith("site:"):
            return token[5:]
    marks = (
        ("s_seats", "公厕"),
        ("s_rooms", "出租屋"),
        ("s_tenants", "出租屋"),
        ("s_cap", "山塘|水塘"),
        ("k_rent", "合同"),
        ("k_end", "合同"),
        ("k_party", "合同"),
        ("s_scale", "地灾隐患点"),
    )
    for field, site in marks:
        if any(c.may(field) and not c.may("h_size") for c in columns.values()):
            return site
    return ""
