"""The value of a field for a row: held, joined from its household, head or hazard point, or reckoned as of the day."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from xiangli.engines.columns.dictionary import Dictionary
from xiangli.engines.filling.held import Row
from xiangli.engines.filling.village import LABOUR, Village

ABSENT, NOT_ASKED = "missing", "na"
"""Why a cell stays empty: the register has a gap; or the question does not apply to this row."""
_ONLY_IF = {
    "p_work_place": "p_work_out", "p_work_prov": "p_work_out", "p_work_scope": "p_work_out", "p_dis_no": "p_dis", "p_dis_kind": "p_dis",
    "p_dis_level": "p_dis", "p_vet_in": "p_veteran", "p_vet_out": "p_veteran", "p_allow_from": "p_allow", "p_allow_std": "p_allow",
    "p_guardian": "p_left_child", "p_guardian_rel": "p_left_child", "p_guardian_phone": "p_left_child", "p_party_join": "p_party",
    "p_party_branch": "p_party",
}  # fmt: skip
_NEVER_ASKED = ("p_death", "p_moved", "p_move_to")
_OF_HEAD = {"h_head": "p_name", "h_head_id": "p_id"}
_OF_LEADER = {"g_leader_sex": "p_sex", "g_leader_age": "p_age", "g_leader_id": "p_id"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value with the record it came from; or None and why (``missing`` or ``na``)."""

    value: Any
    record: Any = None
    field: str = ""
    why: str = ""


