"""The policy files shipped with the program: procedures, the words they share, stories, clauses."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import yaml

from xiangli.law.language.load import Loaded, load_with_lines


@dataclass(frozen=True, slots=True)
class File:
    """One shipped file: ``path`` below the house (``measures/m00_shared/report.procedure.yaml``), its ``text``."""

    path: str
    text: str

    @property
    def stem(self) -> str:
        """``report`` for ``…/report.procedure.yaml``."""
        return self.path.rsplit("/", 1)[1].split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the Measures: its id, our own short title, the rooms that carry it (empty: not yet)."""

    id: str
    title: str
    rooms: tuple[str, ...] = ()


def shipped(suffix: str) -> Iterator[File]:
    """Every file of the measures whose name ends so, in the order of folders and names."""
    for folder in sorted(files("xiangli.measures").iterdir(), key=lambda f: f.name):
        if folder.is_dir():
            for file in sorted(folder.iterdir(), key=lambda f: f.name):
                if file.name.endswith(suffix):
                    yield File(f"measures/{folder.name}/{file.name}", file.read_text(encoding="utf-8"))


def papers() -> Iterator[File]:
    """Every paper of the measures (``measures/m00_shared/papers/answer.paper.yaml``)."""
    for folder in sorted(files("xiangli.measures").iterdir(), key=lambda f: f.name):
        inner = folder / "papers"
        if inner.is_dir():
            for file in sorted(inner.iterdir(), key=lambda f: f.name):
                if file.name.endswith(".paper.yaml"):
                    yield File(f"measures/{folder.name}/papers/{file.name}", file.read_text(encoding="utf-8"))


def bridges() -> Iterator[File]:
    """Every outer system of the measures (``measures/m00_shared/bridges/hotline12345.bridge.yaml``)."""
    for folder in sorted(files("xiangli.measures").iterdir(), key=lambda f: f.name):
        inner = folder / "bridges"
        if inner.is_dir():
            for file in sorted(inner.iterdir(), key=lambda f: f.name):
                if file.name.endswith(".bridge.yaml"):
                    yield File(f"measures/{folder.name}/bridges/{file.name}", file.read_text(encoding="utf-8"))


def shared() -> dict[str, str]:
    """Texts of the shared files by the name procedures use."""
    return {file.stem: file.text for file in shipped(".shared.yaml")}


def load(file: File) -> Loaded:
    """One procedure with what it uses. Raises PolicyError naming the file by its last part."""
    return load_with_lines(file.text, file.path.rsplit("/", 1)[1], shared())


def procedures() -> list[tuple[File, Loaded]]:
    """All shipped procedures. Raises PolicyError for the first unsound one."""
    return [(file, load(file)) for file in shipped(".procedure.yaml")]


@functools.cache
def clauses() -> dict[str, Clause]:
    """All clauses of the eighteen measures by id, in their order."""
    text = (files("xiangli.measures") / "clauses.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=yaml.BaseLoader)
    return {row["id"]: Clause(row["id"], row["title"], tuple(row.get("rooms", ()))) for row in rows}
