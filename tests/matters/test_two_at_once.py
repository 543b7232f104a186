"""Two clerks on one matter in the same moment: one act stands, the other is told who was first. Real threads."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from tests.houses import AT, ROADS, WATER_OFFICE, owned
from xiangli.ledger.models import Leaf
from xiangli.matters.acts.accept import accept
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
