"""What the rooms declared, connected once the tables are known: job handlers and recurring duties."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils import timezone

from xiangli.bridge.acts.keep_tickets import keep_tickets
from xiangli.bridge.reads.exports import exports
from xiangli.engines.triage.weights import MENDABLE, stand_in
from xiangli.intake.acts.look_over import is_behind as is_unread
from xiangli.intake.acts.look_over import look_over
from xiangli.intake.acts.run_batch import run_batch
from xiangli.intake.outer import Outer
from xiangli.ledger.acts.checkpoint import checkpoint_all, is_unsigned
from xiangli.ledger.acts.sequence import is_waiting, sequence_all
from xiangli.matters.acts.index_search import index_search, is_behind
from xiangli.matters.acts.recount import recount, waiting
from xiangli.matters.acts.sweep import due, sweep
from xiangli.matters.search.tables import prepare
from xiangli.notices.acts.deliver import deliver
from xiangli.notices.acts.send import send
from xiangli.notices.acts.tell import tell
from xiangli.notices.acts.tell_reporter import tell_reporter
from xiangli.parties.acts.knock import forget_old
from xiangli.publication.acts.set_aside import is_behind as is_moved_on
from xiangli.publication.acts.set_aside import set_aside
from xiangli.replies.acts.gather import gather
from xiangli.replies.acts.gather import is_behind as is_unanswered
from xiangli.work.acts.prune import prune
from xiangli.work.registry import recurring, register


def outer_systems() -> list[Outer]:
    """The outer exports that imports recognise: the bridges' data in the form intake reads."""
    return [Outer(**one) for one in exports()]


def _batch(*, payload: dict[str, Any], at: datetime) -> None:
    run_batch(payload=payload, at=at, known=outer_systems, tickets=lambda told: keep_tickets(tickets=told, at=at))


def mended_weights() -> None:
    """What this installation's corrections taught stands in for the shipped weights, from the next start on."""
    for name in MENDABLE:
        file = Path(settings.VAR) / "models" / f"{name}.npz"
        if file.is_file():
            stand_in(name, file.read_bytes())


def connect() -> None:
    """Called when Django is ready."""
    mended_weights()
    register("tell", tell)
    register("tell_reporter", tell_reporter)
    register("deliver", deliver)
    register("send", send, atomic=False)
    register("intake.batch", _batch, atomic=False)
    recurring("ledger.sequence", 1, sequence_all, wanted=is_waiting)
    recurring("ledger.checkpoint", 5, checkpoint_all, wanted=is_unsigned)
    recurring("matters.sweep", 60, sweep, wanted=lambda: due(timezone.now()))
    recurring("matters.recount", 600, recount, wanted=waiting)
    recurring("work.prune", 3600, prune)
    recurring("parties.knocks", 86400, forget_old)
    recurring("replies.gather", 30, gather, wanted=is_unanswered)
    recurring("intake.look_over", 20, look_over, wanted=is_unread)
    recurring("publication.set_aside", 20, set_aside, wanted=is_moved_on)
    recurring("matters.search", 2, index_search, wanted=is_behind)
    post_migrate.connect(prepare, dispatch_uid="matters.search")
