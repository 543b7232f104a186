"""An installation for the tests of the rooms: keys, editions, guards; people as actors, without pages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from os import urandom
from uuid import UUID, uuid4

import pytest

from xiangli.intake.acts.receive import Outcome, receive
from xiangli.intake.incoming import Incoming
from xiangli.parties.reads.actor import Actor, Hat, reporter
from xiangli.site.install import guard, keys, starter_editions
from xiangli.vault import keys as vault_keys

TOWN, COUNTY = "430181110", "430181"
AT = datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.fixture
def ready(db: None) -> Iterator[None]:
    """Keys, starter editions and the append-only guards; inside the test's transaction."""
    keys()
    vault_keys.forget()
    starter_editions(AT)
    guard()
    yield
    vault_keys.forget()


def unlike() -> str:
    """Forty characters no other telling shares: reports with it are of different events."""
    return "".join(chr(0x4E00 + b % 0x5000) for b in (int.from_bytes(urandom(2)) for _ in range(40)))


def staff(*, line: str, place: str, acts: tuple[str, ...], name: str = "示例员") -> Actor:
    """A person with one post."""
    hat = Hat(post=uuid4(), name="经办", organisation=f"{line}单位", office=f"{line}@{place}", places=(place,),
              lines=(line,), acts=acts)  # fmt: skip
    return Actor(kind="post", name=f"{name}（{line}）", hats=(hat,))


DESK = staff(line="desk", place=TOWN, acts=("sort", "handle", "unseal"), name="示例周")
ROADS = staff(line="transport", place=COUNTY, acts=("handle", "unseal"), name="示例吴")
WATER = staff(line="water_resources", place=COUNTY, acts=("handle",), name="示例郑")
ROADS_OFFICE, WATER_OFFICE = f"transport@{COUNTY}", f"water_resources@{COUNTY}"


def told(text: str, at: datetime = AT, **more: object) -> Outcome:
    """One report through the public act."""
    more.setdefault("place", TOWN)
    one = Incoming(id=more.pop("id", None) or uuid4(), text=text, **more)  # type: ignore[arg-type]
    return receive([one], at=at)[0]


def owned(text: str = "村口的路塌了一个大坑", owner: str = ROADS_OFFICE, at: datetime = AT) -> tuple[UUID, Actor]:
    """A matter given to an office at once: its id, and its reporter as an actor."""
    outcome = told(f"{unlike()}{text}", at=at, owner=owner, item="示例-1")
    assert outcome.matter is not None, outcome.reason
    return outcome.matter, reporter(outcome.one.id)
