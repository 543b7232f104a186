"""Registries of this test's own: what it registers, no other test sees."""

import pytest

from xiangli.work import registry


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty tables of kinds and rounds."""
    monkeypatch.setattr(registry, "_kinds", {})
    monkeypatch.setattr(registry, "_rounds", {})
