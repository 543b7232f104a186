"""Every address is either listed public or asks ``may()`` for an act; nobody gets in without a post."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.faces.people import signed_in
from xiangli.parties.reads.may import ACTS

PUBLIC = {
    "start", "display", "sign-in", "sign-in-code", "sign-out", "law-shelf", "law-source", "law", "law-article", "report", "places", "follow",
    "following", "follow-rate", "follow-reopen", "receipt", "receipt-qr", "receipt-proof", "receipt-check", "checkpoint", "verify",
    "kit", "kit-qr", "who",
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


@pytest.mark.parametrize("name", STAFF)
def test_no_page_of_staff_opens_without_a_sign_in(name: str, house: None, client: Client) -> None:
    pattern = next(one for one in routes() if one.name == name)
    values = {"id": UUID(int=1), "photo_id": UUID(int=2), "verb": "accept", "name": "late"}
    address = reverse(name, kwargs={key: values[key] for key in pattern.pattern.converters})
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
