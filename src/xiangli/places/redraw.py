"""What a change of borders does to codes, worked out before anything is written: the plan that a preview shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from xiangli.places.errors import PlaceRefused
from xiangli.places.held import Held, NewPlace, checked_name
from xiangli.places.models import Place
from xiangli.places.models.place import Kind, Level

VERBS = {"rename": "改名", "merge": "合并", "split": "拆分", "move": "划转", "end": "撤销"}
_VILLAGE_CODE = re.compile(r"\d{12}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A change as asked for.

    ``old`` the codes it is about; ``into`` a standing place that takes them in (merge), or the village they go to
    (move); ``names`` what is new is called (rename: one; merge without ``into``: one; split: two or more); ``codes``
    the official codes of new villages, which the statistics bureau gives (below the village they are made here).
    """

    verb: str
    old: tuple[str, ...]
    on: date
    into: str = ""
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What would be written: new rows, successions (old, new), codes that end, names that become former ones."""

    asked: Asked
    new: list[Place] = field(default_factory=list)
    follows: list[tuple[str, str]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


def plan(asked: Asked, *, today: date) -> Plan:
    """The plan, or PlaceRefused with the field and the reason. Some five statements."""
    if asked.verb not in VERBS:
        raise PlaceRefused("verb", "变更只能是：改名、合并、拆分、划转、撤销。")
    if asked.on > today:
        raise PlaceRefused("on", "生效日期不能晚于今天；到那天再办，之前的事按老界线算。")
    olds = _olds(asked)
    out = Plan(asked, names={row.code: row.name for row in olds})
    {"rename": _rename, "merge": _merge, "split": _split, "move": _move, "end": _end}[asked.verb](out, olds, today)
    out.names |= {row.code: row.name for row in out.new}
    return out


def _olds(asked: Asked) -> list[Place]:
    wanted = list(dict.fromkeys(asked.old))
    rows = {row.code: row for row in Place.objects.filter(code__in=wanted, valid_to__isnull=True)}
    for code in wanted:
        if code not in rows:
            raise PlaceRefused("old", f"没有代码为 {code[:16]!r} 的地方，或已撤销。")
        if rows[code].level not in (Level.VILLAGE, Level.BELOW):
            raise PlaceRefused("old", "乡镇和县的区划由上级定，随新版区划代码更新；这里只改村（社区）和村以下。")
    if not wanted:
        raise PlaceRefused("old", "请选要变更的地方。")
    olds = [rows[code] for code in wanted]
    if len({(row.level, row.kind) for row in olds}) > 1:
        raise PlaceRefused("old", "一次只能变更同一类地方。")
    return olds


def _rename(out: Plan, olds: Sequence[Place], today: date) -> None:
    if len(olds) != 1 or len(out.asked.names) != 1:
        raise PlaceRefused("names", "改名一次改一处，写一个新名称。")
    name = checked_name(out.asked.names[0])
    if name == olds[0].name:
        raise PlaceRefused("names", "新名称和现在的一样。")
    out.renamed.append((olds[0].code, olds[0].name, name))


def _merge(out: Plan, olds: Sequence[Place], today: date) -> None:
    asked = out.asked
    if asked.into:
        target = Place.objects.filter(code=asked.into, valid_to__isnull=True).first()
        if target is None or (target.level, target.kind) != (olds[0].level, olds[0].kind):
            raise PlaceRefused("into", f"没有代码为 {asked.into[:16]!r} 的同类地方可并入。")
        if target.code in asked.old:
            raise PlaceRefused("into", "并入的地方不能又在被合并的名单里。")
        out.names[target.code] = target.name
    else:
        if len(olds) < 2 or len(asked.names) != 1:
            raise PlaceRefused("names", "合并要选两处以上，并写合并后的名称；或选一处并入。")
        target = _fresh(out, olds[0], asked.names[0], asked.codes[0] if asked.codes else "", today)
    for old in olds:
        _follow(out, old.code, target.code)
    _carry(out, olds, target.code, today)


def _split(out: Plan, olds: Sequence[Place], today: date) -> None:
    asked = out.asked
    if len(olds) != 1 or len(asked.names) < 2:
        raise PlaceRefused("names", "拆分一次拆一处，写两个以上的新名称。")
    if olds[0].level == Level.VILLAGE and Place.objects.filter(village=olds[0].code, own=True, level=Level.BELOW,
                                                              valid_to__isnull=True).exists():  # fmt: skip
        raise PlaceRefused("old", f"{olds[0].name}下面还有组、屋场，不知道各归哪边；请先把它们划转到别的村。")
    codes = [*asked.codes, *[""] * len(asked.names)]
    for name, code in zip(asked.names, codes, strict=False):
        _follow(out, olds[0].code, _fresh(out, olds[0], name, code, today).code)


def _move(out: Plan, olds: Sequence[Place], today: date) -> None:
    if olds[0].level != Level.BELOW:
        raise PlaceRefused("old", "村（社区）划转要换官方代码：用合并并入，或等新版区划代码。")
    target = Place.objects.filter(code=out.asked.into, level=Level.VILLAGE, valid_to__isnull=True).first()
    if target is None or target.county != olds[0].county:
        raise PlaceRefused("into", f"本县没有代码为 {out.asked.into[:16]!r} 的村（社区）。")
    if any(row.village == target.code for row in olds):
        raise PlaceRefused("into", "已经在这个村里了。")
    held = Held([target.code])
    for old in olds:
        new, _ = held.take(NewPlace(target.code, old.kind, old.name, out.asked.on), today=today)
        out.new.append(new)
        _follow(out, old.code, new.code)


def _end(out: Plan, olds: Sequence[Place], today: date) -> None:
    for old in olds:
        if old.level == Level.VILLAGE:
            raise PlaceRefused("old", "村（社区）撤销时要说明并入哪里：请用合并。")
        _follow(out, old.code, old.parent)


def _follow(out: Plan, old: str, new: str) -> None:
    out.follows.append((old, new))
    if old not in out.ends:
        out.ends.append(old)


def _fresh(out: Plan, like: Place, name: str, code: str, today: date) -> Place:
    """A new place of the same kind: below the village with a code made here, a village with the official code given."""
    if like.level == Level.BELOW:
        held = Held([like.village])
        for row in out.new:
            held.keep(row)
        parent = like.parent if like.parent != like.village else ""
        new, _ = held.take(NewPlace(like.village, like.kind, name, out.asked.on, parent=parent), today=today)
    else:
        if not _VILLAGE_CODE.fullmatch(code) or not code.startswith(like.town):
            raise PlaceRefused("codes", f"新村（社区）要写统计部门给的 12 位代码，以 {like.town} 开头。")
        if Place.objects.filter(code=code).exists() or any(row.code == code for row in out.new):
            raise PlaceRefused("codes", f"代码 {code} 已经用过。")
        new = Place(code=code, name=checked_name(name), level=Level.VILLAGE, kind=Kind.DIVISION, parent=like.parent,
                    valid_from=out.asked.on, own=True)  # fmt: skip
    out.new.append(new)
    return new


def _carry(out: Plan, olds: Sequence[Place], village: str, today: date) -> None:
    """What stands below a village that is taken in goes with it, under new codes: a code tells its village."""
    if olds[0].level != Level.VILLAGE:
        return
    below = list(
        Place.objects.filter(village__in=[row.code for row in olds], level=Level.BELOW, valid_to__isnull=True, own=True)
        .order_by("code")
    )  # fmt: skip
    held = Held([village])
    held.villages.setdefault(village, Place(code=village, name=out.names.get(village, ""), level=Level.VILLAGE))
    named = dict.fromkeys((row.kind, row.name) for row in below)
    twice = {pair for pair in named if sum((row.kind, row.name) == pair for row in below) > 1}
    called = {row.code: row.name for row in olds}
    became: dict[str, str] = {}
    for row in sorted(below, key=lambda row: (row.kind == Kind.BUILDING, row.code)):
        name = row.name
        taken = held.names.get((village, row.kind, village, name))
        if (row.kind, row.name) in twice or taken:
            name = f"{called[row.village].removesuffix('村').removesuffix('社区')}{row.name}"[:32]
        parent = became.get(row.parent, "") if row.parent != row.village else ""
        new, _ = held.take(NewPlace(village, row.kind, name, out.asked.on, parent=parent), today=today)
        became[row.code] = new.code
        out.new.append(new)
        _follow(out, row.code, new.code)
