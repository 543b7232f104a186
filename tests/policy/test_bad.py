"""What must be refused is a file too: each of bad/ holds in its first line every fault it must get, with the line."""

from pathlib import Path

import pytest

from xiangli.law.language.sound import check_procedure
from xiangli.measures import shelf

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
SAYS = "# refused: "


def faults(path: Path) -> str:
    """All faults the checker finds, as the first line of a bad file writes them."""
    found = check_procedure(path.read_text(encoding="utf-8"), path.name, list(shelf.clauses()), shelf.shared())
    return " | ".join(f"{one.line}: {one.message}" for one in found)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_gets_its_message(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(SAYS)
    assert faults(path) == first.removeprefix(SAYS)


def test_the_file_they_spoil_is_sound() -> None:
    assert faults(HERE / "good.yaml") == ""


def test_no_two_bad_files_say_the_same() -> None:
    said = [path.read_text(encoding="utf-8").splitlines()[0].split(": ", 2)[2] for path in BAD]
    alike = {one for one in said if said.count(one) > 1}
    known = {
        "anchors and aliases (& and *) are not allowed",
        "a clock needs either 'within' or 'open_for'",
    }
    assert alike == known


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("unknown_word", "version"),
        ("unknown_verb", "answer"),
        ("unknown_goal", "answered"),
        ("unknown_guard", "ground_given"),
    ],
)
def test_a_slip_of_the_pen_gets_the_word_that_was_meant(slip: str, meant: str) -> None:
    assert faults(HERE / "bad" / f"{slip}.yaml").endswith(f"did you mean '{meant}'?")
