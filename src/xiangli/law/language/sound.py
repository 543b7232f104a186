"""Is a procedure sound? Every step reached and left, every number its row's, nobody watched. Pure; one fault a line."""

import re
from collections.abc import Collection, Iterator, Mapping

from xiangli.law import sources, texts
from xiangli.law.language.load import load_with_lines
from xiangli.law.language.model import SAME, Clock, Procedure, Warned
from xiangli.law.language.names import Fault, meant
from xiangli.law.language.strict import Path, PolicyError

LONGEST = 120
"""Lines of a procedure; one that needs more lacks a word of the language."""
WATCHING = re.compile(
    r"打卡|签到|定位|轨迹|人脸|积分|排名|评分|打分|得分|信用分|黑名单|信仰|宗教|思想|立场|观点|check.?in|geoloc|track|face.?id|points|rank|score|blacklist|religion|belief|opinion",
    re.I,
)
"""Words of what may not be asked of anybody: presence by place, track, face, points, rank, belief."""
BOUNCING = (
    "assign", "accept", "transfer", "return", "answer", "end", "mend", "share", "assist", "pause", "resume", "dispute",
    "rule", "push", "instruct", "split", "open_child", "extend_ask", "extend_grant", "extend_refuse", "supplement_ask",
    "appeal", "appeal_rule",
)  # fmt: skip


def check_procedure(
    text: str, name: str, clauses: Collection[str] = (), shared: Mapping[str, str] | None = None
) -> list[PolicyError]:
    """All that is wrong with a procedure's file; empty when it may be published.

    ``clauses``: the ids there are; ``shared``: the texts a procedure may use. A fault names the file it stands in.
    """
    try:
        loaded = load_with_lines(text, name, shared)
    except PolicyError as wrong:
        return [wrong]
    found = [PolicyError(*loaded.at(spot), message) for spot, message in faults(loaded.procedure, clauses)]
    if (count := len(text.splitlines())) > LONGEST:
        found.append(PolicyError(name, LONGEST + 1, f"{count} lines; over {LONGEST} a procedure lacks a word"))
    return sorted(found, key=lambda one: (one.name, one.line))


def unseen(text: str, name: str, shared: Mapping[str, str] | None = None) -> Iterator[str]:
    """Each number and citation that no law seen here holds: ``file:line: what — why``. Raises PolicyError."""
    loaded = load_with_lines(text, name, shared)
    p = loaded.procedure
    for spot, clock in numbered(p):
        limit = clock.limit
        if not sources.row(clock.by).lawful(limit.amount, limit.unit.value):
            yield _said(loaded.at(spot), f"{limit} {sources.basis(clock.by, limit.amount, limit.unit.value)}")
    for number, act in enumerate(p.acts_):
        for n, refusal in enumerate(act.refuses):
            row = sources.rows().get(refusal.cites)
            if row is not None and row.kind != "law":
                spot = ("acts", number, "refuses", n)
                yield _said(loaded.at(spot), f"{act.verb} {refusal.cites} {row.where}：{row.rule}")


def _said(at: tuple[str, int], what: str) -> str:
    return f"{at[0]}:{at[1]}: {what}"


def faults(p: Procedure, clauses: Collection[str] = ()) -> Iterator[Fault]:
    """Each fault of a procedure that loads."""
    for clause in p.clause:
        if clauses and clause not in clauses:
            yield ("clause",), f"no clause {clause!r}{meant(clause, clauses)}"
    for number, by in enumerate(p.basis):
        if by not in sources.rows():
            yield ("basis", number), f"no row {by!r} in sources.yaml{meant(by, sources.rows())}"
    for spot, clock in numbered(p):
        yield from _number(p, spot, clock)
    yield from _ways(p)
    yield from _owners(p)
    yield from _cites(p)
    yield from _watching(p)


def numbered(p: Procedure) -> Iterator[tuple[Path, Clock | Warned]]:
    """Everything in a procedure that says a time and the row it comes from."""
    yield ("whole",), p.whole
    for name, step in p.steps.items():
        yield ("steps", name, "clock"), step.clock
    for number, act in enumerate(p.acts_):
        for key in ("waits", "stops", "extends"):
            if clock := getattr(act, key):
                yield ("acts", number, key), clock
        for n, refusal in enumerate(act.refuses):
            for given in refusal.unless.values():
                if "within" in given:
                    yield ("acts", number, "refuses", n), Clock(within=given["within"], by=given["by"])
    for number, one in enumerate(p.warns):
        yield ("warns", number), one


