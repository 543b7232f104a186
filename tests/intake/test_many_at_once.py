"""Many people tell of one event in the same moment: one matter, every report in it, nobody is sent away."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from tests.houses import AT, TOWN
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.ledger.models import Leaf
from xiangli.matters.models import Entry, Matter, Report
from xiangli.site.install import keys, starter_editions

TEXT = "大瑶镇南川路口的三盏路灯半个月不亮了，晚上学生回家看不见路"


@pytest.mark.django_db(transaction=True)
def test_eight_writers_joining_one_matter_lose_nothing() -> None:
    keys()
    starter_editions(AT)
    receive([Incoming(id=uuid4(), text=TEXT, place=TOWN)], at=AT)

    def tell(_n: int) -> list[str]:
        try:
            return [receive([Incoming(id=uuid4(), text=TEXT, place=TOWN)], at=AT)[0].status for _ in range(12)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        got = [status for told in pool.map(tell, range(8)) for status in told]
    assert set(got) == {"joined"}
    matter = Matter.objects.get()
    assert (matter.reports, matter.seq, Report.objects.count(), Entry.objects.count()) == (97, 97, 97, 97)
    assert Leaf.objects.count() == 97
