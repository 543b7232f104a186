"""Which office a topic belongs to at the place that is known."""

from __future__ import annotations

import pytest

from xiangli.lists.reads.owner_of import general, lawful, level_of, owner_of


def office(topic: str, place: str) -> str:
    owner = owner_of(topic, place)
    assert owner is not None
    return owner.office


def test_a_city_place_is_answered_by_the_citys_line() -> None:
    assert office("bus", "4301") == "transport@4301"


def test_a_township_is_answered_by_the_countys_line_where_the_township_has_no_item() -> None:
    assert office("bus", "430181103") == "transport@430181"


def test_a_township_item_with_only_a_city_known_goes_to_the_line_at_that_level() -> None:
    assert office("village_affairs", "430181103") == "township_subdistrict@430181103"
    assert office("village_affairs", "430181") == "agriculture_rural@430181"
    assert office("village_affairs", "4301") == "agriculture_rural@4301"


def test_a_village_and_what_lies_below_it_are_answered_by_the_township() -> None:
    assert office("village_affairs", "430181103201") == "township_subdistrict@430181103"
    assert office("village_affairs", "430181103201g03") == "township_subdistrict@430181103"


def test_a_line_without_a_county_office_is_found_at_the_city() -> None:
    assert office("rail_metro", "430181103") == "rail_metro@4301"


def test_a_township_that_only_shares_a_duty_stands_behind_the_line_whose_duty_it_is() -> None:
    assert [owner.line for owner in lawful("street_lights", "430181103")] == [
        "urban_management",
        "township_subdistrict",
    ]


def test_an_owner_carries_its_item_its_basis_and_who_assists() -> None:
    owner = owner_of("minimum_living", "430181103")
    assert owner is not None
    assert (owner.basis, owner.level) == ("《社会救助法》第37条", "township")
    assert owner.item.startswith("Z-")
    assert owner.assist == ("civil_affairs",)


def test_an_unknown_topic_has_no_owner() -> None:
    assert owner_of("weather", "430181") is None
    assert lawful("weather", "430181") == ()


def test_a_township_office_owns_nothing_at_a_city() -> None:
    assert general("township_subdistrict", "4301") is None
    township = general("township_subdistrict", "430181103")
    assert township is not None and township.office == "township_subdistrict@430181103"


@pytest.mark.parametrize("code", ["", "4", "430", "43018110", "43018１", "湖南省", "4301811032011"[:11]])
def test_what_is_no_place_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not a place code"):
        level_of(code)
