"""What a staff sheet would do, row by row, and what is wrong in which cell; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from xiangli.parties.apart import keep_apart
from xiangli.parties.errors import PartyError
from xiangli.parties.models import Organisation, Person, Post
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.staff import organisations
from xiangli.parties.rights import ADMINISTRATORS, SHORT, STRONG
from xiangli.parties.usernames import check_username
from xiangli.parties.workbook import Fault, Line

IN, MORE, MOVE, OUT = "入职", "加岗", "调动", "离职"
CHANGES = (IN, MORE, MOVE, OUT)
ACTS = {short: act for act, short in SHORT.items()}


@dataclass(slots=True)
class Plan:
    """``steps`` in the order of the rows, ``faults`` by cell; ``same`` rows ask for what is so already."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    same: int = 0
    unmarked: int = 0


@dataclass(slots=True)
class _Known:
    offices: dict[str, Organisation]
    people: dict[str, Person]
    posts: dict[UUID, list[Post]]
    coming: dict[str, str] = field(default_factory=dict)
    acts: dict[str, set[str]] = field(default_factory=dict)


def plan(*, lines: Sequence[Line], by: Actor, on: date) -> Plan:
    """Look through all rows. Three statements however many rows."""
    made = Plan()
    names = {line.text("用户名") for line in lines}
    people = {
        p.user.username: p for p in Person.objects.filter(user__username__in=names).select_related("user") if p.user
    }
    posts: dict[UUID, list[Post]] = {}
    for post in Post.objects.filter(person__in=people.values()).select_related("organisation"):
        if post.until is None or post.until >= on:
            posts.setdefault(post.person_id, []).append(post)
    known = _Known({one.name: one for one in organisations(actor=by)}, people, posts)
    for line in lines:
        change = line.text("变动")
        if not change:
            made.unmarked += 1
        elif change not in CHANGES:
            made.faults.append(
                line.fault("变动", f"没有“{change}”这种变动；可以写：{'、'.join(CHANGES)}，不变就空着。")
            )
        else:
            _one(made, line, change, known)
    return made


def _one(made: Plan, line: Line, change: str, known: _Known) -> None:
    faults: list[Fault] = []
    username, name = line.text("用户名"), line.text("姓名")
    person = known.people.get(username)
    try:
        check_username(username)
    except PartyError as wrong:
        faults.append(line.fault("用户名", str(wrong)))
    if change == IN:
        if not name:
            faults.append(line.fault("姓名", "请写姓名。"))
        other = person.name if person else known.coming.get(username)
        if other and name and other != name:
            faults.append(line.fault("用户名", f"这个用户名已经是{other}的，请换一个。"))
    elif person is None and username not in known.coming:
        faults.append(line.fault("用户名", f"没有用户名是“{username}”的人；新来的写“{IN}”。"))
    elif person and name and person.name != name:
        faults.append(line.fault("姓名", f"用户名 {username} 是{person.name}，不是{name}；看看是不是填串行了。"))
    since, until = _day(line, "任职起", faults), _day(line, "任职止", faults)
    if change == OUT:
        _out(made, line, person, until, known, faults)
        return
    office = _office(line, known, faults)
    acts = _acts(line, faults)
    if not line.text("岗位"):
        faults.append(line.fault("岗位", "请写岗位名称。"))
    if since is None and not any(one.cell == line.fault("任职起", "").cell for one in faults):
        faults.append(line.fault("任职起", "请写从哪天起任职，如 2026-12-01。"))
    if since and until and until < since:
        faults.append(line.fault("任职止", "任职止不能早于任职起。"))
    if since and not faults:
        _apart(line, person, username, change, acts, since, until, known, faults)
    made.faults += sorted(faults, key=lambda one: (len(one.cell), one.cell))
    if faults or office is None or since is None:
        return
    held = known.posts.get(person.id, []) if person else []
    if person and _has(held, office, line.text("岗位"), acts, since):
        made.same += 1
        return
    known.coming.setdefault(username, name)
    real = MORE if change == IN and (person or known.coming[username] is not name) else change
    made.steps.append({
        "sheet": line.sheet, "row": line.row, "change": real, "username": username,
        "name": name or (person.name if person else known.coming[username]), "organisation": str(office.id),
        "office": office.name, "post": line.text("岗位"), "acts": acts, "since": since.isoformat(),
        "until": until.isoformat() if until else None, "strong": [a for a in acts if a in STRONG],
    })  # fmt: skip


