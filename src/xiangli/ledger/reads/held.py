"""A signed root somebody kept, against the ledger of today: what was cut off or written anew shows here.

Whoever has the database and the key can forge a ledger that is whole in itself, but not one that fits a root which
left the house before.
"""

from xiangli.ledger.faults import Fault, raw_bytes
from xiangli.ledger.models import Checkpoint
from xiangli.proof import checkpoint as points
from xiangli.proof import note


def held_fault(*, signed: str, key: bytes | None) -> Fault | None:
    """What is wrong between a kept checkpoint (its text) and the stored ones, or None.

    Meant to follow `verify`, which has compared every stored checkpoint with the leaves. `key` is the 32-byte key.
    """
    try:
        stated = points.parse(note.text_of(signed))
        if key is not None:
            stated = points.read(signed, note.Verifier(stated.origin, key))
    except (note.NoteError, points.CheckpointError):
        return Fault("手里的这份树根声明读不出来，或者不是这把钥匙签的")
    county = stated.origin.rpartition("/")[2]
    row = Checkpoint.objects.filter(county=county, size=stated.size).first()
    if row is None:
        return Fault("账本里没有手里这份树根声明：账被截短或重写过", county=county, size=stated.size)
    if raw_bytes(row.root) != stated.root:
        return Fault("手里的树根与账本里同一大小的树根不同：账被重写过", county=county, size=stated.size)
    return None
