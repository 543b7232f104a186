"""Random walks: who may do what where, written out once more apart from the procedures, and what is said with each act."""

from random import Random
from typing import TYPE_CHECKING, Any

from tests.houses import COUNTY, DESK, ROADS, ROADS_OFFICE, TOWN, WATER, WATER_OFFICE, staff
from xiangli.matters.errors import ActError, BadFields, Refused, WrongStep
from xiangli.parties.reads.actor import Actor

if TYPE_CHECKING:
    from tests.matters.walks import Walk

OFFICES = (ROADS_OFFICE, WATER_OFFICE, f"desk@{TOWN}")
LEADER = staff(line="desk", place=TOWN, acts=("instruct",), name="示例梁")
OVERSEER = staff(line="desk", place=COUNTY, acts=("oversee",), name="示例监")
STAFF = (DESK, ROADS, WATER, LEADER, OVERSEER)
DESK_ONLY, HANDLER, SHARERS = {"desk"}, {"handler"}, {"handler", "desk"}
ANYWHERE = {"instruct": {"leader", "desk"}, "push": {"desk", "leader", "overseer"}}
ENDED = {"appeal": HANDLER, "appeal_rule": {"desk", "overseer"}}
AGAIN = {"reopen": {"reporter", "desk"}, **ENDED}
ALLOWED: dict[str, dict[str, set[str]]] = {
    "sort": {"assign": DESK_ONLY, "end": DESK_ONLY, "mend": DESK_ONLY, "split": DESK_ONLY, **ANYWHERE},
    "assigned": {
        "accept": HANDLER, "transfer": SHARERS, "return": HANDLER, "dispute": HANDLER, "mend": HANDLER,
        "share": SHARERS, "assist": {"assistant"}, "split": DESK_ONLY, **ANYWHERE,
    },
    "handling": {
        "answer": HANDLER, "transfer": SHARERS, "return": HANDLER, "dispute": HANDLER, "mend": HANDLER, "end": HANDLER,
        "share": SHARERS, "assist": {"assistant"}, "pause": DESK_ONLY, "resume": SHARERS, "extend_ask": HANDLER,
        "extend_grant": DESK_ONLY, "extend_refuse": DESK_ONLY, "supplement_ask": HANDLER,
        "supplement_give": {"reporter", "desk"}, "split": DESK_ONLY, "open_child": HANDLER, **ANYWHERE,
    },
    "disputed": {"rule": DESK_ONLY, **ANYWHERE},
    "answered": {"rate": {"reporter", "desk"}},
    "solved": AGAIN, "lapsed": AGAIN, "mended": AGAIN, "told_elsewhere": ENDED, "lawful_unsatisfied": ENDED,
}  # fmt: skip
"""Who may do what at which step or end, for report and consult alike."""
OFFERED = {"sort": ("told_elsewhere",), "handling": ("lawful_unsatisfied",)}
ONWARD = ("assign", "accept", "answer")
"""Tried oftener, so that walks get far."""
MOVING = ("assign", "accept", "transfer", "return", "dispute", "rule", "mend", "end", "answer", "rate", "reopen")
VERBS = tuple({verb: None for known in ALLOWED.values() for verb in known})
TAKEN_BACK = (
    "assign", "accept", "transfer", "return", "mend", "end", "share", "assist", "push", "pause", "resume", "extend_ask",
    "extend_grant", "extend_refuse", "dispute", "appeal",
)  # fmt: skip


Said = tuple[dict[str, Any], type[ActError] | None]


