"""The second factor: a code generator on her own phone (TOTP, RFC 6238: SHA-1, 6 digits, 30 s) and ten recovery codes."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from django.db import transaction
from django.db.models import Q

from xiangli.parties.errors import PartyError
from xiangli.parties.models import RecoveryCode, SecondFactor, User
from xiangli.proof.ids import uuid7
from xiangli.vault.box import close_secret, open_secret

STEP = 30
CODES = 10


def begin(*, user: User, at: datetime) -> SecondFactor:
    """A secret to be scanned; the same one again until it is confirmed, so that a reloaded page shows the same picture."""
    found = SecondFactor.objects.filter(user=user).first()
    if found:
        return found
    made = uuid7()
    box = close_secret(owner=made, secret=base64.b32decode(pyotp.random_base32()))
    return SecondFactor.objects.create(id=made, user=user, box=box, made_at=at)


def confirm(*, user: User, code: str, at: datetime) -> list[str]:
    """The first code from her phone proves it is set up; gives ten recovery codes, shown once. Raises PartyError."""
    with transaction.atomic():
        found = SecondFactor.objects.filter(user=user, confirmed_at__isnull=True).first()
        if found is None:
            raise PartyError("第二道验证已经设好了。", "code")
        if not _take(found, code, at):
            raise PartyError("验证码不对。看手机上现在显示的六位数字；手机时间要准。", "code")
        found.confirmed_at = at
        found.save(update_fields=["confirmed_at"])
        User.objects.filter(id=user.pk).update(second_factor_at=at)
        user.second_factor_at = at
        return new_codes(user=user, at=at)


def new_codes(*, user: User, at: datetime) -> list[str]:
    """Ten fresh recovery codes in place of all older ones; each works once."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(id=uuid7(), user=user, digest=_digest(code), made_at=at) for code in codes
    )
    return ["-".join(code[i : i + 4] for i in range(0, 16, 4)) for code in codes]


def check(*, user: User, code: str, at: datetime) -> bool:
    """Whether ``code`` is her generator's present code (one step early or late is taken) or an unused recovery code.

    A code works once.
    """
    plain = "".join(c for c in code if c.isalnum())
    if plain.isdigit() and len(plain) == 6:
        found = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()
        return found is not None and _take(found, plain, at)
    unused = RecoveryCode.objects.filter(user=user, digest=_digest(plain), used_at__isnull=True)
    return unused.update(used_at=at) == 1


def drop(user: User) -> None:
    """Forget generator and codes: the phone was lost. She must set it up anew where her rights ask for it."""
    RecoveryCode.objects.filter(user=user).delete()
    SecondFactor.objects.filter(user=user).delete()
    User.objects.filter(id=user.pk).update(second_factor_at=None)


def secret_of(factor: SecondFactor) -> str:
    """The secret in base32, as a code generator takes it. Shown only while it is not confirmed."""
    return base64.b32encode(open_secret(owner=factor.id, box=bytes(factor.box))).decode()


def address(factor: SecondFactor, *, username: str) -> str:
    """The ``otpauth://`` address behind the QR picture."""
    return pyotp.TOTP(secret_of(factor)).provisioning_uri(name=username, issuer_name="Xiangli")


def _take(factor: SecondFactor, code: str, at: datetime) -> bool:
    totp, now = pyotp.TOTP(secret_of(factor)), int(at.timestamp()) // STEP
    for step in (now, now - 1, now + 1):
        if step > factor.last_step and hmac.compare_digest(totp.generate_otp(step), code):
            newer = SecondFactor.objects.filter(Q(last_step__lt=step), id=factor.id).update(last_step=step)
            factor.last_step = step
            return newer == 1
    return False


def _digest(code: str) -> bytes:
    plain = "".join(c for c in code.upper() if c.isalnum()).replace("0", "O").replace("1", "I")
    return hashlib.sha256(plain.encode()).digest()
