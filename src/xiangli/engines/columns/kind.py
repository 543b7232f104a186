"""What a row is: a person, a member of a household, a household, a site, a group, a village, a post, or a category."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xiangli.engines.columns.label import Meaning

GROUP = re.compile(r"第?[\d一二三四五六七八九十]{1,3}(?:村民)?(?:小?组|队)|.{1,6}组")
VILLAGE = re.compile(r".{1,8}(?:村|社区|居委会|村委会)")
_PERSON_ONLY = (
    "p_sex", "p_birth", "p_birth_ym", "p_age", "p_relation", "p_nation", "p_edu", "p_marriage", "p_work_out", "p_work_place",
    "p_work_scope", "p_work_prov", "p_med_in", "p_med_kind", "p_pen_in", "p_pen_kind", "p_dis", "p_dis_no", "p_dis_kind",
    "p_dis_level", "p_party", "p_party_join", "p_party_branch", "p_veteran", "p_vet_in", "p_vet_out", "p_allow", "p_allow_from",
    "p_allow_std", "p_left_child", "p_left_elder", "p_guardian", "p_guardian_rel", "p_alive", "p_death", "p_moved", "p_move_to",
    "p_health", "p_chronic",
)  # fmt: skip
_HOUSE_ONLY = (
    "h_size",
    "h_labour",
    "h_out",
    "h_kind",
    "h_house",
    "h_danger",
    "h_land",
    "h_card",
    "h_hazard",
    "h_in_hazard",
    "h_head_id",
)
_SITE_ONLY = (
    "s_cap",
    "s_seats",
    "s_rooms",
    "s_tenants",
    "s_floor",
    "s_owner",
    "k_party",
    "k_start",
    "k_end",
    "k_rent",
    "s_scale",
    "s_area",
    "s_mgr",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as read so far: its words, what its last word may mean, whether its cells bear values or formulas."""

    path: tuple[str, ...]
    means: tuple[Meaning, ...]
    given: tuple[str, ...]
    formula: bool
    serial: bool
    counts: bool

    def may(self, *fields: str) -> bool:
        """Whether it may mean one of these."""
        return any(m.field in fields for m in self.means)


def row_kind(columns: Mapping[int, Column], title: str, tokens: Sequence[str]) -> str:
    """The kind of row of a table. ``tokens`` narrow it by its title."""
    live = [c for c in columns.values() if not c.serial and not c.formula]
    counting = sum(c.counts for c in live)
    site = any(t.startswith("site:") for t in tokens)
    given_groups = any(c.may("h_group", "g_name") and _most(c.given, GROUP) for c in live)
    villages = any(c.may("v_name") and _most(c.given, VILLAGE) for c in live)
    named = any(c.may("p_name") for c in live)
    headed = any(c.may("h_head") for c in live)
    person = sum(c.may(*_PERSON_ONLY) for c in live)
    house = sum(c.may(*_HOUSE_ONLY) for c in live)
    place = sum(c.may(*_SITE_ONLY) for c in live)
    if villages and not named:
        return "village"
    if given_groups and not (named and person) and (counting or any(c.may("g_leader", "g_leader_phone") for c in live)):
        return "group"
    if re.search(r"组长", title) and not counting and (named or any(c.may("g_leader") for c in live)):
        return "group"
    if any(c.may("c_post", "c_net") for c in live) and named:
        return "post"
    sited = any(c.may("s_name") and not c.may("p_name") for c in live)
    if (
        (site or (place >= 2 and place >= person + house))
        and not (named and person >= 2)
        and (sited or place or not counting)
    ):
        return "site"
    if named or headed or person >= 2:
        return _people(live, person, house, named, headed, tokens)
    if any(c.may("g_leader") for c in live):
        return "group"
    if counting and any(_most(c.given, re.compile(r".*[\u4e00-\u9fff].*")) for c in live):
        return "category"
    if counting >= 2:
        return "group" if any(c.may("h_group", "g_name") for c in live) else "village"
    return "household" if house >= 2 else ""


def _people(live: Sequence[Column], person: int, house: int, named: bool, headed: bool, tokens: Sequence[str]) -> str:
    inside = any(re.search(r"成员", above) for c in live for above in c.path[:-1])
    if named and inside:
        return "member"
    if named and headed and (house >= 2 and any(c.may("p_relation") for c in live)):
        return "member"
    if named and headed:
        return "person"
    if headed and not named:
        return "household" if person <= house + 2 else "person"
    only_house = all(t.split(":")[0] in ("hk", "danger", "hazard") for t in tokens)
    if named and house > person and only_house:
        return "household"
    return "person"


def _most(given: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return bool(given) and sum(bool(pattern.fullmatch(g)) for g in given) >= 0.6 * len(given)
