"""All divisions in the database, loaded once for each file of this folder."""

from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from xiangli.places.acts.load import load_divisions
from xiangli.places.models import FormerName, Place


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keeps a file's tests on one worker and together: loading 43,000 rows for each test would take minutes."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def divisions_loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker):
    """Every division; taken out again, as other folders count on an empty house."""
    with django_db_blocker.unblock():
        load_divisions()
        yield
        Place.objects.all().delete()
        FormerName.objects.all().delete()


@pytest.fixture
def loaded(divisions_loaded: None, db: None) -> None:
    """The divisions, in a test that may write and is rolled back."""
