"""What a procedure is made of. Strict: an unknown word is an error, never ignored."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Tag
from pydantic import Field as Setting

from xiangli.law.limits import Limit

VERBS = (
    "assign", "accept", "transfer", "return", "answer", "end", "mend", "rate", "reopen", "share", "assist", "instruct",
    "push", "pause", "resume", "extend_ask", "extend_grant", "extend_refuse", "supplement_ask", "supplement_give",
    "dispute", "rule", "split", "open_child", "appeal", "appeal_rule",
)  # fmt: skip
"""Acts a procedure may allow at a step; whatever it does not allow is refused."""
KERNEL = (
    "open", "join", "unjoin", "late", "lapse", "silence", "run_on", "warn", "undo", "unseal", "keyed", "outer_due",
    "correct", "merge", "recount",
)  # fmt: skip
"""Acts every procedure has, so none may declare them. ``open``, ``lapse``, ``silence``, ``undo`` set who must act next.

``open`` leads to ``routed`` (lawful owner known) or ``start``; ``lapse`` and ``silence`` lead where the step's clock
says; ``late`` happens at most once a visit of a step, ``warn`` once a listener; ``run_on`` starts a clock again whose
stop has lasted as long as it may; ``recount`` counts anew by a later holiday notice; ``undo`` takes back the act just
before; ``join`` and ``unjoin`` count reports; ``merge`` ends what a person found to be another matter; ``unseal``,
``keyed`` (put into an outer system), ``outer_due`` (that system's clock) and ``correct`` (place, topic) are only noted.
"""
MERGED = "merged"
"""The end every procedure has: a person found this to be the same event as another matter, and its reports went there."""
SAME = "same"
"""Where an act leads that moves nothing: the matter stays at its step, and the step's clock runs on."""

Verb = Literal[
    "assign", "accept", "transfer", "return", "answer", "end", "mend", "rate", "reopen", "share", "assist", "instruct",
    "push", "pause", "resume", "extend_ask", "extend_grant", "extend_refuse", "supplement_ask", "supplement_give",
    "dispute", "rule", "split", "open_child", "appeal", "appeal_rule",
]  # fmt: skip
RoleName = Literal["desk", "handler", "reporter", "assistant", "leader", "overseer"]
ROLES: tuple[RoleName, ...] = ("desk", "handler", "reporter", "assistant", "leader", "overseer")
"""``desk`` sorts for the place, ``handler`` is the owning office (主办), ``assistant`` an office asked to help (协办)
that still owes its part, ``leader`` may write an instruction (批示), ``overseer`` watches; ``reporter`` told of it."""
Reader = Literal["reporter", "owner", "desk", "assistant"]
READERS: tuple[Reader, ...] = ("reporter", "owner", "desk", "assistant")
"""Who may be told of an act: reporters, the owning office, the desk of the place, the office just asked to assist."""


class NotAllowed(ValueError):
    """The procedure does not allow this act at this step; ``allowed`` are those it does."""

    def __init__(self, step: str, verb: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{verb} is not allowed at {step}; allowed: {', '.join(allowed) or 'nothing'}")
        self.step, self.verb, self.allowed = step, verb, allowed


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Name(_Strict):
    """A name in both languages."""

    zh: str
    en: str


class Clock(_Strict):
    """One kind of time, with the row its number stands in.

    ``within``: an office's limit, past it the matter is late. ``open_for``: a party's right, past it it lapses.
    ``not_before``: a least wait, an act before its end is refused. With ``silence_is`` a ``within`` that passes unused
    moves the matter there: only where the law itself gives silence that meaning.
    """

    within: str = ""
    open_for: str = ""
    not_before: str = ""
    lapses_to: str = ""
    silence_is: str = ""
    by: str

    @property
    def kind(self) -> str:
        """``within``, ``open_for``, ``not_before``, or ``silence`` for a ``within`` whose silence speaks."""
        if self.within:
            return "silence" if self.silence_is else "within"
        return "open_for" if self.open_for else "not_before"

    @cached_property
    def limit(self) -> Limit:
        """The limit with the row it comes from. Raises LimitError."""
        return Limit.parse(self.within or self.open_for or self.not_before, by=self.by)


class Warned(_Strict):
    """Who is warned how long before a due time passes, by a norm: the handler first, the leader last."""

    who: Literal["owner", "head", "leader"]
    before: str
    by: str

    @cached_property
    def limit(self) -> Limit:
        """The time before the due time, in hours. Raises LimitError."""
        return Limit.parse(self.before, by=self.by)


class Field(_Strict):
    """A typed field: one definition gives form, check and API schema. ``least``/``most`` count characters."""

    type: Literal["text", "office", "item", "choice", "step_1_to_5", "photo", "place"]
    name: Name
    least: int = 1
    most: int = 500
    of: dict[str, Name] = Setting(default_factory=dict)


class Refusal(_Strict):
    """Refused unless the guard holds; ``cites`` a norm row or an article (``人民调解法.17``); ``says`` it in plain words."""

    unless: dict[str, dict[str, str]]
    cites: str
    says: str


class Choice(_Strict):
    """Where an act leads by the value of one of its fields."""

    choice: str
    leads: dict[str, str]


class Taken(_Strict):
    """Where an act leads by whether any office had ever taken the matter in hand."""

    handled: str
    unhandled: str


def _shape(to: Any) -> str:
    if isinstance(to, str):
        return "plain"
    keys = to if isinstance(to, dict) else type(to).model_fields
    return "taken" if {"handled", "unhandled"} & set(keys) else "choice"


Goal = Annotated[
    Annotated[str, Tag("plain")] | Annotated[Choice, Tag("choice")] | Annotated[Taken, Tag("taken")],
    Discriminator(_shape),
]


class Act(_Strict):
    """An act: from which steps, by whom, where it leads, what it needs, when it is refused, what follows.

    ``to: same`` moves nothing. ``tell``: who is told. ``restarts``: ``whole`` when the whole clock begins anew, ``all``
    when the step's does too; a transfer or return never says so, which is why bouncing a matter buys nobody time.
    ``waits``: the least wait at this step before the act. ``stops``: the clocks stand still until the act that starts
    them again, or for as long as this right is open. ``extends``: by how much it lengthens both clocks. ``opens``: the
    procedure of a matter the act opens (``same``: its own).
    """

    verb: Verb
    from_: tuple[str, ...] = Setting(alias="from")
    by: tuple[RoleName, ...]
    to: Goal
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    refuses: tuple[Refusal, ...] = ()
    tell: tuple[Reader, ...] = ()
    restarts: Literal["", "whole", "all"] = ""
    waits: Clock | None = None
    stops: Clock | None = None
    extends: Clock | None = None
    opens: str = ""

    @property
    def goals(self) -> tuple[str, ...]:
        """Every step or end the act may lead to; ``same`` for one that moves nothing."""
        if isinstance(self.to, str):
            return (self.to,)
        return (self.to.handled, self.to.unhandled) if isinstance(self.to, Taken) else tuple(self.to.leads.values())


class Step(_Strict):
    """A step: who must act and until when. ``stops: whole``: while it lasts the clock over the whole stands still."""

    name: Name
    owner: Literal["desk", "handler", "reporter"]
    clock: Clock
    stops: Literal["", "whole"] = ""


class End(_Strict):
    """An end of the business; some may be opened again by an act ``from`` them."""

    name: Name


def _texts(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Procedure(_Strict):
    """One edition of one kind of business. ``start``: where a matter begins; ``routed``: where, if its owner is known.

    ``emergency``: the article that alone may make a photo or a place obligatory.
    """

    procedure: str
    version: str
    clause: Annotated[tuple[str, ...], BeforeValidator(_texts)]
    name: Name
    basis: tuple[str, ...]
    emergency: str = ""
    fields: dict[str, Field]
    whole: Clock
    start: str
    routed: str
    steps: dict[str, Step]
    ends: dict[str, End]
    warns: tuple[Warned, ...] = ()
    acts_: tuple[Act, ...] = Setting(alias="acts")

    @property
    def id(self) -> str:
        """The procedure's name in code and addresses."""
        return self.procedure

    def is_end(self, where: str) -> bool:
        """Whether this is an end."""
        return where == MERGED or where in self.ends

    def name_of(self, where: str) -> Name:
        """The name of a step or an end."""
        if where == MERGED:
            return Name(zh="并入同一件事", en="Joined to another matter")
        return self.ends[where].name if where in self.ends else self.steps[where].name

    def step(self, where: str) -> Step:
        """The step. Raises KeyError for an end."""
        return self.steps[where]

    @cached_property
    def _table(self) -> dict[str, dict[str, Act]]:
        table: dict[str, dict[str, Act]] = {where: {} for where in (*self.steps, *self.ends, MERGED)}
        for act in self.acts_:
            for where in act.from_:
                table[where][act.verb] = act
        return table

    def acts(self, where: str) -> dict[str, Act]:
        """The acts allowed at a step or an end."""
        return dict(self._table[where])

    def act(self, where: str, verb: str) -> Act:
        """The act, or NotAllowed."""
        allowed = self._table[where]
        if verb not in allowed:
            raise NotAllowed(where, verb, tuple(allowed))
        return allowed[verb]

    def target(self, where: str, verb: str, data: dict[str, Any], *, handled: bool = True) -> str:
        """The step or end the act leads to. ``handled``: an office has accepted before. Raises NotAllowed.

        A choice nobody offered is not allowed either.
        """
        to = self.act(where, verb).to
        if isinstance(to, str):
            return where if to == SAME else to
        if isinstance(to, Taken):
            return to.handled if handled else to.unhandled
        value = str(data.get(to.choice, ""))
        if value not in to.leads:
            raise NotAllowed(where, f"{verb} ({to.choice}={value})", tuple(f"{to.choice}={v}" for v in to.leads))
        return to.leads[value]

    def canonical(self) -> dict[str, Any]:
        """The edition as a JSON value of text, numbers, lists and mappings, in the words of the file: what is hashed."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)
