"""Draws after RFC 3797: its published example to the bit, and what cannot be drawn is refused in words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiangli.cli.main import main
from xiangli.engines.draw import BadPool, BadSource, bits_needed, key, pool, select, values

# RFC 3797 §6, "Fully Worked Example"
NAMES = """John Mary Bashful Dopey Sleepy Grouchy Doc Sneazy Handsome Cassandra Pollyanna Pendragon Pandora Faith Hope
Charity Lee Longsuffering Chastity Smith Pride Sloth Envy Anger Kasczynski""".split()
SOURCES = ["9319", "2, 5, 12, 8, 10", "9, 18, 26, 34, 41, 45"]
KEY = "9319./2.5.8.10.12./9.18.26.34.41.45./"
CHOSEN = [
    (17, "990DD0A5692A029A98B5E01AA28F3459"),
    (7, "3691E55CB63FCC37914430B2F70B5EC6"),
    (2, "FE814EDF564C190AC1D25753979990FA"),
    (16, "1863CCACEB568C31D7DDBDF1D4E91387"),
    (25, "F4AB33DF4889F0AF29C513905BE1D758"),
    (23, "13EAEB529F61ACFB9A29D0BA3A60DE4A"),
    (8, "992DB77C382CA2BDB9727001F3CDCCD9"),
    (24, "63AB4258ECA922976811C7F55C383CE7"),
    (19, "DFBC5AC97CED01B3A6E348E3CC63F40D"),
    (13, "31CB111C4A4EBE9287CEAE16FE51B909"),
]


def test_the_published_example_comes_out_to_the_bit() -> None:
    made = key([values(one) for one in SOURCES])
    assert made == KEY
    assert [(one.number, one.digest) for one in select(size=25, take=10, key=made)] == CHOSEN


def test_the_names_of_the_example_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pool.txt"
    file.write_text("\n".join(NAMES), encoding="utf-8")
    sources = [word for one in SOURCES for word in ("--source", one)]
    assert main(["draw", str(file), "--take", "10", *sources]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"key {KEY}"
    assert [line.split()[2] for line in lines] == [
        "Lee", "Doc", "Mary", "Charity", "Kasczynski", "Envy", "Sneazy", "Anger", "Chastity", "Pandora"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("list_", "take", "source", "says"),
    [
        ("甲\n乙", "3", "1", "1 和 2 之间"),
        ("甲\n乙", "1", "one", "整数"),
        ("甲\n甲", "1", "1", "一样"),
        ("甲", "1", "1", "至少要有两行"),
    ],
)
def test_the_command_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], list_: str, take: str, source: str, says: str
) -> None:
    file = tmp_path / "pool.txt"
    file.write_text(list_, encoding="utf-8")
    assert main(["draw", str(file), "--take", take, "--source", source]) == 2
    assert says in capsys.readouterr().err
    assert main(["draw", str(tmp_path / "none"), "--take", take, "--source", source]) == 2


@given(st.integers(2, 400), st.data())
def test_nobody_is_taken_twice_and_a_longer_draw_begins_with_the_shorter(size: int, data: st.DataObject) -> None:
    take = data.draw(st.integers(1, size))
    numbers = [one.number for one in select(size=size, take=take, key="7./")]
    assert len({*numbers}) == take
    assert {*numbers} <= {*range(1, size + 1)}
    assert numbers == [one.number for one in select(size=size, take=size, key="7./")][:take]


@given(st.permutations([3, 14, 15, 92]))
def test_the_order_in_which_balls_came_does_not_matter(balls: list[int]) -> None:
    assert key([balls]) == "3.14.15.92./"
    assert key([values("003 14")]) == "3.14./"


@pytest.mark.parametrize("text", ["", "  ", "3.14", "-1", "七", "1e9", "9" * 41])
def test_what_is_no_whole_number_is_no_source(text: str) -> None:
    with pytest.raises(BadSource, match="整数"):
        values(text)


@pytest.mark.parametrize(("size", "take"), [(5, 0), (5, 6), (70_000, 65_537)])
def test_what_cannot_be_taken_is_refused(size: int, take: int) -> None:
    with pytest.raises(ValueError, match="cannot be taken"):
        select(size=size, take=take, key="1./")


def test_a_list_is_one_name_a_line_each_once() -> None:
    assert pool(" 甲 乙 \n\n丙\n") == ["甲 乙", "丙"]
    with pytest.raises(BadPool, match="第 3 行和第 1 行一样"):
        pool("甲\n乙\n甲")
    with pytest.raises(BadPool, match="太长"):
        pool("甲\n" + "乙" * 121)
    with pytest.raises(BadPool, match="最多"):
        pool("\n".join(map(str, range(20_001))))


def test_the_randomness_a_draw_needs_is_the_rfc_s() -> None:
    """§3.3: choosing 10 of 60 needs 37 bits, of 100 needs 44, of 120 needs 47."""
    assert [bits_needed(size=size, take=10) for size in (60, 100, 120)] == [37, 44, 47]
