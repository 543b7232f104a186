"""Two draws of the demo: one done by invented numbers that say so, one still waiting for its own."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from xiangli.draws.acts.announce import Source, announce
from xiangli.draws.acts.draw import draw
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.site.demo.people import COUNTY

NAMESPACE = UUID("5a4d1c52-7d0a-4c2f-9a6e-3f1f7f0e9b10")
NAME = "示范·彭公路（县交通运输局）"
CLERK = Actor(
    kind="post",
    name=NAME,
    hats=(
        Hat(
            post=NAMESPACE, name="经办", organisation="县交通运输局", office=f"transport@{COUNTY}", places=(COUNTY,),
            lines=("transport",), acts=("handle",),
        ),
    ),
)  # fmt: skip
SITES = "\n".join(f"示范工地{n}号" for n in range(1, 25))
CARRIERS = "\n".join(f"示范运输企业{n}" for n in range(1, 13))


def draws(*, until: datetime) -> None:
    """Both, by the acts an office would use."""
    at = until - timedelta(days=9)
    known = at + timedelta(days=1)
    done = announce(
        place=COUNTY, title="十一月抽查在建工地", names=SITES, take=3, by=CLERK, request=uuid5(NAMESPACE, "sites"), at=at,
        sources=[Source("示范彩票第 101 期（演示用，不是真的开奖）", known)],
    )  # fmt: skip
    draw(
        draw=done.draw, given=["3 9 14 22 27 31 8"], why="", by=CLERK, request=uuid5(NAMESPACE, "sites drawn"),
        at=known + timedelta(hours=1),
    )  # fmt: skip
    announce(
        place=COUNTY, title="十二月抽查运输企业", names=CARRIERS, take=2, by=CLERK, request=uuid5(NAMESPACE, "carriers"),
        at=until - timedelta(hours=2), sources=[Source("示范彩票第 105 期（演示用，不是真的开奖）", until + timedelta(days=3))],
    )  # fmt: skip
