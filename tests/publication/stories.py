"""A matter on its way to everybody: told, answered, ended, agreed, read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tests.houses import AT, COUNTY, ROADS, ROADS_OFFICE, TOWN, staff, told, unlike
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.rate import rate
from xiangli.matters.acts.reopen import reopen
from xiangli.matters.models import Report
from xiangli.matters.reads.one import Whole, whole
from xiangli.parties.reads.actor import reporter
from xiangli.publication.acts.agree import agree
from xiangli.publication.acts.prepare import prepare
from xiangli.publication.acts.review import review
from xiangli.publication.acts.switch import switch
from xiangli.publication.models import Publication, PublicationStep
from xiangli.publication.reads.opened import Opened, opened
from xiangli.publication.reads.state import hers
from xiangli.publication.text import Text, kept

ADMIN = staff(line="personnel_organization", place=COUNTY, acts=("administer",), name="示例陈")
ONE = staff(line="desk", place=TOWN, acts=("sort",), name="示例一")
TWO = staff(line="justice", place=COUNTY, acts=("handle",), name="示例二")
THREE = staff(line="health", place=COUNTY, acts=("handle",), name="示例三")
LATER = AT + timedelta(days=3)
TOLD = "我叫张示例，电话19900000001，三组路口的灯不亮"
ANSWERED = "李组长已到现场，灯修好了。联系0731-00000000。"


@dataclass(frozen=True, slots=True)
class Story:
    """A report and its matter."""

    report: UUID
    matter: UUID

    @property
    def told(self) -> Report:
        """Its report as it stands."""
        return Report.objects.get(id=self.report)

    @property
    def whole(self) -> Whole:
        """Its matter as it stands."""
        return whole(matter=self.matter)

    @property
    def row(self) -> Publication:
        """Its publication as it stands."""
        return Publication.objects.get(report=self.report)

    @property
    def opened(self) -> Opened:
        """The publication as staff open it."""
        found = opened(id=self.row.id)
        assert found is not None
        return found

    def offered(self) -> Text:
        """What she may agree to now."""
        found = hers(report=self.told, whole=self.whole)
        assert found is not None and found.text is not None
        return found.text

    def agreed(self, at: datetime = LATER, request: UUID | None = None, text: str = "") -> PublicationStep:
        """Her yes to what she is shown."""
        return agree(
            report=self.told, whole=self.whole, text=text or self.offered().digest, request=request or uuid4(), at=at
        )

    def read(self, by: object, request: UUID | None = None, text: str = "") -> PublicationStep:
        """One reading."""
        now = self.opened
        return review(
            opened=now, text=text or kept(now.row).digest, by=by, request=request or uuid4(), at=LATER  # type: ignore[arg-type]
        )  # fmt: skip

    def struck(self, by: object, question: str | None = None, answer: str | None = None) -> PublicationStep:
        """More struck by a clerk."""
        now = self.opened
        return prepare(
            opened=now, question=now.row.question if question is None else question,
            answer=now.row.answer if answer is None else answer, by=by, request=uuid4(), at=LATER,  # type: ignore[arg-type]
        )  # fmt: skip

    def again(self) -> None:
        """The matter goes on: she says it is not solved."""
        reopen(
            matter=self.matter, by=reporter(self.report), at=LATER + timedelta(hours=1), request=uuid4(), solved="no"
        )

    def done(self, at: datetime, answered: str = ANSWERED) -> None:
        """Accepted if need be, answered and ended by her own word."""
        if self.whole.standing.step == "assigned":
            accept(matter=self.matter, by=ROADS, at=at, request=uuid4())
        answer(matter=self.matter, by=ROADS, at=at, request=uuid4(), answer=answered)
        rate(matter=self.matter, by=reporter(self.report), at=at, request=uuid4(), solved=True)


def opening(open: bool = True) -> None:
    """The county's switch."""
    switch(county=COUNTY, open=open, by=ADMIN, request=uuid4(), at=AT)


def ended(text: str = TOLD, answered: str = ANSWERED, **more: object) -> Story:
    """A matter told, answered by the roads office and ended."""
    outcome = told(f"{text}。{unlike()}", owner=ROADS_OFFICE, item="示例-1", **more)
    assert outcome.matter is not None, outcome.reason
    story = Story(outcome.one.id, outcome.matter)
    story.done(AT + timedelta(days=2), answered)
    return story


def published() -> Story:
    """One that everybody may read."""
    opening()
    story = ended()
    story.agreed()
    story.read(ONE)
    story.read(TWO)
    return story
