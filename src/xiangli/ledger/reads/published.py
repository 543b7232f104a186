"""What anyone may see of a county's ledger: signed roots, the key, and that one root grew out of another."""

from xiangli.ledger.keys import ours
from xiangli.ledger.models import Checkpoint, Leaf, Tile
from xiangli.ledger.reads.nodes import node_source
from xiangli.proof import merkle, tiles
from xiangli.proof.merkle import HASH_SIZE
from xiangli.proof.tile_paths import TilePath


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


def resource(*, county: str, path: TilePath) -> bytes | None:
    """What tlog-tiles serves at a path: hashes joined, or entries (here: salted leaf values) each behind its length.

    Only what the newest signed root covers, so that no unsigned leaf leaves the house; else None. Two statements.
    """
    signed = latest(county=county)
    if signed is None or not path.is_in(signed.size):
        return None
    return stored(county=county, path=path)


def stored(*, county: str, path: TilePath) -> bytes | None:
    """The same without asking what is signed. One statement."""
    if path.level is None:
        first = path.number * tiles.WIDTH
        rows = Leaf.objects.filter(county=county, idx__gte=first, idx__lt=first + path.width).order_by("idx")
        values = [bytes(value) for value in rows.values_list("leaf", flat=True)]
        whole = len(values) == path.width
        return b"".join(len(value).to_bytes(2) + value for value in values) if whole else None
    places = Tile.objects.filter(county=county, level=path.level, number=path.number)
    held = places.values_list("hashes", flat=True).first()
    wanted = path.width * HASH_SIZE
    return None if held is None or len(held) < wanted else bytes(held)[:wanted]
