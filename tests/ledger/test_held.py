"""A signed root kept outside shows a ledger that was cut off or written anew, even with our own key."""

from pathlib import Path

import pytest

from tests.ledger.building import AT, grow
from xiangli.cli.main import main
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Checkpoint, Leaf, Tile, Tree
from xiangli.matters import content
from xiangli.matters.models import Entry
from xiangli.proof.canonical import leaf

pytestmark = pytest.mark.django_db
Capsys = pytest.CaptureFixture[str]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The second of three signed roots, saved in a file."""
    grow(3, 4, 5)
    file = tmp_path / "kept"
    file.write_text(Checkpoint.objects.get(size=7).note, encoding="utf-8")
    return file


def write_anew() -> None:
    """Forge everything from the leaves up, and sign it with the house's own key."""
    Checkpoint.objects.all().delete()
    Tile.objects.all().delete()
    Tree.objects.all().delete()
    Leaf.objects.update(idx=None)
    sequence_all(at=AT)
    checkpoint_all(at=AT)


def verify(capsys: Capsys, *options: str) -> tuple[int, str]:
    code = main(["ledger", "verify", *options])
    return code, capsys.readouterr().out


def test_a_ledger_that_only_grew_fits_the_kept_root(capsys: Capsys, kept: Path) -> None:
    code, said = verify(capsys, "--against", str(kept))
    assert (code, said.startswith("whole entries 12")) == (0, True)


def test_a_ledger_cut_off_and_signed_anew_is_whole_in_itself_but_not_against_the_kept_root(
    capsys: Capsys, kept: Path
) -> None:
    last = Entry.objects.order_by("-id").values_list("id", flat=True)[:6]
    Leaf.objects.filter(entry__in=list(last)).delete()
    Entry.objects.filter(id__in=list(last)).delete()
    write_anew()
    assert verify(capsys)[0] == 0
    code, said = verify(capsys, "--against", str(kept))
    assert (code, "截短" in said, "checkpoint=7" in said) == (1, True, True)


def test_a_ledger_written_anew_to_the_same_sizes_is_found_too(capsys: Capsys, kept: Path) -> None:
    entry = Entry.objects.order_by("id")[2]
    entry.verb = "end"
    entry.leaf = leaf(bytes(entry.salt), content(entry))
    entry.save()
    Leaf.objects.filter(entry=entry.id).update(leaf=entry.leaf)
    later = list(Entry.objects.order_by("id").values_list("id", flat=True)[7:])
    rows = list(Leaf.objects.filter(entry__in=later))
    Leaf.objects.filter(entry__in=later).delete()
    write_anew()
    Leaf.objects.bulk_create([Leaf(entry=r.entry, county=r.county, leaf=r.leaf, at=r.at) for r in rows])
    assert verify(capsys)[0] == 0
    code, said = verify(capsys, "--against", str(kept))
    assert (code, "重写" in said, "checkpoint=7" in said) == (1, True, True)


def test_a_file_that_is_no_signed_root_of_ours_is_said(capsys: Capsys, kept: Path, tmp_path: Path) -> None:
    kept.write_text(kept.read_text(encoding="utf-8").replace("\n7\n", "\n8\n"), encoding="utf-8")
    assert verify(capsys, "--against", str(kept))[0] == 1
    assert verify(capsys, "--against", str(tmp_path / "none"))[0] == 2
