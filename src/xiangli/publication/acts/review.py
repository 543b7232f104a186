"""Two people who had no hand in the matter or the text read it; the second reading publishes."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import Actor
from xiangli.publication.acts.append import append, done_before
from xiangli.publication.errors import Refused
from xiangli.publication.models import PublicationStep
from xiangli.publication.reads.opened import Opened
from xiangli.publication.rights import hindered, sign, standing, whoever
from xiangli.publication.text import kept

READERS = 2


def review(*, opened: Opened, text: str, by: Actor, request: UUID, at: datetime) -> PublicationStep:
    """``text`` is the digest of what she read. Refused for whoever handled or prepared it, a second time, another text."""
    row = opened.row
    data = {"text": text, "who": whoever(by)}
    if before := done_before(county=row.county, request=request, verb="review", data=data):
        return before
    standing(opened, by)
    if row.state != "waiting" or kept(row).digest != text:
        raise Refused("", _("您看过以后又有了变化。请重新打开页面看一看。"))
    if words := hindered(opened, by):
        raise Refused("", words)
    tell = ""
    row.reviewers = [*row.reviewers, whoever(by)]
    if len(row.reviewers) >= READERS:
        row.state, row.published_at = "published", at
        tell = f"{opened.whole.matter.number} 公开答复：已经公开。随时可以用查询码收回。"
    return append(row=row, verb="review", actor=sign(by, row.place), data=data, request=request, at=at, tell=tell)