class Values:
    """Answers for rows of one village. ``opening`` is told beforehand which rows and fields will be asked."""

    def __init__(self, village: Village, known: Dictionary) -> None:
        self.village, self.known = village, known
        self._opened: dict[Any, Mapping[str, Any]] = {}

    def opening(self, rows: Iterable[Row], fields: Collection[str]) -> None:
        """Open at once what these fields of these rows need; nothing else is opened."""
        wanted: dict[Any, None] = {}
        names: set[str] = set()
        for field in fields:
            one = self.known.fields[field]
            if one.personal or one.sealed:
                names |= {_OF_HEAD.get(field, _OF_LEADER.get(field, field))}
                names |= {
                    "h_phone": {"p_phone"},
                    "p_phone": {"h_phone"},
                    "h_head": {"h_head"},
                    "h_watcher": {"s_mgr"},
                    "v_secretary": {"p_name"},
                }.get(field, set())
        if not names:
            return
        for row in rows:
            for record in self._behind(row, fields):
                wanted[record.id] = None
        more = [id for id in wanted if not names <= self._opened.get(id, {}).keys()]
        for id, found in self.village.held.open(more, names).items():
            self._opened[id] = {**self._opened.get(id, {}), **found}

    def _behind(self, row: Row, fields: Collection[str]) -> list[Row]:
        out = [row]
        home = row if row.kind == "household" else self.village.home(row) if row.kind == "person" else None
        asks_home = any(f.startswith("h_") for f in fields) or "p_phone" in fields
        if home is not None and asks_home:
            out.append(home)
            if head := self.village.head(home):
                out.append(head)
            if "h_watcher" in fields and (site := self.village.hazard(home)):
                out.append(site)
        if row.kind in ("post", "group") and (person := self.village.by_id.get(row.parent)):
            out.append(person)
        return out

    def sealed(self, record: Row | None, field: str) -> Any:
        """An opened value of a record, None where there is none."""
        return self._opened.get(record.id, {}).get(field) if record is not None else None

    def of(self, row: Row, field: str) -> Answer:
        """The answer for a row of any kind."""
        give: Callable[[Row, str], Answer] = {
            "person": self._person,
            "household": self._household,
            "post": self._post,
            "group": self._group,
        }.get(row.kind, self._plain)
        return give(row, field)

    def _plain(self, row: Row, field: str) -> Answer:
        if field.startswith("v_"):
            return self.of_village(field)
        one = self.known.fields[field]
        value = self.sealed(row, field) if one.personal else row.values.get(field)
        if field == "s_addr":
            value = self._address(row.values.get("s_group"), row.values.get("s_yard") or row.values.get("s_addr"))
        return Answer(value, row.id, field) if value not in (None, "", ()) else Answer(None, row.id, field, ABSENT)

    def of_village(self, field: str) -> Answer:
        """The answer about the village itself."""
        if field == "v_secretary":
            for post in self.village.posts:
                if "书记" in str(post.values.get("c_post", "")) and "副" not in str(post.values.get("c_post", "")):
                    return self._post(post, "p_name")
            return Answer(None, why=ABSENT)
        value = self.village.facts.get(field)
        if value is None and field == "v_groups" and self.village.groups:
            value = len(self.village.groups)
        return Answer(value, None, field, "" if value is not None else ABSENT)

    def _person(self, row: Row, field: str) -> Answer:
        v = row.values
        if field[:2] in ("h_", "v_"):
            return self._of_home(row, field)
        if field in _NEVER_ASKED and field not in v:
            return Answer(None, row.id, field, NOT_ASKED)
        if (flag := _ONLY_IF.get(field)) and not v.get(flag):
            return Answer(
                None, row.id, field, NOT_ASKED if v.get(flag) is False or field.startswith("p_guardian") else ABSENT
            )
        if field == "p_age":
            value: Any = self.village.age(row)
        elif field in ("p_pen_in", "p_pen_kind") and (years := self.village.age(row)) is not None and years < LABOUR[0]:
            return Answer(None, row.id, field, NOT_ASKED)
        elif field.startswith("c_"):
            value = next((p.values.get(field) for p in self.village.posts if p.parent == row.id), None)
        elif self.known.fields[field].personal or self.known.fields[field].sealed:
            value = self.sealed(row, field)
            if field == "p_phone" and not value and v.get("p_relation") == "户主":
                value = self.sealed(self.village.home(row), "h_phone")
        else:
            value = v.get(field)
        return Answer(value, row.id, field) if value not in (None, "", ()) else Answer(None, row.id, field, ABSENT)

    def _of_home(self, row: Row, field: str) -> Answer:
        home = self.village.home(row)
        if field.startswith("v_"):
            return self.of_village(field)
        return self._household(home, field) if home is not None else Answer(None, row.id, field, ABSENT)

    def _household(self, row: Row, field: str) -> Answer:
        if field.startswith("v_"):
            return self.of_village(field)
        head = self.village.head(row)
        if field.startswith(("p_", "c_")):
            return self._person(head, field) if head is not None else Answer(None, row.id, field, ABSENT)
        here = self.village.members(row)
        value: Any
        if field == "h_size":
            value = len(here)
        elif field == "h_labour":
            value = sum(
                1 for p in here if (years := self.village.age(p)) is not None and LABOUR[0] <= years <= LABOUR[1]
            )
        elif field == "h_out":
            value = self.village.out(here)
        elif field == "h_addr":
            value = row.values.get("h_addr") or self._address(row.values.get("h_group"), row.values.get("h_yard"))
        elif field in _OF_HEAD:
            value = self.sealed(head, _OF_HEAD[field]) or self.sealed(row, field)
        elif field == "h_phone":
            value = self.sealed(row, "h_phone") or self.sealed(head, "p_phone")
        elif field in ("h_hazard", "h_hazard_code", "h_watcher") and not row.values.get("h_hazard"):
            return Answer(None, row.id, field, NOT_ASKED)
        elif field == "h_watcher":
            value = self.sealed(self.village.hazard(row), "s_mgr")
        elif self.known.fields[field].personal:
            value = self.sealed(row, field)
        else:
            value = row.values.get(field)
        return Answer(value, row.id, field) if value not in (None, "", ()) else Answer(None, row.id, field, ABSENT)

    def _address(self, group: Any, yard: Any) -> str:
        if not group and not yard:
            return ""
        start = f"{self.village.facts.get('v_town', '')}{self.village.facts.get('v_name', '')}"
        rest = str(yard or "")
        return start + (rest if group and rest.startswith(str(group)) else f"{group or ''}{rest}")

    def _post(self, row: Row, field: str) -> Answer:
        if (value := row.values.get(field)) not in (None, "", ()):
            return Answer(value, row.id, field)
        person = self.village.by_id.get(row.parent)
        if self.known.fields[field].personal and (own := self.sealed(row, field)):
            return Answer(own, row.id, field)
        return self._person(person, field) if person is not None else Answer(None, row.id, field, ABSENT)

    def _group(self, row: Row, field: str) -> Answer:
        person = self.village.by_id.get(row.parent)
        if field in _OF_LEADER:
            if person is None:
                own = self.sealed(row, field)
                return Answer(own, row.id, field) if own else Answer(None, row.id, field, ABSENT)
            return self._person(person, _OF_LEADER[field])
        if field == "g_name":
            return Answer(row.values.get("g_name"), row.id, field)
        if value := self.sealed(row, field):
            return Answer(value, row.id, field)
        if person is not None and field in ("g_leader", "g_leader_phone"):
            return self._person(person, {"g_leader": "p_name", "g_leader_phone": "p_phone"}[field])
        return self._plain(row, field)
