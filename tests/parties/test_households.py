"""Households: dated, never deleted, names sealed and opened for a purpose only, by whoever keeps that village's book."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.parties.town import AT, TODAY, TOWN, VILLAGE, acting, person
from xiangli.parties.acts.household import (
    Told,
    head_changes,
    household_moves,
    member_joins,
    member_leaves,
    register_household,
)
from xiangli.parties.acts.open_names import open_names
from xiangli.parties.errors import IdReused, NotAllowed, NotFound, PartyError
from xiangli.parties.identity import fault
from xiangli.parties.models import Deed, Household, Member
from xiangli.parties.reads.households import household, households, villages
from xiangli.places.models import Place
from xiangli.vault.models import Opening, Sealed

pytestmark = pytest.mark.usefixtures("ready")
GROUP = f"{VILLAGE}g03"
HEAD = Told("示例陈一", "户主", "19900001234", "11010519491231002X")
WHEN = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def village(ready: None) -> None:
    """A village with a group; its clerk, one without the right to open names, and a neighbour's clerk."""
    for code, name, level, parent in (
        (TOWN, "示例镇", "township", ""), (VILLAGE, "示例村", "village", TOWN), (GROUP, "三组", "below", VILLAGE),
    ):  # fmt: skip
        Place.objects.update_or_create(code=code, defaults={"name": name, "level": level, "parent": parent})
    person("clerk", ("desk", VILLAGE, ("households", "unseal")), name="示例文书")
    person("plain", ("desk", VILLAGE, ("households",)))
    person("next", ("desk", "430181110202", ("households", "unseal")))


def registered(**more: Any) -> Household:
    """A household as the clerk registers it."""
    given = {"village": VILLAGE, "home": GROUP, "door": "12 号", "head": HEAD, "since": WHEN, "request": uuid4()} | more
    return register_household(by=acting("clerk"), at=AT, **given)


def joins(row: Household, name: str = "示例陈二", kin: str = "配偶", request: UUID | None = None) -> Household:
    """One more member."""
    return member_joins(
        household=row.id, member=Told(name, kin), since=WHEN, by=acting("clerk"), at=AT, request=request or uuid4()
    )


def present(row: Household) -> list[str]:
    """Relations of those who live there now, head first."""
    return [one.kin for one in household(actor=acting("clerk"), id=row.id).members if one.until is None]


def test_a_household_has_a_number_a_home_and_a_head_whose_name_stands_nowhere_in_the_clear() -> None:
    rows = [registered(), registered()]
    assert [row.number for row in rows] == [1, 2]
    assert present(rows[0]) == ["户主"]
    sealed = bytes(Sealed.objects.order_by("id")[0].box)
    everything = sealed + b"".join(str(deed.__dict__).encode() for deed in Deed.objects.all())
    assert "陈一".encode() not in everything and b"19900001234" not in everything


def test_names_open_for_a_purpose_by_whoever_may_and_each_opening_is_on_record() -> None:
    row = registered()
    with pytest.raises(PartyError, match="用途"):
        open_names(household=row.id, purpose="看", by=acting("clerk"), at=AT, request=uuid4())
    with pytest.raises(NotAllowed):
        open_names(household=row.id, purpose="入户走访核对", by=acting("plain"), at=AT, request=uuid4())
    with pytest.raises(NotFound):
        open_names(household=row.id, purpose="入户走访核对", by=acting("next"), at=AT, request=uuid4())
    assert Opening.objects.count() == 0
    once = uuid4()
    for _ in range(2):
        found = open_names(household=row.id, purpose="入户走访核对", by=acting("clerk"), at=AT, request=once)
    assert list(found.values()) == [{"name": "示例陈一", "phone": "19900001234", "identity": "11010519491231002X"}]
    opening = Opening.objects.get()
    assert (opening.household, opening.purpose, opening.matter) == (row.id, "入户走访核对", None)
    assert opening.entry == Deed.objects.get(verb="names_opened").id


def test_a_whole_name_finds_its_household_and_a_part_of_it_does_not() -> None:
    row = registered()
    joins(row)
    assert [one.id for one in households(village=VILLAGE, name="示例陈二").rows] == [row.id]
    assert households(village=VILLAGE, name="陈二").rows == []
    assert households(village=VILLAGE).members == {row.id: 2}


