"""A signing key for every test of the ledger."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from xiangli.ledger import keys


@pytest.fixture(autouse=True)
def key_folder(tmp_path: Path, settings: LazySettings) -> Path:
    """A folder of keys of this test's own."""
    settings.KEYS = tmp_path / "keys"
    settings.PUBLIC_URL = "https://xiangli.test"
    keys.ensure(settings.KEYS)
    return settings.KEYS