def _number(p: Procedure, spot: Path, clock: Clock | Warned) -> Iterator[Fault]:
    if clock.by not in p.basis:
        yield spot, f"row {clock.by!r} is not in the basis{meant(clock.by, p.basis)}"
    if clock.by not in sources.rows():
        yield spot, f"no row {clock.by!r} in sources.yaml{meant(clock.by, sources.rows())}"
        return
    row, limit = sources.row(clock.by), clock.limit
    if not row.lawful(limit.amount, limit.unit.value) and not row.ours(limit.amount, limit.unit.value):
        said = ", ".join(f"{one.value} {one.unit}" for one in row.numbers) or "no number"
        yield spot, f"{limit} does not stand in row {clock.by}, which says {said}"
    elif isinstance(clock, Clock) and clock.silence_is and not row.lawful(limit.amount, limit.unit.value):
        yield (*spot, "silence_is"), f"row {clock.by} is no law: only a law can say what an office's silence means"


def leads(p: Procedure, where: str) -> set[str]:
    """Where one may go from here, by an act or by silence."""
    out = {where if goal == SAME else goal for act in p.acts(where).values() for goal in act.goals}
    if where in p.steps:
        clock = p.steps[where].clock
        out |= {goal for goal in (clock.lapses_to, clock.silence_is) if goal}
    return out


def _closure(p: Procedure, starts: set[str]) -> set[str]:
    seen, todo = set(starts), list(starts)
    while todo:
        for goal in leads(p, todo.pop()) - seen:
            seen.add(goal)
            todo.append(goal)
    return seen


def _ways(p: Procedure) -> Iterator[Fault]:
    reached = _closure(p, {p.start, p.routed})
    for where in (*p.steps, *p.ends):
        kind = "steps" if where in p.steps else "ends"
        if where not in reached:
            yield (kind, where), f"nothing leads to {where!r}"
    for where in p.steps:
        if not leads(p, where) - {where}:
            yield ("steps", where), f"nothing leads out of {where!r}"
        elif not _closure(p, {where}) & set(p.ends):
            yield ("steps", where), f"no end can be reached from {where!r}"


def _owners(p: Procedure) -> Iterator[Fault]:
    for where, step in p.steps.items():
        if not any(step.owner in act.by for act in p.acts(where).values()):
            yield ("steps", where), f"{where!r} is the turn of {step.owner!r}, who has no act there"
        if step.owner == "reporter" and step.clock.kind != "open_for":
            yield ("steps", where), f"{where!r}: a reporter has a right for a time (open_for), never a duty (within)"
        if step.owner != "reporter" and step.clock.kind == "open_for":
            yield ("steps", where), f"{where!r}: an office's limit is 'within'; silence never ends an office's duty"


def _cites(p: Procedure) -> Iterator[Fault]:
    for number, act in enumerate(p.acts_):
        for n, refusal in enumerate(act.refuses):
            if wrong := cited(refusal.cites):
                yield ("acts", number, "refuses", n), wrong
        if act.restarts and act.verb in BOUNCING:
            yield (
                ("acts", number, "restarts"),
                f"{act.verb!r} may not restart the whole clock: bouncing buys nobody time",
            )
    if p.emergency and (wrong := cited(p.emergency)):
        yield ("emergency",), wrong


def cited(cite: str) -> str:
    """Empty when the row or the article (``人民调解法.17``) exists, else what is wrong."""
    if cite in sources.rows():
        return ""
    law, dot, article = cite.rpartition(".")
    if not dot:
        return f"no row {cite!r} in sources.yaml{meant(cite, sources.rows())}"
    try:
        texts.article(law, article)
    except texts.NoSuchText as missing:
        return f"{cite}: {missing}"
    return ""


def _watching(p: Procedure) -> Iterator[Fault]:
    for name, field in p.fields.items():
        for words in (name, field.name.zh, field.name.en):
            if found := WATCHING.search(words):
                yield (
                    ("fields", name),
                    f"field {name!r} asks for {found[0]!r}: nobody is watched, scored or sorted by belief",
                )
                break
        used = [act for act in p.acts_ if name in (*act.needs, *act.may)]
        if not used:
            yield ("fields", name), f"no act uses field {name!r}"
        if field.type in ("photo", "place") and not p.emergency and any(name in act.needs for act in used):
            yield ("fields", name), f"a {field.type} may be offered but not demanded without emergency ground"
