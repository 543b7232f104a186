"""Who is acting: a person under her posts, a reporter by follow code, a program by token, or the platform itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from xiangli.law.limits import SHANGHAI
from xiangli.parties.digest import digest
from xiangli.parties.models import Post, StandIn, Token, User
from xiangli.parties.rights import ADMINISTRATORS, STRONG

REMEMBERED = timedelta(days=30)
"""How long a stand-in is told in plain words that her term is over."""

ON_DUTY = ("sort", "handle")
"""What night duty for an office allows, as far as the office's own posts allow it."""


@dataclass(frozen=True, slots=True)
class Hat:
    """One post as it counts for permission: places × lines × acts.

    ``key`` names it in the switch between posts. ``stands_for`` is the person stood in for ('' for one's own post and
    for night duty), ``until`` the end of a stand-in's term.
    """

    post: UUID
    name: str
    organisation: str
    office: str
    places: tuple[str, ...]
    lines: tuple[str, ...]
    acts: tuple[str, ...]
    key: str = ""
    stands_for: str = ""
    until: datetime | None = None

    def covers(self, place: str) -> bool:
        """Whether ``place`` is one of this post's places or lies under one."""
        return any(place == code or place.startswith(code) for code in self.places)

    def answers(self, line: str) -> bool:
        """Whether the post carries this business line."""
        return "*" in self.lines or line in self.lines


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts. ``name`` is for messages; what entries keep is ``parties.reads.signature.signed``.

    ``hats`` are the posts she works in now, ``others`` those she has put aside, ``lapsed`` stand-ins whose term is
    over. ``withheld`` are acts her posts give but that wait for her second factor, ``first`` the page she must see
    before any other, ``worn`` the key of the one post she has chosen ('' while she works in all).
    """

    kind: str
    name: str
    hats: tuple[Hat, ...] = ()
    report: UUID | None = None
    person: UUID | None = None
    person_name: str = ""
    others: tuple[Hat, ...] = ()
    lapsed: tuple[Hat, ...] = ()
    withheld: frozenset[str] = frozenset()
    first: str = ""
    worn: str = ""


SYSTEM = Actor(kind="system", name="系统")
PUBLIC = Actor(kind="public", name="群众")


def reporter(report: UUID) -> Actor:
    """The person who holds the follow code of ``report``; no name is known or kept."""
    return Actor(kind="reporter", name="报事人", report=report)


def staff(user: User, *, on: date, at: datetime | None = None, wearing: str = "") -> Actor:
    """The signed-in person with the posts that run on day ``on`` and those she stands in for at the moment ``at``.

    ``wearing`` (a hat's key) narrows to one; without it she works in all. Two statements, a third where she stands in;
    PUBLIC when nobody is signed in or no post runs.
    """
    if not user.is_authenticated:
        return PUBLIC
    now = at or datetime.combine(on, time(0), SHANGHAI)
    posts = list(_running(Q(person__user=user), on))
    own = _apart([_own(post) for post in posts])
    found = StandIn.objects.filter(by__user=user, since__lte=now, until__gt=now - REMEMBERED)
    terms = list(found.select_related("by", "of", "organisation"))
    stands = _stands(terms, on)
    running = [hat for hat in stands if hat.until and hat.until > now]
    if not own and not stands:
        return PUBLIC
    person = posts[0].person if posts else terms[0].by
    needed = set(settings.SECOND_FACTOR_FOR) if user.second_factor_at is None else set()
    hats = [_without(hat, needed) for hat in (*own, *running)]
    worn = [hat for hat in hats if hat.key == wearing]
    return Actor(
        kind="post",
        name=f"{person.name}（{(worn or hats or stands)[0].organisation}）",
        hats=tuple(worn or hats),
        person=person.id,
        person_name=person.name,
        others=tuple(hat for hat in hats if worn and hat is not worn[0]),
        lapsed=tuple(hat for hat in stands if hat.until and hat.until <= now),
        withheld=frozenset(act for hat in own for act in hat.acts if act in needed),
        first="/me/password/" if user.must_change else "",
        worn=worn[0].key if worn else "",
    )


def program(token: str, *, on: date) -> Actor | None:
    """The post behind an API token, or None when the token is unknown, ended or its post is over. One statement.

    It acts with the post's plain rights only, and signs “甲 经程序“某某”（单位·岗位）”.
    """
    found = (
        Token.objects.filter(digest=digest(token), ended_at__isnull=True)
        .select_related("post__person", "post__organisation")
        .first()
    )
    if found is None or (found.post.until and found.post.until < on):
        return None
    hat, person = _without(_own(found.post), set(STRONG)), found.post.person
    name = f"{person.name} 经程序“{found.name}”"
    return Actor(
        kind="post", name=f"{person.name}（{hat.organisation}）", hats=(hat,), person=person.id, person_name=name
    )


def _running(who: Q, on: date) -> Iterable[Post]:
    posts = Post.objects.filter(who, since__lte=on).select_related("person", "organisation").order_by("since", "id")
    return [post for post in posts if post.until is None or post.until >= on]


def _own(post: Post) -> Hat:
    return Hat(
        post=post.id, name=post.name, organisation=post.organisation.name,
        office=f"{post.organisation.line}@{post.organisation.place}",
        places=tuple(post.places), lines=tuple(post.lines), acts=tuple(post.acts), key=str(post.id),
    )  # fmt: skip


def _apart(hats: list[Hat]) -> list[Hat]:
    """Should two of the three administrators have met in one person against the rule, none of them counts."""
    held = {act for hat in hats for act in hat.acts if act in ADMINISTRATORS}
    return hats if len(held) < 2 else [_without(hat, held) for hat in hats]


def _without(hat: Hat, acts: set[str]) -> Hat:
    return replace(hat, acts=tuple(act for act in hat.acts if act not in acts)) if acts & set(hat.acts) else hat


def _stands(terms: Sequence[StandIn], on: date) -> list[Hat]:
    """The posts she stands in for: each running post of the person, or one for the office on duty; no strong right."""
    if not terms:
        return []
    people = [term.of_id for term in terms if term.of_id]
    offices = [term.organisation_id for term in terms if term.organisation_id]
    posts = list(_running(Q(person__in=people) | Q(organisation__in=offices), on))
    hats = []
    for term in terms:
        until = min(term.until, term.ended_at) if term.ended_at else term.until
        if term.of is not None:
            for post in (one for one in posts if one.person_id == term.of_id):
                plain = _without(_own(post), set(STRONG))
                hats.append(replace(plain, key=f"{term.id}.{post.id}", stands_for=term.of.name, until=until))
        elif term.organisation is not None:
            hats.append(_duty(term, [one for one in posts if one.organisation_id == term.organisation_id], until))
    return hats


def _duty(term: StandIn, posts: Sequence[Post], until: datetime) -> Hat:
    office = term.organisation
    assert office is not None
    kept = {
        name: tuple(sorted({v for one in posts for v in getattr(one, name)})) for name in ("places", "lines", "acts")
    }
    return Hat(
        post=term.id, name="值班", organisation=office.name, office=f"{office.line}@{office.place}",
        places=kept["places"], lines=kept["lines"], acts=tuple(a for a in kept["acts"] if a in ON_DUTY),
        key=str(term.id), until=until,
    )  # fmt: skip
