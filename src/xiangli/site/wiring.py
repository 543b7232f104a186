"""What the rooms declared, connected once the tables are known: job handlers and recurring duties."""

from django.db.models.signals import post_migrate
from django.utils import timezone

from xiangli.intake.acts.run_batch import run_batch
from xiangli.ledger.acts.checkpoint import checkpoint_all, is_unsigned
from xiangli.ledger.acts.sequence import is_waiting, sequence_all
from xiangli.matters.acts.index_search import index_search, is_behind
from xiangli.matters.acts.sweep import due, sweep
from xiangli.matters.search.tables import prepare
from xiangli.notices.acts.tell import tell
from xiangli.work.acts.prune import prune
from xiangli.work.registry import recurring, register


def connect() -> None:
    """Called when Django is ready."""
    register("tell", tell)
    register("intake.batch", run_batch, atomic=False)
    recurring("ledger.sequence", 1, sequence_all, wanted=is_waiting)
    recurring("ledger.checkpoint", 5, checkpoint_all, wanted=is_unsigned)
    recurring("matters.sweep", 60, sweep, wanted=lambda: due(timezone.now()))
    recurring("work.prune", 3600, prune)
    recurring("matters.search", 2, index_search, wanted=is_behind)
    post_migrate.connect(prepare, dispatch_uid="matters.search")
