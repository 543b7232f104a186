"""The quick way through the entries puts together exactly the bytes an act hashed, whatever people typed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ledger.building import AT, add_entries
from xiangli.ledger.models import Leaf
from xiangli.ledger.reads.raw_leaves import between
from xiangli.matters.form import content
from xiangli.matters.models import Entry
from xiangli.matters.reads.stored import PAGE, stored_batches
from xiangli.proof.canonical import leaf
from xiangli.proof.ids import uuid7

pytestmark = pytest.mark.django_db
TEXTS = ["", "示例", 'say "no" \\ / \b\f\n\r\t', "\x01\x1f\x7f\x80\u2028", "😀𠮷㮾梨", "<&'>", '","at":"', "null"]


def put(actor: str, data: dict[str, Any], at: datetime = AT) -> Entry:
    entry = Entry(
        id=uuid7(), county="430181", matter=uuid7(), seq=1, verb="open", at=at, actor=actor, data=data, salt=b"s" * 16
    )
    entry.leaf = leaf(b"s" * 16, content(entry))
    entry.save(force_insert=True)
    Leaf.objects.create(entry=entry.id, county=entry.county, leaf=entry.leaf, at=at)
    return entry


def salted() -> list[bytes]:
    found: list[bytes] = []
    for batch in stored_batches():
        assert batch.salted is not None
        assert (
            list(batch.ids) == [row[0] for row in between(after=None, upto=batch.last, limit=10_000)][-len(batch.ids) :]
        )
        found += batch.salted
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_type_comes_out_as_it_was_hashed(text: str) -> None:
    entry = put(text[:120], {"text": text, text or "key": [text, {"b": text, "a": None}]})
    assert salted() == [b"s" * 16 + content(entry)]


@pytest.mark.parametrize("micros", [0, 1, 500_000, 999_999])
@pytest.mark.parametrize("year", [1999, 2026])
def test_moments_come_out_with_microseconds_in_world_time(micros: int, year: int) -> None:
    entry = put("甲", {}, datetime(year, 12, 31, 23, 59, 59, micros, tzinfo=UTC) + timedelta(hours=1))
    assert salted() == [b"s" * 16 + content(entry)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6),
        st.recursive(
            st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1)
            | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc甲"), inner, max_size=3),
            max_leaves=6,
        ),
        max_size=4,
    )
)  # fmt: skip
def test_any_data_comes_out_as_it_was_hashed(data: dict[str, Any]) -> None:
    Entry.objects.all().delete()
    Leaf.objects.all().delete()
    entry = put("甲", data)
    assert salted() == [b"s" * 16 + content(entry)]


def test_pages_meet_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = add_entries(7)
    for size in (1, 2, 7, 8):
        monkeypatch.setitem(PAGE, "sqlite", size)
        monkeypatch.setitem(PAGE, "postgresql", size)
        assert salted() == [bytes(one.salt) + content(one) for one in entries]
