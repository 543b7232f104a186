"""A stand-in is set by the person herself for a term, or for an office's night by whoever works there; and called back."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from xiangli.parties.acts.again import again
from xiangli.parties.acts.note import known, note, subject
from xiangli.parties.errors import NotFound, PartyError
from xiangli.parties.models import Organisation, Person, StandIn
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.parties.reads.colleagues import may_stand_in
from xiangli.parties.reads.signature import under

LONGEST = timedelta(days=92)
"""A norm of this platform: who is away longer than three months hands over the post, not the work."""
LONGEST_DUTY = timedelta(hours=72)
"""Long enough for a holiday's weekend in one line."""


@again
def set_stand_in(*, person: UUID, since: datetime, until: datetime, by: Actor, at: datetime, request: UUID) -> StandIn:
    """``by`` lets ``person`` act for her from ``since`` until the instant ``until``, in all her posts but no strong right.

    Raises PartyError by field: herself, somebody without a post here, a term that is over, too long or doubled.
    """
    own = own_hats(by)
    if by.person is None or not own:
        raise PartyError("只有自己有岗位的人才能设代班人。")
    county, data = own[0].office.split("@")[1][:6], _data(person, since, until)
    with transaction.atomic():
        if found := known(county=county, request=request, verb="stand_in_set", data=data):
            return StandIn.objects.get(id=subject(found))
        other = _checked(person, since, until, by, at, LONGEST)
        double = StandIn.objects.filter(of=by.person, by=other, ended_at__isnull=True, since__lt=until, until__gt=since)
        if double.exists():
            raise PartyError(f"{other.name}在这段时间里已经替您代班了。", "person")
        made = StandIn.objects.create(
            id=request, county=county, of_id=by.person, by=other, since=since, until=until,
            set_by=under(by.person_name, own[0]), made_at=at,
        )  # fmt: skip
        said = f"请{other.name}代班，{_term(since, until)}"
        note(county=county, verb="stand_in_set", by=by, said=said, at=at, request=request, subject=made.id, data=data)
    return made


@again
def set_duty(
    *, organisation: UUID, person: UUID, since: datetime, until: datetime, by: Actor, at: datetime, request: UUID
) -> StandIn:
    """``person`` is on duty for an office in which ``by`` has a post of her own, to sort and handle there."""
    hat = next((one for one in own_hats(by) if one.office == _office(organisation)), None)
    if hat is None:
        raise NotFound("只有本单位的人能排本单位的班。")
    county, data = hat.office.split("@")[1][:6], {**_data(person, since, until), "organisation": str(organisation)}
    with transaction.atomic():
        if found := known(county=county, request=request, verb="duty_set", data=data):
            return StandIn.objects.get(id=subject(found))
        other = _checked(person, since, until, by, at, LONGEST_DUTY, herself=True)
        made = StandIn.objects.create(
            id=request, county=county, organisation_id=organisation, by=other, since=since, until=until,
            set_by=under(by.person_name, hat), made_at=at,
        )  # fmt: skip
        said = f"{hat.organisation}由{other.name}值班，{_term(since, until)}"
        note(county=county, verb="duty_set", by=by, said=said, at=at, request=request, subject=made.id, data=data)
    return made


@again
def call_back(*, stand_in: UUID, by: Actor, at: datetime, request: UUID) -> StandIn:
    """End a term early: whoever it is for, whoever stands in, or a colleague of the office on duty. Raises NotFound."""
    with transaction.atomic():
        found = StandIn.objects.select_for_update(of=("self",)).select_related("organisation", "by")
        row = found.filter(id=stand_in).first()
        offices = {hat.office for hat in own_hats(by)}
        mine = row is not None and by.person is not None and by.person in (row.of_id, row.by_id)
        ours = row is not None and row.organisation is not None and _named(row.organisation) in offices
        if row is None or not (mine or ours):
            raise NotFound("没有这次代班，或者不归您改。")
        if row.ended_at is None and row.until > at:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            note(county=row.county, verb="stand_in_ended", by=by, said=f"{row.by.name}的代班到此为止", at=at,
                 request=request, subject=row.id, data={})  # fmt: skip
        return row


def own_hats(actor: Actor) -> list[Hat]:
    """Her own posts, also those she has put aside for now; not those she stands in for."""
    return [hat for hat in (*actor.hats, *actor.others) if not hat.stands_for and hat.until is None]


def _checked(
    person: UUID, since: datetime, until: datetime, by: Actor, at: datetime, longest: timedelta, herself: bool = False
) -> Person:
    if until <= since:
        raise PartyError("结束要在开始之后。", "until")
    if until <= at:
        raise PartyError("这段时间已经过去了。", "until")
    if until - since > longest:
        raise PartyError(f"最长 {longest.days} 天；再长请办岗位变动。", "until")
    if person == by.person and not herself:
        raise PartyError("代班人不能是自己。", "person")
    other = may_stand_in(actor=by, person=person, on=since.date())
    if other is None:
        raise PartyError("这个人那天在本地没有岗位，不能代班。请换一个人。", "person")
    return other


def _data(person: UUID, since: datetime, until: datetime) -> dict[str, str]:
    return {"person": str(person), "since": since.isoformat(), "until": until.isoformat()}


def _term(since: datetime, until: datetime) -> str:
    return f"{since.astimezone():%Y-%m-%d %H:%M} 至 {until.astimezone():%Y-%m-%d %H:%M}"


def _office(organisation: UUID) -> str:
    found = Organisation.objects.filter(id=organisation).first()
    return _named(found) if found else ""


def _named(organisation: Organisation) -> str:
    return f"{organisation.line}@{organisation.place}"
