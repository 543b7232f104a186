"""Append: an entry goes in with its leaf, never without. Every act outside the hot write ends here."""

from xiangli.ledger.keys import ours
from xiangli.ledger.models import Leaf
from xiangli.matters.form import content
from xiangli.matters.models import Entry
from xiangli.proof.canonical import leaf


def append(entry: Entry) -> None:
    """Write ``entry`` (its salt is set) and its leaf, inside the act's transaction. IntegrityError: the turn is taken."""
    entry.leaf = leaf(bytes(entry.salt), content(entry), ours())
    entry.save(force_insert=True)
    Leaf.objects.create(entry=entry.id, county=entry.county, leaf=entry.leaf, at=entry.at)
