"""Load what intake reads in memory before the first report comes: models, gazetteer, lists, polygons, the calendar."""

import gc
from datetime import UTC, datetime
from uuid import UUID

from xiangli.intake.decided import decide
from xiangli.intake.incoming import Incoming
from xiangli.places.reads.county_at import county_at


def warm() -> None:
    """Decide one made-up report and throw it away; then keep what was loaded out of the garbage collector's rounds."""
    at = datetime.now(UTC)
    decide(Incoming(id=UUID(int=0), title="路灯", text="大瑶镇南川村路灯不亮", place="430181", outer_at=at))
    county_at(113.6, 28.1)
    gc.collect()
    gc.freeze()
