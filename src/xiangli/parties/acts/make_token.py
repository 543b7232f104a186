"""Give a program a token under a post. The token is shown once and never kept."""

import secrets
from datetime import datetime
from uuid import UUID

from xiangli.parties.digest import digest
from xiangli.parties.models import Token
from xiangli.proof.ids import uuid7


def make_token(*, post: UUID, name: str, at: datetime) -> str:
    """A new token (43 characters) for ``post``; ``name`` says for which program."""
    token = secrets.token_urlsafe(32)
    Token.objects.create(id=uuid7(), post_id=post, name=name, digest=digest(token), made_at=at)
    return token
