"""A house made ready for its pages: keys, procedures, a county with a township and a village, people at their desks."""

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from tests.faces.people import COUNTY, NOW, TOWN, VILLAGE, hire
from xiangli.places.models import Place
from xiangli.site.install import keys, starter_editions


@pytest.fixture
def house(db: None, settings: LazySettings) -> None:
    """Township desk ``desk``, county office ``roads``, overseer ``watch``; places as the real ones are called."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a test needs no slow hash
    settings.SECOND_FACTOR_FOR = ()  # the way to it has tests of its own
    keys()
    starter_editions(NOW)
    rows = [
        ("43", "湖南省", "province"),
        (COUNTY, "浏阳市", "county"),
        (TOWN, "永和镇", "township"),
        (VILLAGE, "示例村", "village"),
    ]
    for code, name, level in rows:
        Place.objects.get_or_create(code=code, defaults={"name": name, "level": level})
    hire(
        "desk",
        line="desk",
        place=TOWN,
        acts=["sort", "handle", "import", "unseal"],
        lines=["desk", "township_subdistrict"],
    )
    hire("roads", line="transport", place=COUNTY, acts=["handle"])
    hire("watch", line="discipline", place=COUNTY, acts=["oversee"])
