"""The one byte string of a value."""

import hashlib
import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangli.proof.canonical import NotCanonical, canonical, leaf
from xiangli.proof.ids import uuid7

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def test_keys_are_sorted_and_nothing_is_escaped_or_spaced() -> None:
    assert canonical({"乙": 2, "甲": [True, None], "a": 'x"\n'}) == '{"a":"x\\"\\n","乙":2,"甲":[true,null]}'.encode()


@given(VALUES)
def test_canonical_bytes_read_back_as_the_value_and_are_the_same_again(value: object) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@given(st.dictionaries(TEXT, st.integers(), min_size=2))
def test_the_order_in_which_keys_were_given_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_composed_and_decomposed_characters_stay_different() -> None:
    assert canonical("é") != canonical("e\u0301")


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"a": [1, 2.0]}, "a[1]"),
        ({"a": {"b": float("nan")}}, "a.b"),
        ({1: "x"}, ""),
        ({"a": b"x"}, "a"),
        ({"a": uuid.UUID(int=1)}, "a"),
        ([{"a": {1, 2}}], "[0].a"),
        ("\ud800", ""),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_path(value: object, where: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        canonical(value)
    assert caught.value.where == where


def test_a_leaf_is_the_hash_of_salt_then_content() -> None:
    assert leaf(b"s" * 16, b"content") == hashlib.sha256(b"s" * 16 + b"content").digest()


def test_ids_are_version_seven_and_grow() -> None:
    ids = [uuid7() for _ in range(2000)]
    assert {(type(one), one.version) for one in ids} == {(uuid.UUID, 7)}
    assert ids == sorted(set(ids))
