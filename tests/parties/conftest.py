"""What these tests stand on: keys and the append-only guards; no procedure is needed for people."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from xiangli.site.install import guard, keys
from xiangli.vault import keys as vault_keys


@pytest.fixture
def ready(db: None, settings: LazySettings) -> Iterator[None]:
    """Keys and guards, inside the test's transaction."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a test needs no slow hash
    keys()
    vault_keys.forget()
    guard()
    yield
    vault_keys.forget()
