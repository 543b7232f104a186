"""A draw: named before its numbers can be known, drawn once, put right in the open; every step has its leaf."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from tests.houses import AT, COUNTY, DESK, TOWN, WATER, ready, staff
from xiangli.cli.main import main
from xiangli.draws.acts.announce import Source, announce
from xiangli.draws.acts.draw import draw
from xiangli.draws.errors import NoSuchDraw, NotAllowed, Refused, SecondOne
from xiangli.draws.form import fields
from xiangli.draws.models import DrawStep
from xiangli.draws.reads.draws import may_read, newest, one
from xiangli.engines.draw import key, select, values
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.reads.prove import prove
from xiangli.parties.reads.actor import Actor
from xiangli.proof.receipt import verify_receipt

pytestmark = pytest.mark.usefixtures("ready")
__all__ = ["ready"]
LATER = AT + timedelta(days=1)
AFTER = LATER + timedelta(hours=1)
NAMES = "\n".join(f"示例企业{n}" for n in range(1, 31))
BALLS = Source("示例彩票第 1 期", LATER)
CLERK = staff(line="market_regulation", place=COUNTY, acts=("handle",), name="示例钱")


def named(request: UUID | None = None, by: Actor = CLERK, **more: object) -> DrawStep:
    told = {"place": COUNTY, "title": "抽查企业", "names": NAMES, "take": 3, "sources": [BALLS], **more}
    return announce(**told, by=by, request=request or uuid4(), at=AT)  # type: ignore[arg-type]


def drawn(
    id: UUID, balls: str = "2 5 12 8 10", why: str = "", by: Actor = CLERK, request: UUID | None = None
) -> DrawStep:
    return draw(draw=id, given=[balls], why=why, by=by, request=request or uuid4(), at=AFTER)


def test_the_result_is_what_anybody_computes_from_list_and_numbers() -> None:
    first = named()
    step = drawn(first.draw)
    assert step.data["key"] == "2.5.8.10.12./"
    assert step.data["taken"] == [t.number for t in select(size=30, take=3, key=key([values("12 10 8 5 2")]))]
    found = one(first.draw)
    assert [name for _, name in found.chosen] == [found.names[n - 1] for n in step.data["taken"]]
    assert (found.first.actor, step.actor) == (CLERK.name, CLERK.name)


def test_numbers_known_before_the_naming_will_not_do() -> None:
    with pytest.raises(Refused, match="登记以后才公布"):
        named(sources=[Source("昨天的彩票", AT - timedelta(hours=1))])
    with pytest.raises(Refused, match="公开的随机数"):
        named(sources=[])


def test_nobody_draws_before_the_numbers_are_known() -> None:
    first = named()
    with pytest.raises(Refused, match="才公布"):
        draw(draw=first.draw, given=["1"], why="", by=CLERK, request=uuid4(), at=LATER - timedelta(seconds=1))
    assert DrawStep.objects.count() == 1


def test_a_second_draw_is_refused_and_told_who_was_first() -> None:
    first = named()
    drawn(first.draw)
    with pytest.raises(SecondOne, match=r"示例钱.*已经抽过了"):
        drawn(first.draw, balls="1 2 3")


def test_wrong_numbers_are_put_right_in_the_open_and_both_stay() -> None:
    first = named()
    before = drawn(first.draw)
    with pytest.raises(Refused, match="为什么"):
        drawn(first.draw, balls="2 5 12 8 11", why="错")
    after = drawn(first.draw, balls="2 5 12 8 11", why="录错一个号码")
    found = one(first.draw)
    assert [step.verb for step in found.steps] == ["announce", "draw", "correct"]
    assert found.result == after
    assert before.data["key"] != after.data["key"]


def test_what_was_never_drawn_cannot_be_put_right() -> None:
    with pytest.raises(Refused, match="还没有抽过"):
        drawn(named().draw, why="录错一个号码")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"names": "甲"}, "names"),
        ({"names": "甲\n甲"}, "names"),
        ({"take": 0}, "take"),
        ({"take": 30}, "take"),
        ({"title": " "}, "title"),
    ],
)
def test_a_naming_that_will_not_do_is_refused_beside_its_field(more: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        named(**more)
    assert refused.value.field == field
    assert DrawStep.objects.count() == 0


def test_values_that_are_no_numbers_are_refused_beside_their_source() -> None:
    with pytest.raises(Refused) as refused:
        drawn(named().draw, balls="二 五")
    assert refused.value.field == "value_1"
    with pytest.raises(Refused, match="要填 1 个来源"):
        draw(draw=named().draw, given=["1", "2"], why="", by=CLERK, request=uuid4(), at=AFTER)


def test_the_same_request_again_is_the_same_step_and_another_body_is_refused() -> None:
    request, second = uuid4(), uuid4()
    first = named(request)
    assert named(request).id == first.id
    with pytest.raises(Refused, match="提交编号"):
        named(request, title="抽别的")
    step = drawn(first.draw, request=second)
    assert drawn(first.draw, request=second).id == step.id
    assert DrawStep.objects.count() == 2


def test_only_a_post_of_the_place_names_and_draws() -> None:
    with pytest.raises(NotAllowed):
        named(by=DESK)  # a township's desk, for the whole county
    first = named(by=WATER)
    with pytest.raises(NotAllowed):
        drawn(first.draw, by=DESK)
    with pytest.raises(NoSuchDraw):
        drawn(uuid4())


def test_draws_are_seen_by_the_posts_that_cover_their_place() -> None:
    county, town = named(), named(by=DESK, place=TOWN)
    assert {found.first.draw for found in newest(actor=CLERK)} == {county.draw, town.draw}
    assert {found.first.draw for found in newest(actor=DESK)} == {town.draw}
    province = staff(line="discipline", place="43", acts=("oversee",))
    assert len(newest(actor=province)) == 2
    assert not may_read(one(county.draw), DESK)


def test_each_step_has_a_receipt_and_the_ledger_with_it_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    first = named()
    step = drawn(first.draw)
    sequence_all(at=AFTER)
    checkpoint_all(at=AFTER)
    for made in (DrawStep.objects.get(id=first.id), DrawStep.objects.get(id=step.id)):
        receipt = prove(entry=made.id, content=fields(made), salt=bytes(made.salt)).receipt
        assert receipt is not None
        assert verify_receipt(receipt) == []
    assert main(["ledger", "verify"]) == 0
    assert "entries 2 sequenced 2" in capsys.readouterr().out


def test_a_step_cannot_be_changed_or_deleted() -> None:
    step = named()
    for change in (lambda: DrawStep.objects.filter(id=step.id).delete(), lambda: DrawStep.objects.update(verb="draw")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
