"""Every address is either listed public or asks ``may()`` for an act; nobody gets in without a post."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.faces.people import COUNTY, hire, signed_in
from xiangli.parties.acts.appoint import appoint, found_organisation
from xiangli.parties.models import Person, StandIn, User
from xiangli.parties.reads.actor import staff
from xiangli.parties.reads.may import ACTS, may
from xiangli.parties.rights import SHORT, STRONG
from xiangli.proof.ids import uuid7

PUBLIC = {
    "start", "display", "sign-in", "sign-in-code", "sign-out", "law-shelf", "law-source", "law", "law-article",
    "report", "places", "follow", "following", "follow-rate", "follow-reopen", "follow-supplement", "receipt",
    "receipt-qr", "receipt-proof", "receipt-check", "checkpoint", "verify", "kit", "kit-qr", "who", "quorum-kinds",
    "quorum", "receipt-slip", "draw-again", "ledgers", "ledger-key", "ledger-tile",
    "follow-publish", "published", "published-one",
}  # fmt: skip


def routes() -> Iterator[URLPattern]:
    """The patterns of ``xiangli.faces.urls``."""
    for one in get_resolver("xiangli.faces.urls").url_patterns:
        assert not isinstance(one, URLResolver)
        yield one


def test_every_page_is_listed_public_or_needs_an_act() -> None:
    seen = {one.name: one.callback.access for one in routes()}
    assert {name for name, access in seen.items() if access == "public"} == PUBLIC
    assert all(set(access) <= set(ACTS) for access in seen.values() if access != "public")
    assert len(seen) > len(PUBLIC)


STAFF = [one.name for one in routes() if one.name not in PUBLIC]


SAMPLES: dict[str, object] = {
    "UUIDConverter": UUID(int=1), "SlugConverter": "accept", "StringConverter": "430181", "IntConverter": 1,
}  # fmt: skip
"""Something of each kind that an address may hold."""


@pytest.mark.parametrize("name", STAFF)
def test_no_page_of_staff_opens_without_a_sign_in(name: str, db: None, client: Client) -> None:
    pattern = next(one for one in routes() if one.name == name)
    values = {key: SAMPLES[type(kind).__name__] for key, kind in pattern.pattern.converters.items()}
    address = reverse(name, kwargs=values)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code in (302, 405)
        assert answer.status_code == 405 or answer.headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    ("user", "address", "status"),
    [
        ("roads", "/desk/sort/", 403), ("roads", "/desk/import/", 403), ("roads", "/oversight/", 403), ("watch", "/desk/", 403),
        ("desk", "/oversight/", 403), ("watch", "/oversight/", 200), ("roads", "/desk/", 200), ("desk", "/desk/sort/", 200),
    ],
)  # fmt: skip
def test_a_post_opens_its_own_doors_only(user: str, address: str, status: int, house: None) -> None:
    assert signed_in(user).get(address).status_code == status


PLAIN = {
    one.name: one.callback.access for one in routes() if one.callback.access != "public" and not one.pattern.converters
}
"""Pages of staff that need no id: the acts any of which opens each."""


def standing_in(*, over: bool) -> Client:
    """Somebody whose own post allows nothing stands in for one whose posts allow everything but two administrators'."""
    hire("whole", line="desk", place=COUNTY, acts=[act for act in SHORT if act not in ("secure", "audit")], lines=["*"])
    hire("bare", line="health", place=COUNTY, acts=[])
    now, day = timezone.now(), timedelta(days=1)
    whole, bare = (Person.objects.get(user__username=name) for name in ("whole", "bare"))
    StandIn.objects.create(id=uuid7(), county=COUNTY, of=whole, by=bare, since=now - 3 * day, made_at=now, set_by="示例",
                           until=now - day if over else now + day)  # fmt: skip
    return signed_in("bare")


def wanted(access: tuple[str, ...]) -> bool:
    """Whether a plain right opens the page: strong ones never pass to a stand-in."""
    return bool(set(access) - set(STRONG))


def opened(client: Client, name: str) -> tuple[bool, str]:
    """Whether a page opens, and what it says; an address that only takes what is sent is sent nothing."""
    answer = client.get(reverse(name))
    if answer.status_code == 405:
        answer = client.post(reverse(name))
    return answer.status_code != 403, answer.content.decode(errors="replace")


def test_a_stand_in_opens_what_the_post_opens_but_nothing_strong(house: None) -> None:
    client = standing_in(over=False)
    assert {name: opened(client, name)[0] for name in PLAIN} == {name: wanted(PLAIN[name]) for name in PLAIN}


def test_a_stand_in_whose_term_is_over_opens_none_of_it_and_is_told_why(house: None) -> None:
    client = standing_in(over=True)
    for name, access in PLAIN.items():
        opens, words = opened(client, name)
        assert opens is False or access == ("self",), name
        assert ("代班的期限到" in words) is wanted(access) or access == ("self",), name


def test_the_post_one_works_in_is_the_only_one_that_counts(house: None) -> None:
    acts = [act for act in SHORT if act not in ("secure", "audit")]
    hire("whole", line="desk", place=COUNTY, acts=acts, lines=["*"])
    other = found_organisation(name="示例他处", line="health", place=COUNTY)
    person = Person.objects.get(user__username="whole")
    appoint(person=person, organisation=other, name="兼", acts=[], since=timezone.localdate() - timedelta(days=9))
    user, today = User.objects.get(username="whole"), timezone.localdate()
    both = staff(user, on=today)
    full, empty = (staff(user, on=today, wearing=hat.key) for hat in sorted(both.hats, key=lambda hat: -len(hat.acts)))
    assert [(may(both, act), may(full, act), may(empty, act)) for act in acts] == [(True, True, False)] * len(acts)
