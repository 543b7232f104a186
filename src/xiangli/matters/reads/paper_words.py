"""What papers may say of a matter and of one of its entries, in the words of an official paper. Sealed values are not among them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from xiangli.law import sources
from xiangli.law.language.clock import sums
from xiangli.law.limits import SHANGHAI
from xiangli.lists.edition import duties, topics
from xiangli.matters.desk import desk_of
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole
from xiangli.matters.words import VERBS

OF_MATTER = (
    "number", "title", "words", "place", "channel", "told_on", "owner", "desk", "procedure", "step", "item",
    "item_name", "item_basis", "reports", "outer_id", "outer_due", "due", "due_ground", "ended_on",
)  # fmt: skip
"""Fields from the matter: as it stands now."""
OF_ENTRY = (
    "on", "by", "office", "to_office", "paper_number", "after_due", "after_ground", "before_due", "entry_item",
    "entry_item_name", "entry_item_basis", "asked_ground",
    "stage",
)  # fmt: skip
"""Fields from the entry beside those the act itself was given (``ground``, ``answer`` …)."""


CHANNELS = {
    "page": "网页", "chat": "微信", "phone": "电话", "desk": "窗口", "api": "接口", "import": "上级系统转来", "paper": "纸质来件",
    "mail": "电子邮件", "open311": "接口",
}  # fmt: skip
"""How a report came, as an official paper says it."""


STAGES = {"reviewing": "复查", "rechecking": "复核"}
"""How an opinion is called by the step it is given at."""


def names_for(whole: Whole) -> Names:
    """The names a matter and its entries need; two statements."""
    matter = whole.matter
    offices = [matter.owner or "", desk_of(matter.place)]
    for entry in whole.entries:
        offices += [str(entry.data.get(key, "")) for key in ("owner", "desk", "assist", "office")]
    return Names([matter.place, *(report.place for report in whole.reports)], offices)


def of_matter(whole: Whole, called: Names) -> dict[str, str]:
    """Every field of OF_MATTER; empty where there is none."""
    row, first = whole.matter, whole.reports[0] if whole.reports else None
    told = [report.text or report.title for report in whole.reports[:1]]
    p = whole.procedure
    step = p.name_of(row.step).zh
    return {
        "number": row.number, "title": row.title, "words": "\n".join(told), "place": called.place(row.place),
        "channel": CHANNELS.get(first.channel, first.channel) if first else "", "told_on": day(row.opened_at),
        "owner": called.office(row.owner), "desk": called.office(desk_of(row.place)), "procedure": p.name.zh,
        "step": step, "item": row.item, **_item("item", row.item), "reports": str(row.reports),
        "outer_id": first.outer_id if first else "", "outer_due": moment(row.outer_due), "due": moment(row.due_at),
        "due_ground": _ground(whole), "ended_on": day(row.ended_at),
    }  # fmt: skip


def of_entry(whole: Whole, entry: Entry, called: Names) -> dict[str, str]:
    """Every field of OF_ENTRY and what the act was given, by its own names."""
    turn = next(n for n, one in enumerate(whole.entries) if one.id == entry.id)
    before = fold(whole.entries[: max(turn, 1)], whole.procedure).standing
    after = fold(whole.entries[: turn + 1], whole.procedure).standing
    data = {key: value for key, value in entry.data.items() if isinstance(value, str)}
    for name, field in whole.procedure.fields.items():
        if name in data and field.of:
            data[name] = field.of[data[name]].zh if data[name] in field.of else data[name]
    ground = ""
    if after.due_at is not None:
        nearest, _ = sums(whole.procedure, after)[0]
        ground = sources.basis(nearest.limit.by, nearest.limit.amount, nearest.limit.unit.value)
    return data | {
        "on": day(entry.at), "by": entry.actor.partition("（")[0], "office": called.office(before.owner),
        "to_office": called.office(str(entry.data.get("owner") or entry.data.get("assist") or after.owner)),
        "paper_number": f"{whole.matter.number}-{entry.seq}", "after_due": moment(after.due_at), "after_ground": ground,
        "before_due": moment(before.due_at), "entry_item": str(entry.data.get("item", "")),
        **_item("entry_item", str(entry.data.get("item", ""))), "asked_ground": _asked(whole.entries[:turn]),
        "stage": STAGES.get(before.step, "处理"),
    }  # fmt: skip


def happened(whole: Whole, called: Names) -> list[tuple[str, str, str, str]]:
    """What happened, oldest first: when, what, by whom, and the words that were left. Openings of sealed data too."""
    out = []
    for entry in whole.entries:
        said = [f"→ {called.office(str(entry.data['owner']))}"] if entry.data.get("owner") else []
        said += [str(entry.data[key]) for key in SAID if isinstance(entry.data.get(key), str)]
        at = entry.at.astimezone(SHANGHAI)
        out.append((f"{at:%Y-%m-%d %H:%M}", str(VERBS[entry.verb]), entry.actor, "；".join(said)))
    return out


SAID = ("ground", "answer", "note", "line", "new_facts", "purpose", "reason")
"""The texts of an entry that the table of what happened shows."""


def day(at: datetime | None) -> str:
    """2026年11月25日."""
    if at is None:
        return ""
    local = at.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日"


def moment(at: datetime | None) -> str:
    """2026年11月25日16时30分; midnight is 24时 of the day before (民法典 203)."""
    if at is None:
        return ""
    local = at.astimezone(SHANGHAI)
    if (local.hour, local.minute) == (0, 0):
        return f"{day(at - timedelta(hours=1))}24时"
    return f"{day(at)}{local.hour}时" + (f"{local.minute}分" if local.minute else "")


def _asked(before: Sequence[Entry]) -> str:
    """The ground on which the extension that is now granted was asked for."""
    asked = [entry for entry in before if entry.verb == "extend_ask"]
    return str(asked[-1].data.get("ground", "")).rstrip("。；，") if asked else ""


def _ground(whole: Whole) -> str:
    due = whole.due
    return sources.basis(due.limit.by, due.limit.amount, due.limit.unit.value) if due else ""


def _item(field: str, number: str) -> dict[str, str]:
    """Name and basis of a duty-list item."""
    for item in duties().items if number else ():
        if item.number == number:
            topic = topics().get(item.topic)
            return {f"{field}_name": topic.zh if topic else "其他", f"{field}_basis": str(item.basis)}
    return {f"{field}_name": "", f"{field}_basis": ""}


def known(fields: Iterable[str]) -> set[str]:
    """Every field a paper of an entry may take from it, given the fields of the procedures it belongs to."""
    return {*OF_ENTRY, *fields}
