"""The ways that are open: a person's own, and those of her offices."""

from django.db.models import Q

from xiangli.notices.models import Way
from xiangli.parties.reads.actor import Actor


def ways(*, actor: Actor) -> list[Way]:
    """Newest last. One statement."""
    offices = {hat.office for hat in (*actor.hats, *actor.others)}
    return list(
        Way.objects.filter(Q(person=actor.person) | Q(office__in=offices), ended_at__isnull=True).order_by("since")
    )
