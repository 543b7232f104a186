"""Correct: place or topic were read wrongly; a person says which it is. What was proposed stays on record beside it."""

from datetime import datetime
from uuid import UUID

from xiangli.law.language import FieldError
from xiangli.lists.edition import topics
from xiangli.matters.acts.perform import Done, perform
from xiangli.matters.errors import BadFields, Forbidden, NoSuchMatter
from xiangli.matters.fold import levels
from xiangli.matters.models import Entry, Matter
from xiangli.matters.roles import roles
from xiangli.parties.reads.actor import Actor
from xiangli.places.reads.known import known


def correct(*, matter: UUID, by: Actor, at: datetime, request: UUID, place: str = "", topic: str = "") -> Done:
    """Set ``place`` (a code in the same county) or ``topic`` or both. The desk's act. Raises BadFields, Forbidden, NoSuchMatter."""
    row = Matter.objects.filter(id=matter).first()
    if row is None:
        raise NoSuchMatter
    if "desk" not in roles(by, row):
        raise Forbidden(by.name, "更正")
    errors = []
    if not place and not topic:
        errors.append(FieldError("place", "地方和事由至少改一样。"))
    if place and (wrong := known(place)):
        errors.append(FieldError("place", wrong))
    elif place and place[:6] != row.county[:6]:
        errors.append(FieldError("place", "外县的事要移送，不能在这里改地方。"))
    if topic and topic not in topics():
        errors.append(FieldError("topic", "没有这个事由。"))
    if errors:
        raise BadFields(errors)

    def level(entry: Entry) -> None:
        if place:
            Matter.objects.filter(id=row.id, county=row.county).update(**levels(place))

    data = {"place": place, "topic": topic}
    return perform(matter=matter, verb="correct", data=data, by=by, at=at, request=request, also=level)
