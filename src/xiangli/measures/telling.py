"""The form of `*.stories.yaml`: a piece of business as an officer would tell it, strictly read."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from xiangli.law.language.model import Reader, RoleName, Verb
from xiangli.law.language.strict import validated
from xiangli.law.limits import SHANGHAI

Does = Verb | Literal["sweep", "tell_again", "undo", ""]
Listener = Reader | Literal["head", "leader"]


def moment(text: str) -> datetime:
    """``2024-03-04 09:00`` on Shanghai's clock. Raises ValueError."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


Moment = Annotated[datetime, BeforeValidator(moment)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Seen(_Strict):
    """What must be true afterwards; only what is named is asked.

    ``due`` with ``clock``, the row of ``sources.yaml`` it comes from; ``tells``: all who are told of the last act;
    ``may``: all that each role may do now; ``assists``: the offices that owe a part, or ``nobody``;
    ``sum``: words that the sum of the nearer clock says.
    """

    step: str = ""
    owner: str = ""
    item: str = ""
    due: Moment | None = None
    clock: str = ""
    late: Literal["", "yes", "no"] = ""
    ended: Literal["", "yes", "no"] = ""
    reports: int = 0
    paused: Literal["", "yes", "no"] = ""
    asks: Literal["", "extension", "appeal", "nothing"] = ""
    excluded: Literal["", "yes", "no"] = ""
    assists: str = ""
    sum: str = ""
    tells: tuple[Listener, ...] | None = None
    may: dict[RoleName, tuple[str, ...]] = Field(default_factory=dict)


class Opens(Seen):
    """What was told. Without ``to`` (an office) nobody knows whose it is, and the desk sorts it."""

    at: Moment
    says: str
    to: str = ""


class Line(Seen):
    """Who does what and when; ``refused`` by an article or row, by the step, by the role, or for these fields.

    ``by``: a role, an office (``water@430181``), ``stranger`` or ``system``, and after a stroke which of several people
    (``overseer/2``), or two posts of one person (``handler+leader``); a line without ``does`` only looks.
    """

    at: Moment | None = None
    by: str = "system"
    does: Does = ""
    with_: dict[str, str] = Field(default_factory=dict, alias="with")
    refused: str | tuple[str, ...] = ""


class Story(_Strict):
    """One piece of business from its opening on."""

    story: str
    opens: Opens
    then: tuple[Line, ...]
    line: int = 0


class Book(_Strict):
    """The stories of one procedure, or of several where it goes alike, and the village they happen in.

    ``also``: by procedure and act, fields that only that procedure asks for, so that the rest can be told once.
    """

    procedures: tuple[str, ...]
    place: str
    stories: tuple[Story, ...]
    also: dict[str, dict[str, dict[str, str]]] = Field(default_factory=dict)
    name: str = ""

    def of(self, story: Story, procedure: str) -> Story:
        """The story as it goes in one of the procedures: with what its acts are given there besides (``also``)."""
        more = self.also.get(procedure, {})
        if not more:
            return story
        then = [line.model_copy(update={"with_": more.get(line.does, {}) | line.with_}) for line in story.then]
        return story.model_copy(update={"then": tuple(then)})


def load_book(text: str, name: str) -> Book:
    """The stories of a file, each knowing its line. Raises PolicyError."""
    book, lines = validated(Book, text, name)
    told = [one.model_copy(update={"line": lines[("stories", n)]}) for n, one in enumerate(book.stories)]
    return book.model_copy(update={"stories": tuple(told), "name": name})
