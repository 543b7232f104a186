"""The signing key lies in one file that only its owner reads."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from xiangli.ledger import keys


def test_a_key_is_made_once_with_mode_0600(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "keys"
    path = keys.ensure(folder)
    first = path.read_bytes()
    assert (path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert keys.ensure(folder).read_bytes() == first
    assert [one.name for one in folder.iterdir()] == [keys.FILE]


def test_many_that_make_a_key_at_once_end_with_one_whole_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        seen = set(pool.map(lambda _: keys.ensure(tmp_path / "ours").read_bytes(), range(40)))
    assert len(seen) == 1
    assert [one.name for one in (tmp_path / "ours").iterdir()] == [keys.FILE]


@pytest.mark.parametrize("found", [None, b"", b"nonsense"])
def test_a_missing_or_broken_key_is_said_in_plain_words(tmp_path: Path, found: bytes | None) -> None:
    if found is not None:
        (tmp_path / keys.FILE).write_bytes(found)
    with pytest.raises(keys.KeyMissing, match=keys.FILE):
        keys.load(tmp_path)
