"""Tables of the ledger: leaves, trees, tiles and checkpoints."""

from xiangli.ledger.models.checkpoint import Checkpoint
from xiangli.ledger.models.leaf import Leaf
from xiangli.ledger.models.tile import Tile
from xiangli.ledger.models.tree import Tree

__all__ = ["Checkpoint", "Leaf", "Tile", "Tree"]
