"""Second factors of the demo's administrators: set up as on a phone, and recovery codes to sign in with instead of one."""

from datetime import datetime

import pyotp

from xiangli.parties.acts.second_factor import begin, confirm, new_codes, secret_of
from xiangli.parties.models import User

ADMINISTRATORS = ("admin", "security", "audit")


def recovery_codes(username: str, at: datetime) -> str:
    """A fresh set for an administrator, parted by blanks; '' for others."""
    if username not in ADMINISTRATORS:
        return ""
    user = User.objects.get(username=username)
    if user.second_factor_at is not None:
        return " ".join(new_codes(user=user, at=at))
    code = pyotp.TOTP(secret_of(begin(user=user, at=at))).at(at)
    return " ".join(confirm(user=user, code=code, at=at))
