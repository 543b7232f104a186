"""Passwords: one's own, changed by oneself; or a fresh one given by an administrator, good until first used."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from xiangli.parties.errors import PartyError
from xiangli.parties.models import User

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for one another when read aloud or from paper."""


HANDED_ROUNDS = 20_000
"""A handed password is 60 random bits and lives until its first use: two hundred of them must not take a minute."""


def handed() -> tuple[str, str]:
    """A random password to hand over, and its hash."""
    password = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return password, hasher.encode(password, hasher.salt(), iterations=HANDED_ROUNDS)
    return password, hasher.encode(password, hasher.salt())


def fresh_password(user: User) -> str:
    """Give a new random password that must be changed at the next sign-in."""
    password, user.password = handed()
    user.must_change = True
    user.save(update_fields=["password", "must_change"])
    return password


def change_password(*, user: User, old: str, new: str, at: datetime) -> None:
    """Her own change. Raises PartyError with the field: the old one is wrong, the new one too weak or the same."""
    if not user.check_password(old):
        raise PartyError("现在的密码不对。", "old")
    if old == new:
        raise PartyError("新密码要和现在的不一样。", "new")
    try:
        validate_password(new, user)
    except ValidationError as wrong:
        raise PartyError("".join(wrong.messages), "new") from wrong
    user.set_password(new)
    user.must_change = False
    user.unlocked_at = at
    user.save(update_fields=["password", "must_change", "unlocked_at"])
