"""Who holds a strong right now, and whether her account is ready for it: what the security person looks at."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from xiangli.parties.models import Post
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.staff import places_of, under
from xiangli.parties.rights import STRONG


@dataclass(frozen=True, slots=True)
class Holder:
    """A person, her post, the strong rights it gives; ``factor_at`` None while no second factor is set up."""

    name: str
    username: str
    organisation: str
    post: str
    acts: tuple[str, ...]
    factor_at: datetime | None


def holders(*, actor: Actor, on: date) -> list[Holder]:
    """Everybody with a strong right at the places ``actor`` secures, those without a second factor first. One statement."""
    where = under(places_of(actor, "secure"), "organisation__place")
    if where is None:
        return []
    rows = Post.objects.filter(
        where, Q(until__isnull=True) | Q(until__gte=on), since__lte=on, person__user__isnull=False
    )
    found = []
    for post in rows.select_related("person__user", "organisation").order_by("organisation__place", "person__name"):
        strong = tuple(act for act in STRONG if act in post.acts)
        if strong and post.person.user:
            user = post.person.user
            found.append(
                Holder(
                    post.person.name, user.username, post.organisation.name, post.name, strong, user.second_factor_at
                )
            )
    return sorted(found, key=lambda one: one.factor_at is not None)
