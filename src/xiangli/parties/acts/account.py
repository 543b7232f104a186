"""An account put right: a new password, the lock lifted, a lost phone; for whoever holds strong rights by two persons."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from xiangli.parties.acts.again import again
from xiangli.parties.acts.note import known, note
from xiangli.parties.acts.password import fresh_password
from xiangli.parties.acts.second_factor import drop
from xiangli.parties.acts.second_person import ask
from xiangli.parties.acts.staff import Done
from xiangli.parties.errors import NotAllowed, PartyError
from xiangli.parties.models import User
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.staff import Colleague, colleague

KINDS = {"reset_password": "重设密码", "drop_second_factor": "去掉第二道验证（手机丢了）"}


@again
def reset(*, person: UUID, kind: str, by: Actor, at: datetime, on: date, request: UUID) -> Done:
    """Reset the password (new one shown once) or the second factor. Raises NotFound, PartyError.

    Somebody with a strong right is reset only once a second person agrees.
    """
    if kind not in KINDS:
        raise PartyError("没有这种重设。")
    with transaction.atomic():
        found = colleague(actor=by, person=person)
        county, data = _county(found), {"person": str(person), "kind": kind}
        if known(county=county, request=request, verb=kind, data=data):
            return Done(found.person, repeated=True)
        if by.person == person:
            raise NotAllowed("自己的账号不能自己重设，请另一位管理员来办。")
        user = found.person.user
        assert user is not None
        done, said = Done(found.person), f"给{found.person.name}（{user.username}）{KINDS[kind]}"
        if _strong(found, on):
            ask(kind=kind, person=found.person, county=county, data={}, said=said, by=by, at=at)
            done.waiting, said = [kind], f"{said}，等第二个人同意"
        elif kind == "reset_password":
            done.password = fresh_password(user)
        else:
            drop(user)
        doors = (("administer", county, None),)
        note(county=county, verb=kind, by=by, said=said, at=at, request=request, subject=person, data=data, doors=doors)
    return done


@again
def unlock(*, person: UUID, by: Actor, at: datetime, request: UUID) -> Done:
    """Let an account try again at once: failures before ``at`` no longer count. The password stays as it is."""
    with transaction.atomic():
        found = colleague(actor=by, person=person)
        county, data = _county(found), {"person": str(person)}
        if known(county=county, request=request, verb="unlocked", data=data):
            return Done(found.person, repeated=True)
        user = found.person.user
        assert user is not None
        User.objects.filter(id=user.pk).update(unlocked_at=at)
        said, doors = f"解锁{found.person.name}（{user.username}）", (("administer", county, None),)
        note(county=county, verb="unlocked", by=by, said=said, at=at, request=request, subject=person, data=data,
             doors=doors)  # fmt: skip
    return Done(found.person)


def _strong(found: Colleague, on: date) -> bool:
    running = [post for post in found.posts if post.until is None or post.until >= on]
    return Colleague(found.person, running).strong


def _county(found: Colleague) -> str:
    return found.posts[0].organisation.place[:6]
