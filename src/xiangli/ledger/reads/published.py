"""What anyone may see of a county's ledger: signed roots, the key, and that one root grew out of another."""

from xiangli.ledger.keys import ours
from xiangli.ledger.models import Checkpoint, Tile
from xiangli.ledger.reads.nodes import node_source
from xiangli.proof import merkle


class NotPublished(LookupError):
    """There is no checkpoint of that county and size."""


def latest(*, county: str) -> Checkpoint | None:
    """The county's newest checkpoint; its `note` is what is served as text."""
    return Checkpoint.objects.filter(county=county).order_by("-size").first()


def checkpoints(*, county: str, limit: int = 50) -> list[Checkpoint]:
    """The newest checkpoints, newest first."""
    return list(Checkpoint.objects.filter(county=county).order_by("-size")[:limit])


def consistency(*, county: str, old: int, new: int) -> list[bytes]:
    """The proof that the published tree of `old` leaves is the beginning of that of `new`.

    Raises NotPublished when one of them was never signed, merkle.ProofError when the sizes do not follow.
    """
    sizes = {old, new}
    if Checkpoint.objects.filter(county=county, size__in=sizes).count() != len(sizes):
        raise NotPublished(f"county {county} has no checkpoint of size {old} or {new}")
    plan = merkle.consistency_plan(old, new)
    return merkle.prove(plan, node_source(county=county, plan=plan), ours().hashing)


def tile(*, county: str, level: int, number: int) -> bytes | None:
    """A tile's hashes joined (C2SP tlog-tiles), or None."""
    row = Tile.objects.filter(county=county, level=level, number=number).values_list("hashes", flat=True).first()
    return None if row is None else bytes(row)
