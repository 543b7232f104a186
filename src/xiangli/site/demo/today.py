"""What waits for a person on the demo's last day: quarrels with their grounds, extensions asked for, help, a leader's line."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid5

from xiangli.lists.lines import LINES
from xiangli.lists.reads.owner_of import lawful
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.dispute import dispute
from xiangli.matters.acts.extend_ask import extend_ask
from xiangli.matters.acts.instruct import instruct
from xiangli.matters.acts.rule import rule
from xiangli.matters.acts.share import share
from xiangli.matters.errors import ActError
from xiangli.matters.models import Matter
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.site.demo.people import COUNTY
from xiangli.site.demo.story import NAMESPACE


def _another(row: Matter) -> tuple[str, str] | None:
    """Item and ground of an office that says another lawful owner of this topic should have it; None where there is none."""
    for owner in lawful(row.topic, row.place):
        if owner.office != row.owner:
            return (
                owner.item,
                f"到现场看过，这件事主要由{LINES[owner.line]}管，按清单{owner.item}应由他们承办，本单位可以协办。",
            )
    return None


def _staff(office: str, name: str, *acts: str) -> Actor:
    line, _, place = office.partition("@")
    hat = Hat(post=uuid5(NAMESPACE, office + name), name="承办人", organisation=name, office=office,
              places=(place, COUNTY), lines=(line, "*"), acts=acts)  # fmt: skip
    return Actor(kind="post", name=name, hats=(hat,))


def today(*, until: datetime) -> int:
    """Do these acts on open matters of the county, in the last two days; how many. The same each time it is built."""
    board = _staff(f"desk@{COUNTY}", "示范·王统办（浏阳市综合办公室）", "sort", "handle")
    leader = _staff(f"desk@{COUNTY}", "示范·李分管（浏阳市人民政府）", "instruct")
    rows = Matter.objects.filter(county=COUNTY, ended_at__isnull=True, owner__isnull=False).order_by("-opened_at", "id")
    county = rows.filter(owner__endswith=f"@{COUNTY}").exclude(owner__startswith="desk@")
    county = county.filter(opened_at__lt=until - timedelta(hours=26))
    assigned, handling = list(county.filter(step="assigned")[:12]), list(county.filter(step="handling", late=False)[:8])
    done = 0

    def act(one: Callable[..., object], row: Matter, n: int, by: Actor, at: datetime, **data: str) -> None:
        nonlocal done
        try:
            one(matter=row.id, by=by, at=at, request=uuid5(NAMESPACE, f"today {n} {row.id}"), **data)
            done += 1
        except ActError:  # what the procedure does not allow this matter any more is left out of the demo
            return

    arguable = [(row, other) for row in assigned if (other := _another(row))][:4]
    for n, (row, (item, ground)) in enumerate(arguable):
        hers = _staff(row.owner or "", "示范·承办人", "handle")
        at = until - timedelta(hours=20 - n)
        act(dispute, row, n, hers, at, ground=ground, item=item)
        if n == 3:
            act(rule, row, 10 + n, board, at + timedelta(hours=2), owner=row.owner or "", item=row.item,
                ground="现场在县管设施范围内，仍由原单位办理，以后同类事照此。")  # fmt: skip
    quarrelled = {row.id for row, _ in arguable}
    for n, row in enumerate(row for row in assigned if row.id not in quarrelled):
        if n < 2:
            act(accept, row, n, _staff(row.owner or "", "示范·承办人", "handle"), until - timedelta(hours=9))
    for n, row in enumerate(handling[:3]):
        hers = _staff(row.owner or "", "示范·承办人", "handle")
        act(
            extend_ask,
            row,
            n,
            hers,
            until - timedelta(hours=6 - n),
            ground="配件要从外地调，已经下单，预计还要三个工作日。",
        )
    for n, row in enumerate(handling[3:5]):
        assist = "transport" if not (row.owner or "").startswith("transport") else "water_resources"
        act(share, row, n, board, until - timedelta(hours=5), assist=f"{assist}@{COUNTY}", note="请一起到现场看一次。")
    for n, row in enumerate(handling[5:6]):
        act(instruct, row, n, leader, until - timedelta(hours=3), line="请本周内到现场，把结果当面告诉反映的人。")
    return done
