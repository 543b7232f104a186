"""What these tests stand on: keys, guards, one township of the shipped divisions with its villages, and an invented village's rosters as files."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from tests.registers.village import TOWN
from xiangli.places.kept import forget
from xiangli.places.models import Place
from xiangli.places.rows import divisions
from xiangli.site.install import guard, keys
from xiangli.vault import keys as vault_keys


@pytest.fixture
def ready(db: None, settings: LazySettings) -> Iterator[None]:
    """Keys, guards, and a township with its villages, inside the test's transaction."""
    keys()
    vault_keys.forget()
    guard()
    for one in divisions():
        if one.code in (TOWN[:6], TOWN) or one.code.startswith(TOWN):
            told = {"name": one.name, "level": one.level, "parent": one.parent, "valid_to": None}
            Place.objects.update_or_create(code=one.code, defaults=told)
    forget()
    yield
    vault_keys.forget()
