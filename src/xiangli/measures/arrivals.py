"""A report as intake hands it on, with business, place and owner as a story says them, so that stories never guess."""

from datetime import datetime
from uuid import UUID

from xiangli.intake.arrive import arrival
from xiangli.intake.decided import Decided
from xiangli.intake.incoming import Incoming
from xiangli.intake.join import Candidate
from xiangli.intake.locate import Located
from xiangli.intake.route import Routed
from xiangli.matters.hot import Arrival
from xiangli.matters.models import Matter


def opening(one: Incoming, procedure: str, at: datetime) -> Arrival:
    """The rows that open a matter of ``procedure``: with ``one.owner`` at that office, without at the desk to be sorted."""
    return arrival(_decided(one, procedure), at=at, into=None, similarity=0.0, seq=1)


def joining(one: Incoming, row: Matter, first: UUID, at: datetime) -> Arrival:
    """The rows by which another telling joins the matter ``row``, whose first report is ``first``."""
    into = Candidate(first, row.id, row.county, row.seq, row.place, None)
    return arrival(_decided(one, row.procedure), at=at, into=into, similarity=1.0, seq=row.seq + 1)


def _decided(one: Incoming, procedure: str) -> Decided:
    seen = {"topic": "", "owner": one.owner, "item": one.item, "ranked": [], "reason": "照所说的办"}
    routed = Routed(procedure, "", one.item, one.owner or None, seen)
    return Decided(one, Located(one.place, 100, "报送时选定的地方"), routed, [], None, one.digest())
