"""A staff sheet: read and kept for looking through, then carried out whole or not at all; a second time changes nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from xiangli.parties.acts.again import again
from xiangli.parties.acts.note import note
from xiangli.parties.acts.staff import Done, Wanted, post_added, staff_in, staff_moved, staff_out
from xiangli.parties.errors import IdReused, NotFound, PartyError
from xiangli.parties.models import Person, StaffSheet
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.sheet_plan import IN, MOVE, OUT, plan
from xiangli.parties.reads.signature import signed
from xiangli.parties.reads.staff import places_of
from xiangli.parties.rights import SHORT
from xiangli.parties.workbook import read


@dataclass(frozen=True, slots=True)
class Carried:
    """What was done; ``passwords`` (sign-in name, name, password) are known only at this moment."""

    sheet: StaffSheet
    passwords: list[tuple[str, str, str]]


@again
def keep_sheet(*, id: UUID, name: str, content: bytes, by: Actor, at: datetime, on: date) -> StaffSheet:
    """Read a workbook and keep what it would do, with its faults. Raises BadBook, IdReused; no one is touched."""
    if found := StaffSheet.objects.filter(id=id).first():
        if found.name != name[:120] or found.by != by.person:
            raise IdReused
        return found
    found_plan = plan(lines=read(content), by=by, on=on)
    county = next(iter(places_of(by, "administer")), "")[:6]
    outcome = [{"same": found_plan.same, "unmarked": found_plan.unmarked}]
    return StaffSheet.objects.create(
        id=id, county=county, name=name[:120], by=by.person, by_name=signed(by, (("administer", None, None),)), read_at=at,
        lines=found_plan.steps, faults=[one.plain() for one in found_plan.faults], outcome=outcome,
    )  # fmt: skip


def carry_out_sheet(*, id: UUID, by: Actor, at: datetime) -> Carried:
    """Do all rows in one transaction. Raises NotFound; PartyError naming sheet and row when one cannot be done any more,
    and then none is done."""
    with transaction.atomic():
        sheet = StaffSheet.objects.select_for_update().filter(id=id, by=by.person).first()
        if sheet is None:
            raise NotFound("没有这份人员表，或者不是您交的。")
        if sheet.done_at is not None:
            return Carried(sheet, [])
        if sheet.faults:
            raise PartyError("表里还有错，改好再交一次。")
        passwords, told = [], []
        for step in sheet.lines:
            try:
                done = _step(step, sheet.id, by, at)
            except PartyError as wrong:
                raise PartyError(f"{step['sheet']} 第 {step['row']} 行：{wrong}（整份都没有办）") from wrong
            if done.password:
                passwords.append((step["username"], step["name"], done.password))
            waiting = "、".join(SHORT[act] for act in done.waiting)
            told.append({"row": step["row"], "sheet": step["sheet"], "waiting": waiting})
        sheet.done_at, sheet.outcome = at, [*sheet.outcome, *told]
        sheet.save(update_fields=["done_at", "outcome"])
        note(
            county=sheet.county, verb="staff_sheet", by=by, said=f"按人员表“{sheet.name}”办了 {len(told)} 行", at=at,
            request=sheet.id, data={"rows": len(told), "name": sheet.name}, doors=(("administer", None, None),),
        )  # fmt: skip
    return Carried(sheet, passwords)


def _step(step: dict[str, str], sheet: UUID, by: Actor, at: datetime) -> Done:
    request = uuid5(sheet, f"{step['sheet']} {step['row']}")
    if step["change"] == OUT:
        person = _person(step["username"])
        return staff_out(person=person, last_day=date.fromisoformat(step["last_day"]), by=by, at=at, request=request)
    until = step["until"]
    post = Wanted(
        organisation=UUID(step["organisation"]), name=step["post"], acts=tuple(step["acts"]),
        since=date.fromisoformat(step["since"]), until=date.fromisoformat(until) if until else None,
    )  # fmt: skip
    if step["change"] == IN:
        return staff_in(username=step["username"], name=step["name"], post=post, by=by, at=at, request=request)
    person = _person(step["username"])
    do = staff_moved if step["change"] == MOVE else post_added
    return do(person=person, post=post, by=by, at=at, request=request)


def _person(username: str) -> UUID:
    found = Person.objects.filter(user__username=username).values_list("id", flat=True).first()
    if found is None:
        raise PartyError(f"没有用户名是“{username}”的人。")
    return found
