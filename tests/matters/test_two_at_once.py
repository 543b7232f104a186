"""Two clerks on one matter in the same moment: one act stands, the other is told who was first. Real threads."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.houses import AT, DESK, ROADS, WATER_OFFICE, owned
from xiangli.ledger.models import Leaf
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.extend_ask import extend_ask
from xiangli.matters.acts.extend_grant import extend_grant
from xiangli.matters.acts.extend_refuse import extend_refuse
from xiangli.matters.acts.transfer import transfer
from xiangli.matters.errors import ActError
from xiangli.matters.models import Entry, Matter
from xiangli.site.install import keys, starter_editions


@pytest.mark.django_db(transaction=True)
def test_exactly_one_of_two_simultaneous_acts_stands() -> None:
    keys()
    starter_editions(AT)

    def one(which: int, matter: object) -> str:
        try:
            if which:
                accept(matter=matter, by=ROADS, at=AT, request=uuid4(), expected=1)  # type: ignore[arg-type]
            else:
                transfer(matter=matter, owner=WATER_OFFICE, item="水-1", ground="归水利部门管", by=ROADS, at=AT,
                         request=uuid4(), expected=1)  # type: ignore[arg-type]  # fmt: skip
            return "stands"
        except ActError as wrong:
            return type(wrong).__name__
        finally:
            connection.close()

    for _ in range(8):
        matter, _person = owned()
        with ThreadPoolExecutor(2) as pool:
            got = sorted(pool.map(one, (0, 1), (matter, matter)))
        assert got == ["Conflict", "stands"]
        assert Matter.objects.get(id=matter).seq == 2
        assert Entry.objects.filter(matter=matter).count() == 2
    assert Entry.objects.count() == Leaf.objects.count()


@pytest.mark.django_db(transaction=True)
def test_of_a_consent_and_a_refusal_in_the_same_moment_one_stands() -> None:
    keys()
    starter_editions(AT)

    def one(which: int, matter: UUID) -> str:
        seen = Matter.objects.get(id=matter).seq
        try:
            if which:
                extend_grant(matter=matter, by=DESK, at=AT, request=uuid4(), expected=seen)
            else:
                extend_refuse(matter=matter, ground="可以先做一半", by=DESK, at=AT, request=uuid4(), expected=seen)
            return "stands"
        except ActError as wrong:
            return type(wrong).__name__
        finally:
            connection.close()

    for _ in range(4):
        matter, _person = owned()
        accept(matter=matter, by=ROADS, at=AT, request=uuid4())
        extend_ask(matter=matter, ground="材料还没有到", by=ROADS, at=AT, request=uuid4())
        with ThreadPoolExecutor(2) as pool:
            got = sorted(pool.map(one, (0, 1), (matter, matter)))
        assert got[1] == "stands" and got[0] in ("Conflict", "Refused"), got
        assert (Matter.objects.get(id=matter).seq, Matter.objects.get(id=matter).asks) == (4, "")
