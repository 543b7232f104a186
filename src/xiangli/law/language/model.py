"""What a procedure is made of. Strict: an unknown word is an error, never ignored."""

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Tag
from pydantic import Field as Setting

from xiangli.law.limits import Limit

VERBS = ("assign", "accept", "transfer", "return", "answer", "end", "rate", "reopen")
"""Acts a procedure may allow at a step; whatever it does not allow is refused."""
KERNEL = ("open", "join", "unjoin", "late", "lapse", "unseal")
"""Acts every procedure has, so none may declare them. Only ``open`` and ``lapse`` set who must act next.

``open`` leads to ``routed`` (lawful owner known) or ``start``; ``lapse`` leads where the step's ``open_for`` clock
says; ``late`` happens at most once a visit of a step; ``join`` and ``unjoin`` count reports; ``unseal`` is only noted.
"""

Verb = Literal["assign", "accept", "transfer", "return", "answer", "end", "rate", "reopen"]
RoleName = Literal["desk", "handler", "reporter"]


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
    """``within``: an office's limit, past it the matter is late. ``open_for``: a party's right, past it it lapses."""

    within: str = ""
    open_for: str = ""
    lapses_to: str = ""
    by: str

    @property
    def kind(self) -> str:
        """``within`` or ``open_for``."""
        return "within" if self.within else "open_for"

    @cached_property
    def limit(self) -> Limit:
        """The limit with the row it comes from. Raises LimitError."""
        return Limit.parse(self.within or self.open_for, by=self.by)


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

    ``tell``: who is told. ``restarts``: ``whole`` when the whole clock begins anew; a transfer or return never says
    so, which is why bouncing a matter buys nobody time.
    """

    verb: Verb
    from_: tuple[str, ...] = Setting(alias="from")
    by: tuple[RoleName, ...]
    to: Goal
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    refuses: tuple[Refusal, ...] = ()
    tell: tuple[Literal["reporter", "owner"], ...] = ()
    restarts: Literal["", "whole"] = ""

    @property
    def goals(self) -> tuple[str, ...]:
        """Every step or end the act may lead to."""
        if isinstance(self.to, str):
            return (self.to,)
        return (self.to.handled, self.to.unhandled) if isinstance(self.to, Taken) else tuple(self.to.leads.values())


class Step(_Strict):
    """A step: who must act and until when."""

    name: Name
    owner: RoleName
    clock: Clock


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
    acts_: tuple[Act, ...] = Setting(alias="acts")

    @property
    def id(self) -> str:
        """The procedure's name in code and addresses."""
        return self.procedure

    def is_end(self, where: str) -> bool:
        """Whether this is an end."""
        return where in self.ends

    def step(self, where: str) -> Step:
        """The step. Raises KeyError for an end."""
        return self.steps[where]

    @cached_property
    def _table(self) -> dict[str, dict[str, Act]]:
        table: dict[str, dict[str, Act]] = {where: {} for where in (*self.steps, *self.ends)}
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
            return to
        if isinstance(to, Taken):
            return to.handled if handled else to.unhandled
        value = str(data.get(to.choice, ""))
        if value not in to.leads:
            raise NotAllowed(where, f"{verb} ({to.choice}={value})", tuple(f"{to.choice}={v}" for v in to.leads))
        return to.leads[value]

    def canonical(self) -> dict[str, Any]:
        """The edition as a JSON value of text, numbers, lists and mappings, in the words of the file: what is hashed."""
        return self.model_dump(mode="json", by_alias=True)
