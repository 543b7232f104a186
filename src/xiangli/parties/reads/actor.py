"""Who is acting: a person under her posts, a reporter by follow code, a program by token, or the platform itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiangli.parties.digest import digest
from xiangli.parties.models import Post, Token, User


@dataclass(frozen=True, slots=True)
class Hat:
    """One post as it counts for permission: places × lines × acts."""

    post: UUID
    name: str
    organisation: str
    office: str
    places: tuple[str, ...]
    lines: tuple[str, ...]
    acts: tuple[str, ...]

    def covers(self, place: str) -> bool:
        """Whether ``place`` is one of this post's places or lies under one."""
        return any(place == code or place.startswith(code) for code in self.places)

    def answers(self, line: str) -> bool:
        """Whether the post carries this business line."""
        return "*" in self.lines or line in self.lines


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts. ``name`` is what entries keep: for staff the name and organisation, else the kind."""

    kind: str
    name: str
    hats: tuple[Hat, ...] = ()
    report: UUID | None = None


SYSTEM = Actor(kind="system", name="系统")
PUBLIC = Actor(kind="public", name="群众")


def reporter(report: UUID) -> Actor:
    """The person who holds the follow code of ``report``; no name is known or kept."""
    return Actor(kind="reporter", name="报事人", report=report)


def staff(user: User, *, on: date) -> Actor:
    """The signed-in person with the posts that run on day ``on``. Two statements; PUBLIC when nobody is signed in."""
    if not user.is_authenticated:
        return PUBLIC
    posts = Post.objects.filter(person__user=user, since__lte=on).select_related("person", "organisation")
    return _of([p for p in posts if p.until is None or p.until >= on])


def program(token: str, *, on: date) -> Actor | None:
    """The post behind an API token, or None when the token is unknown, ended or its post is over. One statement."""
    found = (
        Token.objects.filter(digest=digest(token), ended_at__isnull=True)
        .select_related("post__person", "post__organisation")
        .first()
    )
    if found is None or (found.post.until and found.post.until < on):
        return None
    return _of([found.post])


def _of(posts: Iterable[Post]) -> Actor:
    posts = list(posts)
    if not posts:
        return PUBLIC
    first = posts[0]
    hats = tuple(
        Hat(
            post=p.id, name=p.name, organisation=p.organisation.name,
            office=f"{p.organisation.line}@{p.organisation.place}",
            places=tuple(p.places), lines=tuple(p.lines), acts=tuple(p.acts),
        )
        for p in posts
    )  # fmt: skip
    return Actor(kind="post", name=f"{first.person.name}（{first.organisation.name}）", hats=hats)
