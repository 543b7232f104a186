"""Give a program a token under a post, and end it. The token is shown once and never kept; strong rights never go with it."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from xiangli.parties.acts.again import again
from xiangli.parties.acts.note import known, note
from xiangli.parties.digest import digest
from xiangli.parties.errors import NotFound, PartyError
from xiangli.parties.models import Post, Token
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.proof.ids import uuid7


@dataclass(frozen=True, slots=True)
class Given:
    """The token in the clear, at this moment only; '' when the same request had made it before."""

    post: Post
    token: str


def make_token(*, post: UUID, name: str, at: datetime) -> str:
    """A new token (43 characters) for ``post``; ``name`` says for which program."""
    token = secrets.token_urlsafe(32)
    Token.objects.create(id=uuid7(), post_id=post, name=name, digest=digest(token), made_at=at)
    return token


@again
def give_token(*, post: UUID, name: str, by: Actor, at: datetime, on: date, request: UUID) -> Given:
    """The security person's act. Raises PartyError by field: no name, a post that is over or not at her places."""
    with transaction.atomic():
        row = _post(post, by)
        county, data = row.organisation.place[:6], {"post": str(post), "name": name.strip()}
        if known(county=county, request=request, verb="token_given", data=data):
            return Given(row, "")
        if not name.strip():
            raise PartyError("请写给哪个程序用。", "name")
        if row.until is not None and row.until < on:
            raise PartyError("这个岗位已经结束。", "post")
        token = make_token(post=post, name=name.strip()[:40], at=at)
        said = f"给程序“{name.strip()}”令牌，用{row.person.name}（{row.organisation.name}·{row.name}）的岗位"
        note(county=county, verb="token_given", by=by, said=said, at=at, request=request, subject=row.person_id, data=data,
             doors=(("secure", county, None),))  # fmt: skip
    return Given(row, token)


@again
def end_token(*, token: UUID, by: Actor, at: datetime, request: UUID) -> Token:
    """From now on it opens nothing. Raises NotFound."""
    with transaction.atomic():
        row = Token.objects.select_for_update(of=("self",)).filter(id=token).first()
        if row is None:
            raise NotFound("没有这个令牌，或者不归您管。")
        post = _post(row.post_id, by)
        if row.ended_at is None:
            row.ended_at = at
            row.save(update_fields=["ended_at"])
            county = post.organisation.place[:6]
            note(county=county, verb="token_ended", by=by, said=f"收回程序“{row.name}”的令牌", at=at, request=request,
                 subject=post.person_id, data={"token": str(token)}, doors=(("secure", county, None),))  # fmt: skip
    return row


def _post(post: UUID, by: Actor) -> Post:
    found = Post.objects.select_related("person", "organisation").filter(id=post).first()
    if found is None or not may(by, "secure", place=found.organisation.place):
        raise NotFound("没有这个岗位，或者不归您管。")
    return found