def _out(made: Plan, line: Line, person: Person | None, until: date | None, known: _Known, faults: list[Fault]) -> None:
    if until is None and not faults:
        faults.append(line.fault("任职止", "离职请写最后一天，如 2026-11-30。"))
    made.faults += faults
    if faults or person is None or until is None:
        return
    held = [post for post in known.posts.get(person.id, []) if post.until is None or post.until > until]
    mine = [post for post in held if post.organisation.name in known.offices]
    if held and not mine:
        made.faults.append(line.fault("用户名", f"{person.name}的岗位不归您管。"))
    elif not held:
        made.same += 1
    else:
        made.steps.append({
            "sheet": line.sheet, "row": line.row, "change": OUT, "username": line.text("用户名"), "name": person.name,
            "last_day": until.isoformat(), "office": "、".join(f"{p.organisation.name}·{p.name}" for p in mine),
            "strong": [],
        })  # fmt: skip


def _office(line: Line, known: _Known, faults: list[Fault]) -> Organisation | None:
    name = line.text("单位")
    found = known.offices.get(name)
    if found is None:
        near = get_close_matches(name, known.offices, n=2, cutoff=0.5)
        hint = f"是不是“{'”或“'.join(near)}”？" if near else "先在“人员”页加这个单位，或看“说明”表里的名称。"
        faults.append(line.fault("单位", f"没有叫“{name}”的单位。{hint}" if name else "请写单位名称。"))
    return found


def _acts(line: Line, faults: list[Fault]) -> list[str]:
    words = [word for word in line.text("权限").replace("，", "、").replace(",", "、").split("、") if word.strip()]
    if strange := [word for word in words if word.strip() not in ACTS]:
        faults.append(line.fault("权限", f"没有“{'、'.join(strange)}”这种权限；可以写：{'、'.join(ACTS)}。"))
        return []
    if not words:
        faults.append(line.fault("权限", f"请写权限，用顿号隔开，如：{'、'.join(list(ACTS)[:2])}。"))
    return [ACTS[word.strip()] for word in words]


def _day(line: Line, head: str, faults: list[Fault]) -> date | None:
    try:
        found = line.day(head)
    except ValueError:
        faults.append(line.fault(head, f"“{line.text(head)}”不是日期；写成 2026-12-01。"))
        return None
    if found and not 2000 <= found.year <= 2100:
        faults.append(line.fault(head, f"{found} 这个年份不对。"))
        return None
    return found


def _apart(
    line: Line, person: Person | None, username: str, change: str, acts: list[str], since: date, until: date | None,
    known: _Known, faults: list[Fault],
) -> None:  # fmt: skip
    """The three administrators stay apart also among the rows of one file."""
    in_file = known.acts.setdefault(username, set())
    if change != MOVE:
        acts_then = [*acts, *in_file]
    else:
        acts_then = acts
    try:
        keep_apart(person=None if change == MOVE else person, acts=acts_then, since=since, until=until)
    except PartyError as wrong:
        faults.append(line.fault("权限", str(wrong)))
    in_file |= set(acts) & set(ADMINISTRATORS)


def _has(held: Sequence[Post], office: Organisation, name: str, acts: Sequence[str], since: date) -> bool:
    """Whether she holds this very post already: plain and strong rights may lie in two rows of it."""
    same = [p for p in held if p.organisation_id == office.id and p.name == name and p.since <= since + timedelta(0)]
    return bool(same) and set(acts) - set(STRONG) <= {act for post in same for act in post.acts}
