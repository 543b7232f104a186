"""The published ledger as files (C2SP tlog-tiles): a folder any web server can serve, or that fits on a disk to hand over."""

import os
from dataclasses import dataclass
from pathlib import Path

from xiangli.ledger import keys
from xiangli.ledger.models import Checkpoint
from xiangli.ledger.reads.published import latest, stored
from xiangli.proof import checkpoint as points
from xiangli.proof import note, tile_paths


class TreeIncomplete(RuntimeError):
    """A tile the signed root needs is not stored: the ledger is damaged, and nothing of it is published."""


@dataclass(frozen=True, slots=True)
class Published:
    """One county's folder: the signed size, files written now, files that lay there already."""

    county: str
    size: int
    written: int
    kept: int


def publish(*, folder: Path, counties: list[str] | None = None) -> list[Published]:
    """Write every county's tiles, entry bundles, key and, last of all, its newest signed root under `folder`/COUNTY.

    Full tiles never change and are written once; a partial tile goes when its full one is there. Safe to run again and
    while a web server reads: each file appears whole. Raises TreeIncomplete, keys.KeyMissing, OSError.
    """
    found = Checkpoint.objects.order_by("county").values_list("county", flat=True).distinct()
    return [_county(folder / one, one) for one in found if counties is None or one in counties]


def _county(folder: Path, county: str) -> Published:
    signed = latest(county=county)
    assert signed is not None, county
    written = kept = 0
    for path in tile_paths.of_tree(signed.size):
        file = folder / str(path)
        if file.exists():
            kept += 1
            continue
        content = stored(county=county, path=path)
        if content is None:
            raise TreeIncomplete(f"county {county}: {path} is not stored; see `xiangli ledger verify`")
        _write(file, content)
        written += 1
        _drop_partial(file.with_name(f"{file.name}.p"))
    name = points.parse(note.text_of(signed.note)).origin
    _write(folder / "key", f"{note.Verifier(name, keys.public())}\n".encode())
    _write(folder / "checkpoint", signed.note.encode())
    return Published(county, signed.size, written, kept)


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, file)


def _drop_partial(folder: Path) -> None:
    """The narrower forms of a tile that is full now."""
    if folder.is_dir():
        for one in folder.iterdir():
            one.unlink()
        folder.rmdir()
