"""Draws among entries: one check goes over both, wherever their ids lie."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.ledger.building import AT, add_entries
from tests.ledger.test_verify import verify
from xiangli.draws.acts.append import append
from xiangli.draws.models import DrawStep
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Leaf
from xiangli.matters.models import Entry

pytestmark = pytest.mark.django_db
Capsys = pytest.CaptureFixture[str]


def step(seq: int = 1) -> DrawStep:
    return append(
        place="430181", draw=None, seq=seq, verb="announce", actor="示例", data={"take": 1}, request=uuid4(),
        at=AT + timedelta(seconds=seq),
    )  # fmt: skip


def mixed() -> list[DrawStep]:
    """A step before, among and after entries."""
    steps = [step()]
    add_entries(3)
    steps.append(step())
    add_entries(3)
    steps.append(step())
    sequence_all(at=AT)
    checkpoint_all(at=AT)
    return steps


def test_steps_and_entries_together_are_whole(capsys: Capsys) -> None:
    mixed()
    assert verify(capsys) == (0, "whole entries 9 sequenced 9 waiting 0 counties 1 checkpoints 1")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_changed_step_is_named_wherever_it_lies(capsys: Capsys, at: int) -> None:
    steps = mixed()
    DrawStep.objects.filter(id=steps[at].id).update(actor="另一个人")
    code, said = verify(capsys, "--all")
    assert (code, said.count("BAD")) == (1, 1)
    assert f"entry={steps[at].id} matter={steps[at].draw} seq=1" in said


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_step_gone_leaves_its_leaf_behind(capsys: Capsys, at: int) -> None:
    steps = mixed()
    DrawStep.objects.filter(id=steps[at].id).delete()
    assert f"账本里有叶，记录却不见了 entry={steps[at].id}" in verify(capsys)[1]


def test_a_forged_step_is_named_by_the_tree(capsys: Capsys) -> None:
    steps = mixed()
    other = step()
    forged = bytes(DrawStep.objects.get(id=other.id).leaf)
    Leaf.objects.filter(entry=steps[1].id).update(leaf=forged)
    DrawStep.objects.filter(id=steps[1].id).update(leaf=forged)
    assert f"entry={steps[1].id}" in verify(capsys)[1]


def test_a_changed_entry_beside_a_step_is_named_too(capsys: Capsys) -> None:
    mixed()
    entry = Entry.objects.order_by("id")[4]
    Entry.objects.filter(id=entry.id).update(verb="end")
    code, said = verify(capsys, "--all")
    assert (code, said.count("BAD"), f"entry={entry.id}" in said) == (1, 1, True)
