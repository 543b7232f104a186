"""The people side of the demo: several posts, a leave with its stand-in, night duty, three administrators, households."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from xiangli.matters.acts.accept import accept
from xiangli.matters.models import Matter
from xiangli.parties.acts.appoint import appoint, found_organisation
from xiangli.parties.acts.household import Told, member_joins, register_household
from xiangli.parties.acts.second_person import rule
from xiangli.parties.acts.staff import Wanted, post_added, staff_in
from xiangli.parties.acts.stand_in import set_duty, set_stand_in
from xiangli.parties.models import Asking, Deed, Household, Organisation, Person, StandIn, User
from xiangli.parties.reads.actor import Actor, staff
from xiangli.site.demo.people import COUNTY, TOWN, TOWN_NAME

NAMESPACE = UUID("5d0e3a52-7b0f-4f57-9c2e-0d1a64c1b061")
VILLAGE = "430181110232"
"""上升村"""
FAMILIES = (
    (("陈守田", "户主"), ("李桂香", "配偶"), ("陈小禾", "子女")), (("罗大山", "户主"), ("罗阿婆", "父母")),
    (("刘春生", "户主"), ("张兰英", "配偶"), ("刘一鸣", "子女"), ("刘一帆", "子女")), (("彭秋菊", "户主"),),
    (("汤有福", "户主"), ("周银花", "配偶")),
)  # fmt: skip


def acting(username: str, at: datetime) -> Actor:
    """The actor behind a demo sign-in."""
    return staff(User.objects.get(username=username), on=timezone.localdate(at), at=at)


def person(username: str) -> Person:
    """The person behind a demo sign-in."""
    return Person.objects.get(user__username=username)


def parties(*, since: date, until: datetime) -> None:
    """Tell it all once; a stand-in and the night's duty anew when the last have run out."""
    if not Deed.objects.filter(verb="staff_in").exists():
        second_post(since)
        administration(until - timedelta(days=20), until)
        book(until - timedelta(days=60))
    terms(until)


def second_post(since: date) -> None:
    """何 sorts and handles at the township's desk too."""
    desk = Organisation.objects.get(line="desk", place=TOWN)
    appoint(person=person("deputy"), organisation=desk, name="综合办副主任", acts=("sort", "handle"), since=since)  # fmt: skip


def administration(at: datetime, until: datetime) -> None:
    """Somebody came; a strong right was agreed to by a second person; another still waits."""
    window = found_organisation(name=f"{TOWN_NAME}便民服务中心", line="civil_affairs", place=TOWN)
    post = Wanted(organisation=window.id, name="窗口", acts=("handle", "unseal"), since=at.date())
    staff_in(
        username="window",
        name="示范·邓窗口",
        post=post,
        by=acting("admin", at),
        at=at,
        request=uuid5(NAMESPACE, "window"),
    )
    later = at + timedelta(hours=3)
    for asking in Asking.objects.filter(ruled_at__isnull=True):
        rule(
            asking=asking.id,
            grant=True,
            by=acting("security", later),
            at=later,
            request=uuid5(NAMESPACE, "window agreed"),
        )
    now = until - timedelta(hours=2)
    asked = Wanted(organisation=window.id, name="窗口负责人", acts=("unseal",), since=now.date())
    post_added(
        person=person("deputy").id, post=asked, by=acting("admin", now), at=now, request=uuid5(NAMESPACE, "deputy")
    )


def book(at: datetime) -> None:
    """Some households of a village, all invented."""
    if Household.objects.exists():
        return
    clerk, day = acting("village", at), (at - timedelta(days=900)).date()
    for n, ((head, _kin), *others) in enumerate(FAMILIES, 1):
        request = uuid5(NAMESPACE, f"household {n}")
        told = Told(f"示范{head}", "户主", phone=f"1990001{n:04d}")
        row = register_household(
            village=VILLAGE, home=VILLAGE, door=f"{n} 号", head=told, since=day, by=clerk, at=at, request=request
        )
        for name, kin in others:
            member_joins(
                household=row.id,
                member=Told(f"示范{name}", kin),
                since=day,
                by=clerk,
                at=at,
                request=uuid5(request, name),
            )


def terms(until: datetime) -> None:
    """江 is on leave and 何 stands in; tonight 周 is on duty for the township's desk."""
    if StandIn.objects.filter(until__gt=until, ended_at__isnull=True).exists():
        return
    today = timezone.localdate(until)
    start = timezone.make_aware(datetime.combine(today, time(0)))
    set_stand_in(person=person("deputy").id, since=start - timedelta(days=1), until=start + timedelta(days=7),
                 by=acting("away", until), at=until, request=uuid5(NAMESPACE, f"leave {today}"))  # fmt: skip
    desk = Organisation.objects.get(line="desk", place=TOWN)
    evening = timezone.make_aware(datetime.combine(today, time(17, 30)))
    set_duty(organisation=desk.id, person=person("village").id, since=evening + timedelta(days=1), until=evening + timedelta(days=1, hours=15),
             by=acting("desk", until), at=until, request=uuid5(NAMESPACE, f"duty {today}"))  # fmt: skip


def stood_in(until: datetime) -> None:
    """何 takes one matter in hand for 江, so that a timeline shows who acted for whom."""
    waiting = Matter.objects.filter(
        county=COUNTY, owner=f"township_subdistrict@{TOWN}", step="assigned", ended_at__isnull=True
    )
    if first := waiting.order_by("due_at").first():
        accept(matter=first.id, by=acting("deputy", until), at=until, request=uuid5(NAMESPACE, "taken in hand"))
