"""The places a village has below it, and where a new one would fit: its code, its number, what would be said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xiangli.engines.address.gazetteer import ordinary
from xiangli.engines.address.writing import plain
from xiangli.places.errors import PlaceRefused
from xiangli.places.models import LocalName, Place
from xiangli.places.models.place import Kind, Level
from xiangli.places.spoken import numbered
from xiangli.proof.ids import uuid7

LETTER = {Kind.GROUP: "g", Kind.GRID: "w", Kind.HAMLET: "h", Kind.ESTATE: "e", Kind.BUILDING: "b"}
MOST_NUMBER = 999
_NAME = re.compile(r"[\w·（）()\-－—]{1,32}")
_SAID = re.compile(r"[\w·]{2,16}")
# Words of every village: as a name they would draw half its reports to one hamlet.
EVERYWHERE = frozenset(
    "学校 小学 医院 村部 村委会 村口 路口 路边 马路 公路 桥头 桥边 塘边 塘里 河边 水库 山上 山下 山脚 田里 门口 屋里 家里 后面 前面 对面 "
    "旁边 上屋 下屋 老屋 新屋 广场 车站 超市 商店 菜场 祠堂 卫生室 卫生院 幼儿园 派出所 居委会 社区 小区 屋场 村里 组里 镇上 街上".split()
)


def everyday(name: str) -> bool:
    """Whether a name, `plain`, is also an ordinary word or one of every village: then it places no report."""
    return name in EVERYWHERE or name in ordinary() or name.isdigit()


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to be added: `number` is the one in its code (None: the next), `parent` an estate for a building."""

    village: str
    kind: str
    name: str
    since: date
    number: int | None = None
    parent: str = ""
    said: tuple[str, ...] = ()


class Held:
    """What some villages hold now. Two or three statements, however many villages."""

    def __init__(self, villages: Iterable[str]) -> None:
        wanted = sorted(set(villages))
        self.villages = {
            row.code: row for row in Place.objects.filter(code__in=wanted, level=Level.VILLAGE, valid_to__isnull=True)
        }
        self.numbers: dict[tuple[str, str], set[int]] = {}
        self.names: dict[tuple[str, str, str, str], str] = {}
        self.kinds: dict[str, str] = {}
        self.said: dict[tuple[str, str], str] = {}
        if not wanted:
            return
        for row in Place.objects.filter(village__in=wanted, level=Level.BELOW, own=True):
            self.keep(row)
        called = LocalName.objects.filter(
            county__in={code[:6] for code in wanted}, town__in={code[:9] for code in wanted}, until__isnull=True
        )
        for place, name in called.values_list("place", "name"):
            self.said[place[:12], plain(name)] = place

    def keep(self, row: Place) -> None:
        """Counts a place in, written or about to be."""
        self.numbers.setdefault((row.code[:12], row.code[12]), set()).add(int(row.code[13:]))
        if row.valid_to is None:
            self.kinds[row.code] = row.kind
            self.names[row.code[:12], row.kind, row.parent, plain(row.name)] = row.code

    def take(self, new: NewPlace, *, today: date) -> tuple[Place, list[LocalName]]:
        """The rows for a new place and its names, which are held from now on. Raises PlaceRefused (field, reason)."""
        village = self.villages.get(new.village)
        if village is None:
            raise PlaceRefused("village", f"没有代码为 {new.village[:16]!r} 的村（社区），或已撤销。")
        if new.kind not in LETTER:
            raise PlaceRefused("kind", "类别只能是：组、网格、屋场、小区、楼栋。")
        kind = Kind(new.kind)
        name = checked_name(new.name)
        parent = self._parent(new, kind)
        if held := self.names.get((village.code, kind, parent, plain(name))):
            raise PlaceRefused("name", f"{village.name}已经有{name}（{held}）。")
        if new.since > today:
            raise PlaceRefused("since", "起始日期不能晚于今天。")
        place = Place(
            code=f"{village.code}{LETTER[kind]}{self._number(new, village.code, kind, name):02d}", name=name,
            level=Level.BELOW, kind=kind, parent=parent, valid_from=new.since, own=True,
        )  # fmt: skip
        self.keep(place)
        return place, [self.call(place.code, said, since=new.since) for said in dict.fromkeys(new.said)]

    def call(self, place: str, name: str, *, since: date) -> LocalName:
        """The row for what people call a standing place. Raises PlaceRefused."""
        said = checked_said(name)
        village = place[:12]
        other = self.said.get((village, plain(said))) or next(
            (code for (v, _, _, called), code in self.names.items() if v == village and called == plain(said)), None
        )
        if other and other != place:
            raise PlaceRefused("said", f"“{said}”已经是另一处的叫法（{other}）；一个叫法在一个村里只能指一处。")
        self.said[village, plain(said)] = place
        return LocalName(id=uuid7(), county=place[:6], town=place[:9], place=place, name=said, since=since)

    def _parent(self, new: NewPlace, kind: Kind) -> str:
        if not new.parent or new.parent == new.village:
            return new.village
        if kind != Kind.BUILDING:
            raise PlaceRefused("parent", "只有楼栋可以属于小区；其他的都直接属于村（社区）。")
        if not new.parent.startswith(new.village) or self.kinds.get(new.parent) != Kind.ESTATE:
            raise PlaceRefused("parent", f"本村没有代码为 {new.parent[:16]!r} 的小区。")
        return new.parent

    def _number(self, new: NewPlace, village: str, kind: Kind, name: str) -> int:
        used = self.numbers.setdefault((village, LETTER[kind]), set())
        if new.number is not None:
            if not 1 <= new.number <= MOST_NUMBER:
                raise PlaceRefused("number", f"编号要在 1 到 {MOST_NUMBER} 之间。")
            if new.number in used:
                raise PlaceRefused("number", f"编号 {new.number} 已经用过（撤销的编号也不再用）。")
            return new.number
        said = numbered(name, kind)  # 三组 is best kept as g03
        if said and said not in used and said <= MOST_NUMBER:
            return said
        free = max(used, default=0) + 1
        if free > MOST_NUMBER:
            raise PlaceRefused("number", f"一个村同类的地方不能超过 {MOST_NUMBER} 个。")
        return free


def checked_name(name: str) -> str:
    """A place's own name without blanks. Raises PlaceRefused."""
    name = "".join(name.split())
    if not _NAME.fullmatch(name) or not any(c.isalnum() for c in name):
        raise PlaceRefused("name", "名称要有字，最多 32 个字，不用标点。")
    return name


def checked_said(name: str) -> str:
    """What people call a place, without blanks. Raises PlaceRefused for what is no name or an ordinary word."""
    name = "".join(name.split())
    if not _SAID.fullmatch(name):
        raise PlaceRefused("said", "叫法要 2 到 16 个字，不用标点。")
    if everyday(plain(name)):
        raise PlaceRefused("said", f"“{name}”是平常的词，会认错地方，请写全一点（如“{name}屋场”）。")
    return name
