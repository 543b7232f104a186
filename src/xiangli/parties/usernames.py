"""What a sign-in name may look like."""

from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError

from xiangli.parties.errors import PartyError


def check_username(username: str) -> None:
    """Raises PartyError when a sign-in name is too short or long, or holds more than letters, digits and @ . + - _"""
    try:
        ASCIIUsernameValidator()(username)
    except ValidationError:
        raise PartyError("用户名只用英文字母、数字和 . - _ @ +。", "username") from None
    if not 2 <= len(username) <= 40:
        raise PartyError("用户名要 2 到 40 个字符。", "username")
