"""The page on the life of a leaf names functions that exist."""

import importlib
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "life-of-a-leaf.md"
NAMES = sorted(set(re.findall(r"`(xiangli(?:\.\w+)+)`", PAGE.read_text(encoding="utf-8"))))


def test_the_page_names_functions() -> None:
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_a_name_on_the_page_can_be_imported(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert callable(getattr(importlib.import_module(module), attribute))
