"""Several posts of one person, and stand-ins for a term: recorded, narrowed, refused in plain words afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.parties.town import AT, COUNTY, TOWN, acting, office, person
from xiangli.parties.acts.stand_in import call_back, set_duty, set_stand_in
from xiangli.parties.errors import IdReused, NotFound, PartyError
from xiangli.parties.models import Deed, StandIn
from xiangli.parties.reads.may import may, term_over
from xiangli.parties.reads.signature import signatures, signed

pytestmark = pytest.mark.usefixtures("ready")
WEEK = timedelta(days=7)


def desk_and_roads() -> None:
    """周 at the township's desk, 吴 at the county's roads; 周 may also open sealed data."""
    person("zhou", ("desk", TOWN, ("sort", "handle", "unseal")), name="示例周")
    person("wu", ("transport", COUNTY, ("handle",)), name="示例吴")


def away(until_in: timedelta = WEEK) -> StandIn:
    """周 asks 吴 to stand in from now on."""
    wu = acting("wu").person
    assert wu
    return set_stand_in(person=wu, since=AT, until=AT + until_in, by=acting("zhou"), at=AT, request=uuid4())


def test_a_stand_in_does_what_the_post_does_and_signs_for_whom() -> None:
    desk_and_roads()
    assert not may(acting("wu"), "sort", place=TOWN)
    away()
    wu = acting("wu")
    assert may(wu, "sort", place=TOWN) and may(wu, "handle", office=f"transport@{COUNTY}")
    assert signed(wu, [("sort", TOWN, None)]) == f"示例吴 代 示例周（示例desk{TOWN}·经办）"
    assert signed(wu, [("handle", None, f"transport@{COUNTY}")]) == f"示例吴（示例transport{COUNTY}·经办）"


def test_no_strong_right_goes_to_a_stand_in() -> None:
    desk_and_roads()
    away()
    assert may(acting("zhou"), "unseal", place=TOWN)
    assert not may(acting("wu"), "unseal", place=TOWN)


def test_when_the_term_is_over_she_is_told_so_in_plain_words() -> None:
    desk_and_roads()
    away()
    later = acting("wu", at=AT + WEEK)
    assert not may(later, "sort", place=TOWN)
    assert term_over(later, "sort", place=TOWN) == (
        "您替示例周代班的期限到 2026年12月01日 10:00 为止，已经过了，这一步没有办。请示例周来办，或请人重新设一次代班。"
    )
    assert term_over(later, "sort", place="430102") == ""
    assert term_over(acting("wu", at=AT + 60 * WEEK / 7), "sort", place=TOWN) == ""


def test_a_stand_in_called_back_ends_at_once_and_only_by_those_it_concerns() -> None:
    desk_and_roads()
    person("li", ("desk", TOWN, ("handle",)))
    row = away()
    with pytest.raises(NotFound):
        call_back(stand_in=row.id, by=acting("li"), at=AT, request=uuid4())
    call_back(stand_in=row.id, by=acting("zhou"), at=AT + timedelta(hours=1), request=uuid4())
    assert not may(acting("wu", at=AT + timedelta(hours=2)), "sort", place=TOWN)
    assert "已经过了" in term_over(acting("wu", at=AT + timedelta(hours=2)), "sort", place=TOWN)
    assert [deed.verb for deed in Deed.objects.order_by("at")] == ["stand_in_set", "stand_in_ended"]


def test_the_same_request_again_sets_one_stand_in_and_another_body_is_refused() -> None:
    desk_and_roads()
    once, wu = uuid4(), acting("wu").person
    assert wu
    rows = {
        set_stand_in(person=wu, since=AT, until=AT + WEEK, by=acting("zhou"), at=AT, request=once).id for _ in range(2)
    }
    assert len(rows) == StandIn.objects.count() == Deed.objects.count() == 1
    with pytest.raises(IdReused):
        set_stand_in(person=wu, since=AT, until=AT + 2 * WEEK, by=acting("zhou"), at=AT, request=once)


@pytest.mark.parametrize(
    ("who", "since", "until", "field", "words"),
    [
        ("zhou", 0, 7, "person", "不能是自己"), ("wu", 7, 0, "until", "在开始之后"), ("wu", -9, -2, "until", "已经过去"),
        ("wu", 0, 200, "until", "最长 92 天"), ("far", 0, 7, "person", "没有岗位"),
    ],
)  # fmt: skip
def test_a_stand_in_that_cannot_be_is_refused_beside_its_field(
    who: str, since: int, until: int, field: str, words: str
) -> None:
    desk_and_roads()
    person("far", ("desk", "430102001", ("handle",)))
    day, other = timedelta(days=1), acting(who).person
    assert other
    with pytest.raises(PartyError, match=words) as told:
        set_stand_in(
            person=other, since=AT + since * day, until=AT + until * day, by=acting("zhou"), at=AT, request=uuid4()
        )
    assert told.value.field == field
    assert StandIn.objects.count() == Deed.objects.count() == 0


def test_a_stand_in_passes_nothing_on_and_ends_with_the_post_itself() -> None:
    desk_and_roads()
    person("li", ("water_resources", COUNTY, ("handle",)), name="示例李")
    away()
    li = acting("li").person
    assert li
    set_stand_in(person=li, since=AT, until=AT + WEEK, by=acting("wu"), at=AT, request=uuid4())
    assert not may(acting("li"), "sort", place=TOWN)
    assert may(acting("li"), "handle", office=f"transport@{COUNTY}")
    post = acting("zhou").hats[0]
    from xiangli.parties.models import Post  # the post ends by hand: no act of this room is meant here

    Post.objects.filter(id=post.post).update(until=AT.date())
    assert not may(acting("wu", at=AT + timedelta(days=2)), "sort", place=TOWN)


def test_night_duty_is_standing_in_for_an_office_without_its_strong_rights() -> None:
    desk_and_roads()
    wu = acting("wu").person
    assert wu
    night = AT + timedelta(hours=8)
    set_duty(organisation=office("desk", TOWN).id, person=wu, since=night, until=night + timedelta(hours=15),
             by=acting("zhou"), at=AT, request=uuid4())  # fmt: skip
    assert not may(acting("wu"), "sort", place=TOWN)
    on_duty = acting("wu", at=night + timedelta(hours=1))
    assert may(on_duty, "sort", place=TOWN) and not may(on_duty, "unseal", place=TOWN)
    assert signed(on_duty, [("sort", TOWN, None)]) == f"示例吴（示例desk{TOWN}·值班）"
    assert "值班的期限" in term_over(acting("wu", at=night + timedelta(hours=16)), "sort", place=TOWN)


def test_only_the_office_itself_sets_its_duty() -> None:
    desk_and_roads()
    wu = acting("wu").person
    assert wu
    with pytest.raises(NotFound):
        set_duty(organisation=office("desk", TOWN).id, person=wu, since=AT, until=AT + timedelta(hours=9),
                 by=acting("wu"), at=AT, request=uuid4())  # fmt: skip


def test_a_person_with_several_posts_works_in_all_or_in_one_and_signs_with_the_one_used() -> None:
    person("two", ("desk", TOWN, ("sort",)), ("transport", COUNTY, ("handle",)), name="示例双")
    both = acting("two")
    assert may(both, "sort", place=TOWN) and may(both, "handle", office=f"transport@{COUNTY}")
    roads = next(hat for hat in both.hats if hat.office.startswith("transport"))
    one = acting("two", wearing=roads.key)
    assert may(one, "handle", office=f"transport@{COUNTY}") and not may(one, "sort", place=TOWN)
    assert [hat.office for hat in one.others] == [f"desk@{TOWN}"]
    assert (
        signed(both, [("handle", None, f"transport@{COUNTY}")])
        == signed(one)
        == f"示例双（示例transport{COUNTY}·经办）"
    )
    assert signatures(both) >= {signed(one), signed(both)}


def test_a_signature_never_outgrows_its_column() -> None:
    person("long", ("desk", TOWN, ("sort",)), name="长" * 40)
    office("desk", TOWN).__class__.objects.update(name="很" * 80)
    assert len(signed(acting("long"))) == 120
