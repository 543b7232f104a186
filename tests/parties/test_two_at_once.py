"""The same form sent twice in one moment, and two households registered at once: nothing doubled, nothing lost. Real threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.db import connection

from tests.parties.town import AT, LONG_AGO, TODAY, TOWN, VILLAGE, acting, administrators, office, person
from xiangli.parties.acts.household import Told, register_household
from xiangli.parties.acts.staff import Wanted, staff_in
from xiangli.parties.models import Deed, Household, User
from xiangli.places.models import Place
from xiangli.site.install import keys
from xiangli.vault import keys as vault_keys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def house(db: None, settings: LazySettings) -> None:
    """Administrators and a village's clerk."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a test needs no slow hash
    keys()
    vault_keys.forget()
    administrators()
    person("clerk", ("desk", VILLAGE, ("households",)))
    Place.objects.update_or_create(code=VILLAGE, defaults={"name": "示例村", "level": "village", "parent": TOWN})
    vault_keys.county_key(VILLAGE[:6])


def both(act: Callable[[UUID], object], requests: tuple[UUID, UUID]) -> list[object]:
    """Two threads that start the act in the same moment."""
    gate = Barrier(2)

    def run(request: UUID) -> object:
        try:
            gate.wait()
            return act(request)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, requests))


def test_one_form_sent_twice_in_one_moment_takes_in_one_person() -> None:
    desk, sys = office("desk", TOWN).id, acting("sys")
    for n in range(4):
        once, post = uuid4(), Wanted(organisation=desk, name="科员", acts=("sort",), since=TODAY)

        def take_in(request: UUID, n: int = n, post: Wanted = post) -> object:
            return staff_in(username=f"new{n}", name="示例新", post=post, by=sys, at=AT, request=request).repeated

        assert sorted(map(bool, both(take_in, (once, once)))) == [False, True]
        assert User.objects.filter(username=f"new{n}").count() == Deed.objects.filter(request=once).count() == 1


def test_two_households_registered_at_once_get_two_numbers() -> None:
    clerk = acting("clerk")

    def register(request: UUID) -> object:
        return register_household(
            village=VILLAGE,
            home=VILLAGE,
            door="",
            head=Told("示例某", "户主"),
            since=LONG_AGO,
            by=clerk,
            at=AT,
            request=request,
        ).number

    for _ in range(4):
        both(register, (uuid4(), uuid4()))
    assert sorted(Household.objects.values_list("number", flat=True)) == list(range(1, 9))
