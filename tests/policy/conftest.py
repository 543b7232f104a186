"""Keys and the shipped procedures, as ``xiangli init`` leaves them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from xiangli.policy.reads import edition
from xiangli.site.install import keys, starter_editions


@pytest.fixture
def ready(db: None, tmp_path: Path, settings: LazySettings) -> None:
    """A database with keys of its own and the shipped procedures published."""
    settings.VAR, settings.KEYS = tmp_path, tmp_path / "keys"
    keys()
    starter_editions(datetime(2024, 1, 2, tzinfo=UTC))
    yield
    edition.forget()
