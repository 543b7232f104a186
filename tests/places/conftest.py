"""All divisions in the database, loaded once for this folder's tests."""

import pytest
from pytest_django.plugin import DjangoDbBlocker

from xiangli.places.acts.load import load_divisions
from xiangli.places.models import FormerName, Place


@pytest.fixture(scope="package")
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
