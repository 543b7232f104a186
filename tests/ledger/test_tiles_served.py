"""The ledger as tlog-tiles: a stranger's verifier is content with the files we write and with what we serve."""

import base64
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.ledger import stranger
from tests.ledger.building import AT, add_entries, grow
from xiangli.cli.main import main
from xiangli.ledger import keys
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.ledger.models import Tile
from xiangli.ledger.reads.prove import prove
from xiangli.matters.form import fields
from xiangli.proof.tile_paths import TilePath, of_tree, parse

pytestmark = pytest.mark.django_db
COUNTY = "430181"


def served(client: Client) -> stranger.Fetch:
    def fetch(path: str) -> bytes:
        answer = client.get(f"/ledger/{COUNTY}/{path}")
        assert answer.status_code == 200, path
        return answer.content

    return fetch


def written(folder: Path) -> stranger.Fetch:
    return lambda path: (folder / COUNTY / path).read_bytes()


@pytest.fixture(params=["files", "http"])
def fetch(request: pytest.FixtureRequest, client: Client, tmp_path: Path) -> stranger.Fetch:
    """A log of 700 leaves, grown in three steps, as files or over HTTP."""
    grow(5, 300, 395)
    if request.param == "http":
        return served(client)
    assert main(["ledger", "publish", str(tmp_path / "out")]) == 0
    return written(tmp_path / "out")


def test_a_stranger_builds_the_signed_root_from_tiles_and_from_entries(fetch: stranger.Fetch) -> None:
    origin, size, root = stranger.checkpoint(fetch, fetch("key").decode().strip())
    assert (origin, size) == ("xiangli.test/ledger/430181", 700)
    hashes = stranger.leaf_hashes(fetch, size)
    assert stranger.mth(hashes) == root
    assert [stranger.leaf_hash(one) for one in stranger.entries(fetch, size)] == hashes
    assert stranger.levels_agree(fetch, size)


def test_a_stranger_s_own_proof_is_the_one_in_the_receipt(client: Client) -> None:
    entries = grow(700)
    fetch = served(client)
    hashes = stranger.leaf_hashes(fetch, 700)
    for index in (0, 255, 256, 699):
        made = prove(entry=entries[index].id, content=fields(entries[index]), salt=bytes(entries[index].salt)).receipt
        assert made is not None
        assert [base64.b64decode(one) for one in made["proof"]] == stranger.path(index, hashes)


def test_nothing_is_served_that_no_root_covers(client: Client) -> None:
    grow(300)
    add_entries(20)
    sequence_all(at=AT)
    ask = lambda path: client.get(f"/ledger/{COUNTY}/{path}").status_code  # noqa: E731
    assert (ask("tile/0/001.p/44"), ask("tile/0/001.p/45"), ask("tile/entries/001.p/45")) == (200, 404, 404)
    assert (ask("tile/0/000"), ask("tile/1/000.p/1"), ask("tile/1/000"), ask("tile/2/000.p/1")) == (200, 200, 404, 404)


@pytest.mark.parametrize(
    "path",
    ["tile/0/0", "tile/00/000", "tile/0/x000/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/64/000",
     "tile/-1/000", "tile/0/../../checkpoint", "tile/entries/1", "tile/0/" + "x001/" * 9 + "001", "tile/0/000/"],
)  # fmt: skip
def test_a_path_not_in_its_one_form_is_nothing(client: Client, path: str) -> None:
    assert parse(path) is None
    assert client.get(f"/ledger/{COUNTY}/{path}").status_code == 404


def test_the_specification_s_own_examples() -> None:
    assert str(TilePath(0, 1234067)) == "tile/0/x001/x234/067"
    assert parse("tile/0/x001/x234/067") == TilePath(0, 1234067)
    assert parse("tile/entries/000.p/17") == TilePath(None, 0, 17)
    tree = list(of_tree(70_000))
    assert sum(one.level == 0 and one.width == 256 for one in tree) == 273
    assert [one for one in tree if one.width < 256 and one.level is not None] == [
        TilePath(0, 273, 112), TilePath(1, 1, 17), TilePath(2, 0, 1)
    ]  # fmt: skip
    assert TilePath(1, 0) in tree
    assert [str(one) for one in of_tree(256)] == ["tile/0/000", "tile/entries/000", "tile/1/000.p/1"]
    assert list(of_tree(0)) == []


def test_tiles_may_be_kept_for_ever_and_roots_only_for_seconds(client: Client) -> None:
    grow(300)
    assert "immutable" in client.get(f"/ledger/{COUNTY}/tile/0/000")["Cache-Control"]
    root = client.get(f"/ledger/{COUNTY}/checkpoint")
    assert (root["Cache-Control"], root["Content-Type"]) == ("public, max-age=2", "text/plain; charset=utf-8")
    assert client.get("/ledger/999999/checkpoint").status_code == 404
    assert client.get("/ledger/999999/key").status_code == 404
    assert client.get("/ledger/999999/tile/0/000").status_code == 404


def test_a_second_run_writes_only_what_is_new_and_drops_what_became_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grow(300)
    grow(3, county="430182")
    assert main(["ledger", "publish", str(tmp_path)]) == 0
    assert (tmp_path / COUNTY / "tile/0/001.p/44").exists()
    add_entries(300)
    sequence_all(at=AT)
    assert main(["ledger", "publish", str(tmp_path)]) == 0  # nothing signed since: nothing new
    assert "430181 size 300 written 0 kept 5" in capsys.readouterr().out
    grow(0)
    assert main(["ledger", "publish", str(tmp_path), "--county", COUNTY]) == 0
    assert capsys.readouterr().out == "430181 size 600 written 5 kept 2\n"
    assert not (tmp_path / COUNTY / "tile/0/001.p").exists()
    assert (tmp_path / COUNTY / "tile/0/001").stat().st_size == 8192


def test_a_damaged_tree_is_not_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grow(300)
    Tile.objects.filter(level=0, number=1).delete()
    assert main(["ledger", "publish", str(tmp_path)]) == 1
    assert "tile/0/001.p/44 is not stored" in capsys.readouterr().out
    assert not (tmp_path / COUNTY / "checkpoint").exists()


def test_an_empty_ledger_has_nothing_to_publish(tmp_path: Path) -> None:
    assert main(["ledger", "publish", str(tmp_path)]) == 2


def test_the_public_page_lists_each_county_s_root_with_as_many_statements_for_three(
    client: Client, django_assert_num_queries: object, settings: LazySettings
) -> None:
    assert "还没有公布树根" in client.get("/ledger/").content.decode()
    grow(3)
    with django_assert_num_queries(4) as one:  # type: ignore[operator]
        page = client.get("/ledger/").content.decode()
    assert f"/ledger/{COUNTY}/checkpoint" in page
    assert keys.ours().alg in page
    grow(3, county="430182")
    grow(3, county="430102")
    with django_assert_num_queries(len(one.captured_queries)):  # type: ignore[operator]
        client.get("/ledger/")
