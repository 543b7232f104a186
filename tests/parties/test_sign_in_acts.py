"""The second factor, recovery codes, the lock of an account, and rights that wait until a factor is set up."""

from datetime import timedelta
from uuid import uuid4

import pyotp
import pytest
from django.conf import LazySettings

from tests.parties.town import AT, PASSWORD, TODAY, TOWN, acting, administrators, person
from xiangli.parties.acts.account import unlock
from xiangli.parties.acts.knock import forget_old, knock
from xiangli.parties.acts.password import change_password
from xiangli.parties.acts.second_factor import begin, check, confirm, drop, new_codes, secret_of
from xiangli.parties.errors import PartyError
from xiangli.parties.models import Knock, Person, RecoveryCode, SecondFactor, User
from xiangli.parties.reads.actor import staff
from xiangli.parties.reads.locked import MOST_FAILED, failed_before, is_locked, locked
from xiangli.parties.reads.may import may

pytestmark = pytest.mark.usefixtures("ready")


def anna() -> User:
    """Somebody at a desk."""
    person("anna", ("desk", TOWN, ("sort", "unseal")))
    return User.objects.get(username="anna")


def code(user: User, seconds: int = 0) -> str:
    """What her phone shows."""
    return pyotp.TOTP(secret_of(SecondFactor.objects.get(user=user))).at(int(AT.timestamp()) + seconds)


def set_up(user: User) -> list[str]:
    """Scan, type the first code."""
    begin(user=user, at=AT)
    return confirm(user=user, code=code(user), at=AT)


def test_it_counts_only_once_the_first_code_has_been_typed() -> None:
    user = anna()
    first = begin(user=user, at=AT)
    assert begin(user=user, at=AT).id == first.id
    with pytest.raises(PartyError, match="验证码不对"):
        confirm(user=user, code="000000", at=AT)
    assert User.objects.get(pk=user.pk).second_factor_at is None
    assert len(set_up(user)) == 10
    assert User.objects.get(pk=user.pk).second_factor_at == AT


def test_a_code_works_once_and_within_half_a_minute_either_way() -> None:
    user = anna()
    set_up(user)
    assert not check(user=user, code=code(user), at=AT)
    for shift in (30, 90):
        assert check(user=user, code=code(user, shift), at=AT + timedelta(seconds=shift - 30))
    assert not check(user=user, code=code(user, 60), at=AT + timedelta(seconds=60))
    assert not check(user=user, code=code(user, 600), at=AT)


def test_a_recovery_code_works_once_however_it_is_typed_and_new_ones_end_the_old() -> None:
    user = anna()
    first, second, *_ = set_up(user)
    assert check(user=user, code=first.lower().replace("-", " "), at=AT)
    assert not check(user=user, code=first, at=AT)
    new_codes(user=user, at=AT)
    assert not check(user=user, code=second, at=AT)
    assert RecoveryCode.objects.count() == 10


def test_neither_the_secret_nor_a_recovery_code_stands_in_the_table() -> None:
    user = anna()
    codes, factor = set_up(user), SecondFactor.objects.get()
    secret = secret_of(factor)
    assert secret.encode() not in bytes(factor.box)
    kept = b"".join(bytes(row.digest) for row in RecoveryCode.objects.all())
    assert all(one.replace("-", "").encode() not in kept for one in codes)


def test_nobody_elses_code_opens_an_account_and_a_dropped_factor_opens_nothing() -> None:
    user = anna()
    codes = set_up(user)
    other = User.objects.create_user("bert")
    assert not check(user=other, code=codes[0], at=AT)
    drop(user)
    assert not check(user=user, code=codes[0], at=AT)
    assert User.objects.get(pk=user.pk).second_factor_at is None


def test_strong_rights_wait_until_a_second_factor_is_set_up_and_plain_ones_do_not(settings: LazySettings) -> None:
    user = anna()
    settings.SECOND_FACTOR_FOR = ("administer", "unseal")
    bare = staff(user, on=TODAY, at=AT)
    assert may(bare, "sort", place=TOWN) and not may(bare, "unseal", place=TOWN)
    assert bare.withheld == {"unseal"}
    set_up(user)
    assert may(staff(User.objects.get(pk=user.pk), on=TODAY, at=AT), "unseal", place=TOWN)


def test_too_many_failures_from_anywhere_shut_an_account_for_half_an_hour() -> None:
    user = anna()
    for n in range(MOST_FAILED):
        assert not is_locked(user, at=AT)
        knock(username="anna", step="password", taken=False, address=f"203.0.113.{n}", at=AT)
    assert is_locked(user, at=AT + timedelta(minutes=29)) and locked(at=AT) == {user.pk: MOST_FAILED}
    assert not is_locked(user, at=AT + timedelta(minutes=31))


def test_an_administrator_opens_the_lock_and_the_password_stays() -> None:
    administrators()
    user = anna()
    for _ in range(MOST_FAILED):
        knock(username="anna", step="password", taken=False, address="", at=AT)
    unlock(person=Person.objects.get(user=user).id, by=acting("sys"), at=AT + timedelta(minutes=1), request=uuid4())
    assert not is_locked(user, at=AT + timedelta(minutes=2))
    assert User.objects.get(username="anna").check_password(PASSWORD)


def test_she_is_told_of_failures_since_she_was_last_here_and_of_no_older_ones() -> None:
    user = anna()
    for minute, taken in ((0, False), (1, True), (2, False), (3, False)):
        knock(username="anna", step="password", taken=taken, address="", at=AT + timedelta(minutes=minute))
    assert failed_before(user, at=AT + timedelta(minutes=4)) == (2, AT + timedelta(minutes=3))


def test_knocks_at_a_name_that_does_not_exist_leave_nothing_and_old_ones_go() -> None:
    anna()
    knock(username="nobody", step="password", taken=False, address="", at=AT)
    knock(username="anna", step="password", taken=False, address="", at=AT)
    assert Knock.objects.count() == 1
    forget_old(at=AT + timedelta(days=91))
    assert Knock.objects.count() == 0


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", "brand-new-horse", "old"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "short", "new"),
        (PASSWORD, "password123", "new"),
    ],
)
def test_a_bad_change_of_password_is_refused_beside_its_field(old: str, new: str, field: str) -> None:
    user = anna()
    with pytest.raises(PartyError) as told:
        change_password(user=user, old=old, new=new, at=AT)
    assert told.value.field == field
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