def test_the_same_request_again_registers_one_and_another_telling_is_refused() -> None:
    once = uuid4()
    assert registered(request=once).id == registered(request=once).id
    with pytest.raises(IdReused):
        registered(request=once, head=Told("示例另人", "户主"))
    row, join = Household.objects.get(), uuid4()
    joins(row, request=join)
    joins(row, request=join)
    assert Member.objects.count() == 2


def test_the_head_changes_and_the_book_still_says_who_it_was_before() -> None:
    row = registered()
    joins(row)
    wife = Member.objects.get(kin="配偶")
    head_changes(member=wife.id, former_kin="配偶", on=TODAY, by=acting("clerk"), at=AT, request=uuid4())
    assert present(row) == ["户主", "配偶"]
    assert Member.objects.count() == 4
    assert Member.objects.get(kin="户主", until__isnull=True).record == wife.record
    assert [(one.kin, one.until) for one in Member.objects.filter(until__isnull=False).order_by("kin")] == [
        ("户主", TODAY), ("配偶", TODAY),
    ]  # fmt: skip


def test_a_head_leaves_after_another_took_over_and_the_last_one_ends_the_household() -> None:
    row = registered()
    joins(row)
    head, wife = Member.objects.get(kin="户主"), Member.objects.get(kin="配偶")
    with pytest.raises(PartyError, match="先换户主"):
        member_leaves(member=head.id, on=TODAY, why="died", by=acting("clerk"), at=AT, request=uuid4())
    member_leaves(member=wife.id, on=TODAY, why="moved", by=acting("clerk"), at=AT, request=uuid4())
    member_leaves(member=head.id, on=TODAY, why="died", by=acting("clerk"), at=AT, request=uuid4())
    row.refresh_from_db()
    assert row.until == TODAY and present(row) == []
    assert households(village=VILLAGE).rows == []


def test_a_move_within_the_village_stands_and_one_out_of_it_is_refused() -> None:
    row = registered()
    household_moves(household=row.id, home=VILLAGE, door="", by=acting("clerk"), at=AT, request=uuid4())
    row.refresh_from_db()
    assert (row.home, row.door) == (VILLAGE, "")
    with pytest.raises(PartyError, match="本村"):
        household_moves(household=row.id, home="430181110202", door="", by=acting("clerk"), at=AT, request=uuid4())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"head": Told("", "户主")}, "name"), ({"head": Told("😀", "户主")}, "name"), ({"home": "430181110202"}, "home"),
        ({"head": Told("示例", "户主", identity="110105194912310021")}, "identity"), ({"since": TODAY + timedelta(days=2)}, "since"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_written(change: dict[str, Any], field: str) -> None:
    with pytest.raises(PartyError) as told:
        registered(**change)
    assert told.value.field == field
    assert Household.objects.count() == Sealed.objects.count() == Deed.objects.count() == 0


def test_nobody_keeps_or_sees_the_book_of_another_village() -> None:
    row = registered()
    with pytest.raises(NotAllowed):
        register_household(
            village=VILLAGE, home=VILLAGE, door="", head=HEAD, since=WHEN, by=acting("next"), at=AT, request=uuid4()
        )
    for refused in (
        lambda: household(actor=acting("next"), id=row.id),
        lambda: household_moves(household=row.id, home=VILLAGE, door="", by=acting("next"), at=AT, request=uuid4()),
        lambda: member_leaves(
            member=Member.objects.get().id, on=TODAY, why="died", by=acting("next"), at=AT, request=uuid4()
        ),
    ):
        with pytest.raises(NotFound):
            refused()
    assert villages(actor=acting("clerk")) == {VILLAGE: "示例镇示例村"}
    person("town", ("desk", TOWN, ("households",)))
    assert villages(actor=acting("town")) == {VILLAGE: "示例村"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("11010519491231002X", ""), ("11010519491231002x", ""), ("1101051949123100", "18 位"), ("110105194913310028", "出生日期"),
        ("110105194912310021", "最后一位"), ("1101O519491231002X", "都是数字"),
    ],
)  # fmt: skip
def test_an_identity_number_is_checked_as_the_standard_says(number: str, words: str) -> None:
    assert words in fault(number) and bool(words) == bool(fault(number))


def test_the_book_asks_as_often_for_three_households_as_for_one(django_assert_num_queries: Any) -> None:
    registered()
    with django_assert_num_queries(1):
        households(village=VILLAGE)
    registered()
    joins(registered())
    with django_assert_num_queries(1):
        households(village=VILLAGE)
