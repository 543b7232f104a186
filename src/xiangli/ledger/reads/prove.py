"""An entry's standing in the ledger, and its receipt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from xiangli.ledger import keys
from xiangli.ledger.models import Checkpoint, Leaf
from xiangli.ledger.reads.nodes import node_source
from xiangli.proof import checkpoint as points
from xiangli.proof import merkle, note, receipt


class Status(StrEnum):
    """How far an entry has come."""

    SEQUENCED = "sequenced"
    """Safely stored at its place in its matter, its leaf beside it, in line for the county's tree."""
    INTEGRATED = "integrated"
    """In the county's tree; no signed root covers it yet."""
    PUBLISHED = "published"
    """Under a signed root: its receipt proves it to anyone."""


class NoLeaf(LookupError):
    """The ledger knows no such entry."""


@dataclass(frozen=True, slots=True)
class Proof:
    """`receipt` (JSON-safe, see proof.receipt) and `signed_at` only once published; `index` once integrated."""

    status: Status
    county: str
    index: int | None
    signed_at: datetime | None
    receipt: dict[str, Any] | None


def prove(*, entry: UUID, content: dict[str, Any], salt: bytes) -> Proof:
    """The standing of an entry and, once published, its receipt under the first signed root that covers it.

    So a receipt stays the same for ever. `content` is the entry's canonical content. Three statements.
    Raises NoLeaf; merkle.ProofError when the stored tree is damaged.
    """
    leaf = Leaf.objects.filter(entry=entry).first()
    if leaf is None:
        raise NoLeaf(f"no leaf of entry {entry}")
    if leaf.idx is None:
        return Proof(Status.SEQUENCED, leaf.county, None, None, None)
    signed = Checkpoint.objects.filter(county=leaf.county, size__gt=leaf.idx).order_by("size").first()
    if signed is None:
        return Proof(Status.INTEGRATED, leaf.county, leaf.idx, None, None)
    plan = merkle.inclusion_plan(leaf.idx, signed.size)
    made = receipt.build(
        entry=content,
        salt=salt,
        county=leaf.county,
        index=leaf.idx,
        size=signed.size,
        proof=merkle.prove(plan, node_source(county=leaf.county, plan=plan), keys.ours().hashing),
        checkpoint=signed.note,
        public_key=str(_key_of(signed)),
        profile=keys.ours(),
    )
    return Proof(Status.PUBLISHED, leaf.county, leaf.idx, signed.at, made)


def _key_of(signed: Checkpoint) -> note.Verifier:
    """Our key under the name it had when it signed: the public address may have changed since."""
    name = points.parse(note.text_of(signed.note)).origin
    return note.Verifier(name, keys.public())
