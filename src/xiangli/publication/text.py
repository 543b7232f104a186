"""The text that is agreed to, read and published: question, answer, office, place, days; and its digest."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from xiangli.matters.reads.one import Whole
from xiangli.proof.canonical import canonical
from xiangli.publication.models import Publication
from xiangli.publication.redact import Redacted, redact


@dataclass(frozen=True, slots=True)
class Text:
    """All that anybody will read. ``days`` from the matter's beginning to the answer."""

    question: str
    answer: str
    office: str
    place: str
    days: int

    @property
    def digest(self) -> str:
        """Names this text and no other: SHA-256 of its canonical form."""
        said = {name: getattr(self, name) for name in ("question", "answer", "office", "place", "days")}
        return f"sha256:{hashlib.sha256(canonical(said)).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules left of a question and its answer, with what they struck."""

    question: Redacted
    answer: Redacted
    text: Text


def ruled(whole: Whole, report: UUID) -> Ruled | None:
    """None while the matter has not ended with an answer, and where the report is not (or no more) of this matter."""
    answer = next((entry for entry in whole.entries[::-1] if entry.data.get("answer")), None)
    told = next((one for one in whole.reports if one.id == report), None)
    if answer is None or told is None or whole.standing.ended_at is None:
        return None
    owners = [entry.data["owner"] for entry in whole.entries if entry.seq <= answer.seq and entry.data.get("owner")]
    question, said = redact(told.text), redact(str(answer.data["answer"]))
    days = (answer.at - whole.matter.opened_at).days
    text = Text(question.text, said.text, owners[-1] if owners else "", whole.matter.place[:12], days)
    return Ruled(question, said, text)


def kept(row: Publication) -> Text:
    """The text a publication stands on now."""
    return Text(row.question, row.answer, row.office, row.place, row.days)


def keep(row: Publication, text: Text | None) -> None:
    """Put ``text`` into the row, or take every word of it out."""
    given = text or Text("", "", "", row.place, 0)
    row.question, row.answer, row.office, row.place, row.days = (
        given.question, given.answer, given.office, given.place, given.days,
    )  # fmt: skip
    row.preparer, row.reviewers = "", []


def fits(row: Publication, whole: Whole) -> bool:
    """Whether the matter still stands at the end the text tells of, with this report in it."""
    return whole.standing.ended_at == row.ended_at and any(one.id == row.report for one in whole.reports)
