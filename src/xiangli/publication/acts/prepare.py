"""A clerk strikes more than the rules did; the reporter is then asked anew, for her yes was to another text."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from xiangli.parties.reads.actor import Actor
from xiangli.publication.acts.append import append, done_before
from xiangli.publication.errors import Refused
from xiangli.publication.models import PublicationStep
from xiangli.publication.reads.opened import Opened
from xiangli.publication.redact import MARK, only_strikes, plain
from xiangli.publication.rights import sign, standing, whoever
from xiangli.publication.text import keep, kept


def prepare(
    *, opened: Opened, question: str, answer: str, by: Actor, request: UUID, at: datetime
) -> PublicationStep:  # fmt: skip
    """Put a text with more struck before the reporter; whoever had read the earlier one reads again."""
    row = opened.row
    text = replace(kept(row), question=plain(question), answer=plain(answer))
    data = {"text": text.digest, "who": whoever(by)}
    if before := done_before(county=row.county, request=request, verb="prepare", data=data):
        return before
    standing(opened, by)
    if row.state not in ("asked", "waiting"):
        raise Refused("", _("已经公开了。要改先撤下。"))
    for name, given, most in (("question", text.question, row.question), ("answer", text.answer, row.answer)):
        if not any(letter.isalnum() for letter in given):
            raise Refused(name, _("全都遮住，就没有可看的了。至少留下一句。"))
        if not only_strikes(given, most):
            raise Refused(
                name, _("只能把字换成 %(mark)s 遮住，不能添字、改字，也不能不留记号就删。") % {"mark": MARK * 2}
            )
    if text == kept(row):
        raise Refused("", _("和现在的文字一样，没有再遮什么。"))
    keep(row, text)
    row.state, row.preparer = "asked", whoever(by)
    tell = f"{opened.whole.matter.number} 公开答复：工作人员又遮了几处，请用查询码看过新的文字再定。"
    return append(row=row, verb="prepare", actor=sign(by, row.place), data=data, request=request, at=at, tell=tell)
