"""What a procedure is made of. Strict: an unknown word is an error, never ignored."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field as Setting

from xiangli.law.limits import Limit

VERBS = ("open", "assign", "accept", "transfer", "return", "answer", "end", "rate", "reopen")
"""Acts a procedure may allow at a step."""
KERNEL = ("join", "unjoin", "late", "lapse", "unseal")
"""Acts every procedure has, whatever its text says: they never change who must act next, except a lapse."""

Verb = Literal["assign", "accept", "transfer", "return", "answer", "end", "rate", "reopen"]
RoleName = Literal["desk", "handler", "reporter"]


class NotAllowed(ValueError):
    """The procedure does not allow this act at this step; ``allowed`` are those it does."""

    def __init__(self, step: str, verb: str, allowed: tuple[str, ...]) -> None:
        super().__init__(f"{verb} is not allowed at {step}; allowed: {', '.join(allowed) or 'nothing'}")
        self.step, self.verb, self.allowed = step, verb, allowed


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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

    @property
    def limit(self) -> Limit:
        """The limit with the row it comes from."""
        return Limit.parse(self.within or self.open_for, by=self.by)


class Field(_Strict):
    """A typed field: one definition gives form, check and API schema. ``least``/``most`` count characters."""

    type: Literal["text", "office", "item", "choice", "step_1_to_5"]
    name: Name
    least: int = 1
    most: int = 500
    of: dict[str, Name] = Setting(default_factory=dict)


class Refusal(_Strict):
    """Refused unless the guard holds; ``cites`` a law's article or a norm row; ``says`` it in plain words."""

    unless: dict[str, dict[str, str]]
    cites: str
    says: str


class Choice(_Strict):
    """Where an act leads by the value of one of its fields."""

    choice: str
    leads: dict[str, str]


class Act(_Strict):
    """An act a step allows: by whom, where it leads, what it needs, when it is refused, who is told."""

    by: tuple[RoleName, ...]
    to: str | Choice
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    refuses: tuple[Refusal, ...] = ()
    tell: tuple[Literal["reporter", "owner"], ...] = ()


class Step(_Strict):
    """A step: who must act, until when, and which acts it allows."""

    name: Name
    owner: RoleName
    clock: Clock
    acts: dict[Verb, Act]


class End(_Strict):
    """An end of the business; some ends may be opened again."""

    name: Name
    acts: dict[Verb, Act] = Setting(default_factory=dict)


def _texts(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Procedure(_Strict):
    """One edition of one kind of business. ``start``: where a matter begins; ``routed``: where, if its owner is known."""

    procedure: str
    version: str
    clause: Annotated[tuple[str, ...], BeforeValidator(_texts)]
    name: Name
    basis: tuple[str, ...]
    fields: dict[str, Field]
    whole: Clock
    start: str
    routed: str
    steps: dict[str, Step]
    ends: dict[str, End]

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

    def acts(self, where: str) -> dict[str, Act]:
        """The acts allowed at a step or an end."""
        return dict((self.ends[where] if where in self.ends else self.steps[where]).acts)

    def act(self, where: str, verb: str) -> Act:
        """The act, or NotAllowed."""
        allowed = self.acts(where)
        if verb not in allowed:
            raise NotAllowed(where, verb, tuple(allowed))
        return allowed[verb]

    def target(self, where: str, verb: str, data: dict[str, Any]) -> str:
        """The step or end the act leads to. Raises NotAllowed, also for a choice nobody offered."""
        to = self.act(where, verb).to
        if isinstance(to, str):
            return to
        value = str(data.get(to.choice, ""))
        if value not in to.leads:
            raise NotAllowed(where, f"{verb} ({to.choice}={value})", tuple(f"{to.choice}={v}" for v in to.leads))
        return to.leads[value]

    def canonical(self) -> dict[str, Any]:
        """The edition as a JSON value of text, lists and mappings: what is hashed."""
        return self.model_dump(mode="json")
