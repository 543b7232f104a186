"""Knock: keep that somebody tried to sign in to an account, and whether it was opened."""

from datetime import datetime, timedelta

from xiangli.parties.models import Knock, User
from xiangli.proof.ids import uuid7

KEPT = timedelta(days=90)


def knock(*, username: str, step: str, taken: bool, address: str, at: datetime) -> None:
    """One attempt; a name that has no account leaves nothing. A taken one opens the account's lock again."""
    user = User.objects.filter(username=username).first()
    if user is None:
        return
    Knock.objects.create(id=uuid7(), user=user, at=at, step=step, taken=taken, address=address[:45])
    if taken:
        User.objects.filter(id=user.pk).update(unlocked_at=at)


def forget_old(*, at: datetime) -> None:
    """Remove what is older than ninety days (a recurring duty)."""
    Knock.objects.filter(at__lt=at - KEPT).delete()
