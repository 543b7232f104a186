"""Sign where a county's tree stands."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from xiangli.ledger import keys
from xiangli.ledger.models import Checkpoint, Tree
from xiangli.proof import checkpoint as points
from xiangli.proof.note import Signer


def checkpoint(*, county: str, at: datetime, signer: Signer | None = None) -> Checkpoint | None:
    """Sign the county's root unless its present size is signed already; returns the new checkpoint or None.

    Idempotent and safe with several workers. Raises keys.KeyMissing.
    """
    signer = signer or keys.signer(county)
    with transaction.atomic():
        tree = Tree.objects.select_for_update().filter(county=county, size__gt=F("signed")).first()
        if tree is None:
            return None
        note = points.of_tree(signer.name, tree.size, bytes(tree.root), keys.ours()).signed(signer)
        made = Checkpoint.objects.create(county=county, size=tree.size, root=tree.root, note=note, at=at)
        Tree.objects.filter(county=county).update(signed=tree.size)
        return made


def checkpoint_all(*, at: datetime) -> int:
    """Sign every county's tree that has grown; returns how many. Raises keys.KeyMissing."""
    counties = Tree.objects.filter(size__gt=F("signed")).order_by("county").values_list("county", flat=True)
    return sum(checkpoint(county=county, at=at) is not None for county in list(counties))


def is_unsigned() -> bool:
    """Whether any tree has grown since it was signed."""
    return Tree.objects.filter(size__gt=F("signed")).exists()
