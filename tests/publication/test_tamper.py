"""A step of publication is neither changed nor deleted; changed underneath, it is found and named."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction

from tests.houses import AT
from tests.publication.stories import LATER, published
from xiangli.cli.main import main
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Leaf
from xiangli.ledger.reads.prove import prove
from xiangli.proof.receipt import verify_receipt
from xiangli.publication.form import fields
from xiangli.publication.models import PublicationStep
from xiangli.site.install import keys, starter_editions
from xiangli.vault import keys as vault_keys


@pytest.fixture
def unguarded(db: None) -> None:
    """The house without the guards, as somebody would have it who owns the database's files."""
    keys()
    vault_keys.forget()
    starter_editions(AT)


def settled() -> list[PublicationStep]:
    """The steps of a published matter, in a signed tree."""
    published()
    sequence_all(at=LATER)
    checkpoint_all(at=LATER)
    return list(PublicationStep.objects.order_by("seq"))


def test_the_ledger_with_its_steps_is_whole_and_each_has_a_receipt(
    unguarded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for step in settled():
        receipt = prove(entry=step.id, content=fields(step), salt=bytes(step.salt)).receipt
        assert receipt is not None
        assert verify_receipt(receipt) == []
    assert main(["ledger", "verify"]) == 0
    assert f"entries {Leaf.objects.count()} sequenced" in capsys.readouterr().out


@pytest.mark.parametrize(
    "spoil",
    [
        lambda step: PublicationStep.objects.filter(id=step.id).update(actor="另一个人"),
        lambda step: PublicationStep.objects.filter(id=step.id).update(data={**step.data, "text": "sha256:0"}),
        lambda step: PublicationStep.objects.filter(id=step.id).update(verb="prepare"),
        lambda step: PublicationStep.objects.filter(id=step.id).delete(),
    ],
)
def test_a_step_changed_or_taken_away_underneath_is_found_and_named(
    spoil: Callable[[PublicationStep], object], unguarded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    step = settled()[1]
    spoil(step)
    assert main(["ledger", "verify"]) == 1
    said = capsys.readouterr().out
    assert f"entry={step.id}" in said
    if PublicationStep.objects.filter(id=step.id).exists():
        assert f"matter={step.publication} seq=2" in said


@pytest.mark.usefixtures("ready")
def test_a_step_cannot_be_changed_or_deleted() -> None:
    published()
    step = PublicationStep.objects.first()
    assert step is not None
    for change in (
        lambda: PublicationStep.objects.filter(id=step.id).delete(), lambda: PublicationStep.objects.update(verb="agree"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert connection.is_usable()
