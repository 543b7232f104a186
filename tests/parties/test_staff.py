"""Staff in, out and moved; strong rights by two persons; the three administrators apart; every act one deed for good."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection, transaction

from tests.parties.town import AT, COUNTY, LONG_AGO, TODAY, TOWN, acting, administrators, office, person
from xiangli.parties.acts.account import reset, unlock
from xiangli.parties.acts.appoint import appoint
from xiangli.parties.acts.second_person import rule
from xiangli.parties.acts.staff import Wanted, post_added, staff_in, staff_moved, staff_out
from xiangli.parties.errors import IdReused, KeptApart, NotAllowed, NotFound, PartyError
from xiangli.parties.models import Asking, Deed, Person, Post, User
from xiangli.parties.reads.actor import SYSTEM
from xiangli.parties.reads.may import may
from xiangli.parties.reads.staff import staff_list

pytestmark = pytest.mark.usefixtures("ready")


def wanted(*acts: str, line: str = "desk", place: str = TOWN, since: date = TODAY) -> Wanted:
    """A post at an office."""
    return Wanted(organisation=office(line, place).id, name="科员", acts=acts, since=since)


def take_in(*acts: str, username: str = "new", request: UUID | None = None) -> object:
    """新来 is taken in by the system administrator."""
    return staff_in(
        username=username, name="示例新", post=wanted(*acts), by=acting("sys"), at=AT, request=request or uuid4()
    )


def test_whoever_is_taken_in_can_sign_in_once_with_the_password_given_and_must_change_it() -> None:
    administrators()
    done = staff_in(username="new", name="示例新", post=wanted("sort"), by=acting("sys"), at=AT, request=uuid4())
    user = User.objects.get(username="new")
    assert user.check_password(done.password) and user.must_change
    new = acting("new")
    assert may(new, "sort", place=TOWN) and new.first == "/me/password/"
    deed = Deed.objects.get()
    assert (deed.verb, deed.actor) == ("staff_in", f"示例adm（示例personnel_organization{COUNTY}·经办）")
    assert done.password not in str(deed.data) + deed.said


def test_the_same_request_twice_takes_in_one_and_shows_no_password_again() -> None:
    administrators()
    once = uuid4()
    take_in("sort", request=once)
    again = staff_in(username="new", name="示例新", post=wanted("sort"), by=acting("sys"), at=AT, request=once)
    assert again.repeated and not again.password
    assert User.objects.filter(username="new").count() == Deed.objects.count() == 1
    with pytest.raises(IdReused):
        take_in("handle", request=once)


def test_an_administrator_reaches_no_further_than_her_places() -> None:
    administrators()
    far = Wanted(organisation=office("desk", "430102001").id, name="科员", acts=("sort",), since=TODAY)
    with pytest.raises(NotAllowed, match="不归您管"):
        staff_in(username="far", name="示例远", post=far, by=acting("sys"), at=AT, request=uuid4())
    with pytest.raises(NotAllowed):
        staff_in(username="far", name="示例远", post=wanted("sort"), by=acting("aud"), at=AT, request=uuid4())
    assert not User.objects.filter(username="far").exists()


def test_moved_means_the_old_posts_end_the_day_before_and_out_means_no_post_is_left() -> None:
    administrators()
    person("li", ("desk", TOWN, ("sort",)), ("transport", COUNTY, ("handle",)))
    li = Person.objects.get(user__username="li").id
    staff_moved(
        person=li, post=wanted("handle", line="water_resources", place=COUNTY), by=acting("sys"), at=AT, request=uuid4()
    )
    today, yesterday = acting("li"), acting("li", at=AT - timedelta(days=1))
    assert [hat.office for hat in today.hats] == [f"water_resources@{COUNTY}"]
    assert {hat.office for hat in yesterday.hats} == {f"desk@{TOWN}", f"transport@{COUNTY}"}
    staff_out(person=li, last_day=TODAY, by=acting("sys"), at=AT, request=uuid4())
    assert acting("li").hats and not acting("li", at=AT + timedelta(days=1)).hats
    with pytest.raises(PartyError, match="不用再办"):
        staff_out(person=li, last_day=TODAY, by=acting("sys"), at=AT, request=uuid4())


@pytest.mark.parametrize("pair", [("administer", "secure"), ("administer", "audit"), ("secure", "audit")])
def test_nobody_is_two_of_the_three_administrators(pair: tuple[str, str]) -> None:
    one = person("one", ("personnel_organization", COUNTY, (pair[0],)))
    with pytest.raises(KeptApart, match="必须分开"):
        appoint(person=one, organisation=office("desk", COUNTY), name="兼", acts=[pair[1]], since=TODAY)
    with pytest.raises(KeptApart):
        appoint(person=person("both"), organisation=office("desk", COUNTY), name="兼", acts=list(pair), since=TODAY)
    later = date(2027, 1, 1)
    Post.objects.filter(person=one).update(until=later - timedelta(days=1))
    appoint(person=one, organisation=office("desk", COUNTY), name="换", acts=[pair[1]], since=later)


def test_two_of_the_three_slipped_into_the_table_count_for_nothing() -> None:
    one = person("one", ("personnel_organization", COUNTY, ("administer",)))
    Post.objects.create(id=uuid4(), person=one, organisation=office("desk", COUNTY), name="混进来", places=[COUNTY],
                        lines=["desk"], acts=["audit", "handle"], since=LONG_AGO)  # fmt: skip
    actor = acting("one")
    assert not may(actor, "administer") and not may(actor, "audit")
    assert may(actor, "handle", office=f"desk@{COUNTY}")


def test_a_strong_right_waits_for_a_second_person_and_plain_ones_do_not() -> None:
    administrators()
    done = take_in("sort", "unseal")
    assert done.waiting == ["unseal"]  # type: ignore[attr-defined]
    assert may(acting("new"), "sort", place=TOWN) and not may(acting("new"), "unseal", place=TOWN)
    asking = Asking.objects.get()
    rule(asking=asking.id, grant=True, by=acting("sec"), at=AT, request=uuid4())
    assert may(acting("new"), "unseal", place=TOWN)
    assert rule(asking=asking.id, grant=False, by=acting("sec"), at=AT, request=uuid4()).asking.granted is True


def test_neither_the_asker_nor_the_one_concerned_nor_a_stranger_rules_a_strong_right() -> None:
    administrators()
    take_in("administer")
    asking = Asking.objects.get()
    for who in ("sys", "new", "aud"):
        with pytest.raises(NotFound):
            rule(asking=asking.id, grant=True, by=acting(who), at=AT, request=uuid4())
    Asking.objects.update(asked_by=acting("sec").person)
    with pytest.raises(NotAllowed, match="两个人"):
        rule(asking=asking.id, grant=True, by=acting("sec"), at=AT, request=uuid4())
    assert not may(acting("new"), "administer")


def test_the_security_post_itself_is_agreed_to_by_the_audit_person() -> None:
    administrators()
    take_in("secure")
    asking = Asking.objects.get()
    with pytest.raises(NotFound):
        rule(asking=asking.id, grant=True, by=acting("sec"), at=AT, request=uuid4())
    rule(asking=asking.id, grant=True, by=acting("aud"), at=AT, request=uuid4())
    assert may(acting("new"), "secure", place=COUNTY) is False and may(acting("new"), "secure", place=TOWN)


def test_a_plain_account_is_reset_at_once_and_a_strong_one_by_two() -> None:
    administrators()
    person("li", ("desk", TOWN, ("sort",)))
    person("strong", ("desk", TOWN, ("sort", "unseal")))
    li, strong = (Person.objects.get(user__username=name).id for name in ("li", "strong"))
    done = reset(person=li, kind="reset_password", by=acting("sys"), at=AT, on=TODAY, request=uuid4())
    assert User.objects.get(username="li").check_password(done.password)
    waits = reset(person=strong, kind="reset_password", by=acting("sys"), at=AT, on=TODAY, request=uuid4())
    assert not waits.password and waits.waiting
    ruled = rule(asking=Asking.objects.get().id, grant=True, by=acting("sec"), at=AT, request=uuid4())
    assert User.objects.get(username="strong").check_password(ruled.password)


def test_nobody_resets_her_own_account_and_nobody_that_of_another_county() -> None:
    administrators()
    person("far", ("desk", "430102001", ("sort",)))
    with pytest.raises(NotAllowed):
        reset(person=acting("sys").person, kind="reset_password", by=acting("sys"), at=AT, on=TODAY, request=uuid4())  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        unlock(person=Person.objects.get(user__username="far").id, by=acting("sys"), at=AT, request=uuid4())


@pytest.mark.parametrize(
    ("username", "name", "words"),
    [("张三", "示例", "英文字母"), ("x", "示例", "2 到 40"), ("sys", "示例", "已经有人用"), ("good", " ", "请写姓名")],
)
def test_a_bad_name_is_refused_beside_its_field(username: str, name: str, words: str) -> None:
    administrators()
    with pytest.raises(PartyError, match=words) as told:
        staff_in(username=username, name=name, post=wanted("sort"), by=acting("sys"), at=AT, request=uuid4())
    assert told.value.field in ("username", "name")
    assert Deed.objects.count() == 0


def test_a_deed_is_neither_changed_nor_deleted() -> None:
    administrators()
    take_in("sort")
    for statement in ("UPDATE xiangli_deed SET said = 'x'", "DELETE FROM xiangli_deed"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Deed.objects.get().verb == "staff_in"


def test_the_list_shows_whom_one_administers_and_the_gone_apart() -> None:
    administrators()
    person("here", ("desk", TOWN, ("sort",)))
    person("far", ("desk", "430102001", ("sort",)))
    person("gone", ("desk", TOWN, ("sort",)))
    staff_out(
        person=Person.objects.get(user__username="gone").id,
        last_day=date(2026, 10, 1),
        by=acting("sys"),
        at=AT,
        request=uuid4(),
    )
    names = [one.person.user.username for one in staff_list(actor=acting("sys"), on=TODAY).people if one.person.user]
    assert names == ["aud", "here", "sec", "sys"]
    assert [one.person.name for one in staff_list(actor=acting("sys"), on=TODAY, gone=True).people] == ["示例gone"]
    assert [one.person.name for one in staff_list(actor=acting("sys"), on=TODAY, words="here").people] == ["示例here"]
    assert staff_list(actor=acting("here"), on=TODAY).people == []


def test_one_more_post_may_be_given_by_the_platform_itself() -> None:
    li = person("li", ("desk", TOWN, ("sort",)))
    done = post_added(person=li.id, post=wanted("unseal"), by=SYSTEM, at=AT, request=uuid4())
    assert done.waiting == [] and may(acting("li"), "unseal", place=TOWN)