def said(random: Random, walk: "Walk", verb: str, by: Actor) -> Said:
    """What is said with the act, and by which error it must be refused once step and person are right."""
    slip = random.random() < 0.25
    if verb in BESIDE:
        return BESIDE[verb](random, walk, slip, by)
    owner, told = walk.now.matter.owner, walk.told
    other = random.choice([one for one in OFFICES if one != owner])
    ruled = Refused if told.ruled and told.ruled == owner else None
    if verb == "assign":
        return ({"owner": other}, BadFields) if slip else ({"owner": other, "item": "示例-2"}, None)
    if verb == "accept":
        return ({"ground": "顺便说一句"}, BadFields) if slip else ({}, None)
    if verb in ("transfer", "rule"):
        good = {"owner": other, "item": "示例-2", "ground": "按清单归他们管"}
        wrong: list[Said] = [
            ({**good, "ground": ""}, BadFields), ({**good, "owner": "某单位"}, BadFields),
            ({**good, "ground": "不归我"}, Refused),
        ]  # fmt: skip
        if verb == "transfer":
            wrong.append(({**good, "owner": owner}, Refused))
        return random.choice(wrong) if slip else (good, None)
    if verb in ("return", "dispute"):
        bad: Said = random.choice([({}, BadFields), ({"ground": "不归我管的"}, Refused)])
        return bad if slip else ({"ground": "产权不在本局，归水利局"}, ruled)
    if verb == "answer":
        good = {"answer": "已经修好了"}
        return ({"answer": "好了"}, BadFields) if slip else (good, Refused if walk.children else None)
    if verb == "rate":
        return ({"solved": "也许"}, BadFields) if slip else ({"solved": random.choice(("yes", "no"))}, None)
    if verb == "reopen":
        good = random.choice(({"solved": "no"}, {"new_facts": "雨后又塌了一块"}))
        return ({"new_facts": "又塌了"}, Refused) if slip else (good, None)
    if verb == "mend":
        return ({}, BadFields) if slip else ({"note": "当场修好"}, None)
    outcome = random.choice(("told_elsewhere", "lawful_unsatisfied", "烧了"))
    if slip or outcome == "烧了":
        return {"outcome": "烧了", "note": "办好了"}, BadFields
    data = {"outcome": outcome, "note": "办好了"}
    if outcome == "lawful_unsatisfied" and walk.now.matter.step == "handling" and not told.unsolved:
        return data, Refused
    return data, None if outcome in OFFERED.get(walk.now.matter.step, ()) else WrongStep


def _share(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
    office = random.choice(OFFICES)
    known = office == walk.now.matter.owner or office in walk.told.assists
    return ({"assist": "某单位"}, BadFields) if slip else ({"assist": office}, Refused if known else None)


def _instruct(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
    if by is not LEADER:  # whoever hangs it for her brings the paper and says whose it is
        paper = {"photo": "01234567-89ab-7def-8123-456789abcdef", "whose": "示例梁"}
        return ({"line": "请速办", "whose": "示例梁"}, Refused) if slip else (paper, None)
    return ({}, Refused) if slip else ({"line": "请速办"}, None)


def _stop(verb: str, field_: str, word: str) -> Any:
    def words(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
        refused = Refused if walk.told.stopped or verb in walk.told.done else None
        return ({}, BadFields) if slip else ({field_: word}, refused)

    return words


def _start(verb: str, data: dict[str, str]) -> Any:
    def words(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
        if slip and data:
            return {}, BadFields
        return dict(data), None if walk.told.stopped == verb else Refused

    return words


def _extend_ask(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
    due = walk.now.matter.due_at
    over = due is not None and due <= walk.at and not walk.told.stopped
    refused = Refused if over or "extend_ask" in walk.told.done else None
    return ({"ground": "没有到"}, Refused) if slip else ({"ground": "材料还没有到"}, refused)


def _extend_grant(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
    return {}, Refused if walk.told.asked in ("", by.name) else None


def _extend_refuse(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
    return ({}, BadFields) if slip else ({"ground": "可以先做一半"}, None if walk.told.asked else Refused)


def _appeal(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
    refused = Refused if "appeal" in walk.told.done else None
    return ({"ground": "不服"}, Refused) if slip else ({"ground": "诉求违反条例"}, refused)


def _appeal_rule(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
    told = walk.told
    refused = Refused if not told.appealed or (told.first and told.first[0] == by.name) else None
    data = {"exclude": random.choice(("yes", "yes", "no")), "ground": "依据成立"}
    return ({**data, "exclude": "也许"}, BadFields) if slip else (data, refused)


def _plain(data: dict[str, str]) -> Any:
    def words(random: Random, walk: "Walk", slip: bool, by: Actor) -> Said:
        return ({}, BadFields) if slip else (dict(data), None)

    return words


BESIDE: dict[str, Any] = {
    "share": _share, "assist": _plain({"part": "我们这份办好了"}), "instruct": _instruct,
    "push": _plain({"note": "群众在等"}), "pause": _stop("pause", "ground", "要等专家鉴定"),
    "supplement_ask": _stop("supplement_ask", "lack", "缺户口簿"), "resume": _start("pause", {}),
    "supplement_give": _start("supplement_ask", {"given": "户口簿"}), "extend_ask": _extend_ask,
    "extend_grant": _extend_grant, "extend_refuse": _extend_refuse, "split": _plain({"text": "路灯也不亮"}),
    "open_child": _plain({"owner": WATER_OFFICE, "item": "示例-3", "text": "先迁水管"}), "appeal": _appeal,
    "appeal_rule": _appeal_rule,
}  # fmt: skip
