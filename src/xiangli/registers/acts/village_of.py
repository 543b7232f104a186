"""The village whose registers are meant: the code itself, or under a township the village of a name, made where it is missing."""

from datetime import datetime
from uuid import UUID, uuid5

from xiangli.engines.roster.cells import group
from xiangli.parties.reads.actor import Actor
from xiangli.places.acts.add_place import add_place
from xiangli.places.acts.add_village import add_village
from xiangli.places.errors import PlaceRefused
from xiangli.places.models.place import Kind, Level
from xiangli.places.reads.one import PlaceError, children
from xiangli.places.reads.one import place as standing
from xiangli.registers.errors import NotFound, RegisterError

ENDS = ("村民委员会", "居民委员会", "村委会", "居委会", "村", "社区")


def village_of(*, place: str, named: str, by: Actor, at: datetime, request: UUID) -> tuple[str, str]:
    """Code and name of the village. Raises NotFound, RegisterError."""
    try:
        found = standing(place)
    except PlaceError as none:
        raise NotFound(str(none)) from none
    if found.level == Level.VILLAGE:
        return found.code, found.name
    if found.level != Level.TOWNSHIP:
        raise RegisterError("请给村的代码，或者乡镇的代码。", "place")
    if not named:
        raise RegisterError("名册里没有写是哪个村，请给村的代码。", "place")
    if held := village_named(town=place, named=named):
        return held
    made = add_village(id=uuid5(request, "village"), town=place, name=named, by=by.name, at=at)
    return made.code, made.name


def village_named(*, town: str, named: str) -> tuple[str, str] | None:
    """Code and name of the standing village of that name under a township; None for none, or more than one."""
    same = [one for one in children(town) if stem(one.name) == stem(named)]
    return (same[0].code, same[0].name) if len(same) == 1 else None


def stem(name: str) -> str:
    """A village's name without what kind of place it is: 甲村 and 甲村村民委员会 are one."""
    for end in ENDS:
        if name.endswith(end) and len(name) > len(end):
            return name[: -len(end)]
    return name


def groups_of(*, village: str, wanted: list[str], by: Actor, at: datetime, request: UUID) -> dict[str, str]:
    """Group (as ``engines.roster`` writes it) → code of its place; those that are missing are added."""
    held = {group(one.name): one.code for one in children(village) if one.kind == Kind.GROUP}
    for name in wanted:
        if name in held:
            continue
        try:
            made = add_place(
                id=uuid5(request, f"group {name}"), village=village, kind=Kind.GROUP.value, name=name, by=by.name, at=at
            )
        except PlaceRefused:
            continue  # a name no place may bear: the household then lives in the village, its group stays a word
        held[name] = made.code
    return held
