"""A program's token: given by the security person, shown once, plain rights only, signed as a program, taken back at once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.parties.town import AT, TODAY, TOWN, acting, administrators, person
from xiangli.parties.acts.make_token import end_token, give_token
from xiangli.parties.errors import NotFound, PartyError
from xiangli.parties.models import Deed, Post, Token
from xiangli.parties.reads.actor import program
from xiangli.parties.reads.may import may
from xiangli.parties.reads.signature import signed
from xiangli.parties.reads.tokens import posts_for_tokens, tokens

pytestmark = pytest.mark.usefixtures("ready")


@pytest.fixture(autouse=True)
def people(ready: None) -> None:
    """Administrators, 李 at a desk with a strong right, and somebody of another county."""
    administrators()
    person("li", ("desk", TOWN, ("sort", "unseal")), name="示例李")
    person("far", ("desk", "430102001", ("sort",)))


def post(username: str = "li") -> Post:
    """The one post of somebody."""
    return Post.objects.get(person__user__username=username)


def test_a_token_acts_with_the_posts_plain_rights_and_signs_as_a_program() -> None:
    given = give_token(post=post().id, name="镇办公系统", by=acting("sec"), at=AT, on=TODAY, request=uuid4())
    actor = program(given.token, on=TODAY)
    assert actor is not None
    assert may(actor, "sort", place=TOWN) and not may(actor, "unseal", place=TOWN)
    assert signed(actor) == f"示例李 经程序“镇办公系统”（示例desk{TOWN}·经办）"
    assert actor.person == post().person_id
    assert given.token not in str(Deed.objects.get().__dict__) + str(Token.objects.get().__dict__)


def test_the_same_request_again_makes_none_and_shows_none() -> None:
    once = uuid4()
    first, second = (
        give_token(post=post().id, name="x", by=acting("sec"), at=AT, on=TODAY, request=once) for _ in range(2)
    )
    assert first.token and not second.token and Token.objects.count() == 1


def test_only_the_security_person_of_the_place_gives_and_takes_back() -> None:
    for who, whose in (("sys", "li"), ("aud", "li"), ("li", "li"), ("sec", "far")):
        with pytest.raises(NotFound):
            give_token(post=post(whose).id, name="x", by=acting(who), at=AT, on=TODAY, request=uuid4())
    given = give_token(post=post().id, name="x", by=acting("sec"), at=AT, on=TODAY, request=uuid4())
    with pytest.raises(NotFound):
        end_token(token=Token.objects.get().id, by=acting("sys"), at=AT, request=uuid4())
    end_token(token=Token.objects.get().id, by=acting("sec"), at=AT, request=uuid4())
    assert program(given.token, on=TODAY) is None
    assert [deed.verb for deed in Deed.objects.order_by("id")] == ["token_given", "token_ended"]


def test_no_token_for_a_post_that_is_over_or_without_a_name() -> None:
    with pytest.raises(PartyError, match="哪个程序"):
        give_token(post=post().id, name=" ", by=acting("sec"), at=AT, on=TODAY, request=uuid4())
    Post.objects.filter(id=post().id).update(until=TODAY - timedelta(days=1))
    with pytest.raises(PartyError, match="已经结束"):
        give_token(post=post().id, name="x", by=acting("sec"), at=AT, on=TODAY, request=uuid4())
    assert Token.objects.count() == 0


def test_the_shelf_shows_those_of_her_places_running_ones_first() -> None:
    assert [label for _, label in posts_for_tokens(actor=acting("sec"), on=TODAY) if "示例李" in label] == [
        f"示例desk{TOWN} · 经办 · 示例李"
    ]
    for name in ("甲", "乙"):
        give_token(post=post().id, name=name, by=acting("sec"), at=AT, on=TODAY, request=uuid4())
    end_token(token=Token.objects.get(name="乙").id, by=acting("sec"), at=AT, request=uuid4())
    assert [one.name for one in tokens(actor=acting("sec"))] == ["甲", "乙"]
    assert tokens(actor=acting("li")) == []
