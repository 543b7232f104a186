"""A tree's size and root as three lines (C2SP tlog-checkpoint), signed as a note."""

import base64
import binascii
import re
from dataclasses import dataclass

from xiangli.proof import note
from xiangli.proof.merkle import HASH_SIZE
from xiangli.proof.profile import INTL, Profile

_ALG = "alg "
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class CheckpointError(ValueError):
    """The text is not a checkpoint: no origin, a size that is no plain number, or a root that is not 32 bytes."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`origin` names the log (also its key), `root` is 32 bytes, `extensions` are further lines, usually none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        good = self.origin and "\n" not in self.origin and self.size >= 0 and len(self.root) == HASH_SIZE
        if not good or any(not line or "\n" in line for line in self.extensions):
            raise CheckpointError("a checkpoint has an origin, a size from 0 on and a root of 32 bytes")

    @property
    def text(self) -> str:
        """The unsigned text."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "\n".join(lines) + "\n"

    @property
    def alg(self) -> str:
        """What the tree is hashed with: said by an extension line, and by its absence SHA-256 (C2SP tlog-tiles)."""
        said = [line.removeprefix(_ALG) for line in self.extensions if line.startswith(_ALG)]
        return said[0] if said else INTL.alg

    def signed(self, signer: note.Signer) -> str:
        """The note that is published; raises CheckpointError when the signer's name is not the origin."""
        if signer.name != self.origin:
            raise CheckpointError("a checkpoint is signed under its origin's name")
        return note.sign(self.text, signer)


def of_tree(origin: str, size: int, root: bytes, profile: Profile = INTL) -> Checkpoint:
    """The statement for a tree hashed under ``profile``; anything but SHA-256 is named in a line of its own."""
    return Checkpoint(origin, size, root, () if profile is INTL else (f"{_ALG}{profile.alg}",))


def parse(text: str) -> Checkpoint:
    """Read a checkpoint's text; raises CheckpointError."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() or not _SIZE.fullmatch(lines[1]):
        raise CheckpointError("origin, size and root stand each on its line")
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError):
        raise CheckpointError("the root is not base64") from None
    found = Checkpoint(lines[0], int(lines[1]), root, tuple(lines[3:]))
    if found.text != text:
        raise CheckpointError("the checkpoint is not written in its one form")
    return found


def read(signed: str, verifier: note.Verifier) -> Checkpoint:
    """The checkpoint of a note rightly signed by `verifier`, whose name must be its origin.

    Raises note.NoteError or CheckpointError.
    """
    found = parse(note.read(signed, verifier))
    if found.origin != verifier.name:
        raise CheckpointError("the origin is not the key's name")
    return found
