"""What happens to each demo matter: told day by day from a fixed seed, so every build tells the same three months."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from importlib.resources import files
from uuid import UUID, uuid5

import yaml

from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.law.limits import SHANGHAI
from xiangli.lists.reads.propose import propose
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.assign import assign
from xiangli.matters.acts.mend import mend
from xiangli.matters.acts.rate import rate
from xiangli.matters.acts.send_back import send_back
from xiangli.matters.acts.transfer import transfer
from xiangli.matters.acts.unseal import unseal
from xiangli.matters.desk import desk_of
from xiangli.matters.models import Matter, Report
from xiangli.parties.reads.actor import Actor, Hat, reporter
from xiangli.places.rows import divisions
from xiangli.site.demo.people import COUNTY, TOWN

NAMESPACE = UUID("5d0e3a52-7b0f-4f57-9c2e-0d1a64c1b001")
PIECES = 300
Event = tuple[datetime, int, Callable[[datetime], None]]
ANSWERS = (
    "已到现场看过，周五前修好，修好后电话告诉您。", "经查属实，已派人处理完毕，照片存档。", "已联系施工方，今天恢复，给您添麻烦了。",
    "按规定可以办，请带身份证到便民服务中心窗口，五分钟办完。", "已列入下月计划，资金到位就动工，进展会再告知。",
)  # fmt: skip
SURNAMES = "赵钱孙李周吴郑王冯陈"


def texts() -> list[str]:
    """Every text of our own written for learning topics: the demo's reports are made from them."""
    out = []
    for file in sorted(files("xiangli.engines.models.texts").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml") and file.name != "nothing.yaml":
            for told in yaml.safe_load(file.read_text(encoding="utf-8")).values():
                out += [str(t) for t in told]
    return out


def _staff(name: str, office: str) -> Actor:
    line, _, place = office.partition("@")
    hat = Hat(post=uuid5(NAMESPACE, office), name="承办人", organisation=name, office=office, places=(place, COUNTY),
              lines=(line, "*"), acts=("sort", "handle", "unseal"))  # fmt: skip
    return Actor(kind="post", name=name, hats=(hat,))


def events(*, until: datetime) -> Iterator[Event]:
    """The openings, each with its moment; an opening may yield later events by returning them through ``follow``."""
    chance = random.Random(20221105)
    told = texts()
    chance.shuffle(told)
    villages = [d for d in divisions() if d.code.startswith(COUNTY) and d.level == "village"]
    mine = [d for d in villages if d.code.startswith(TOWN)]
    start = until - timedelta(days=90)
    for n in range(PIECES):
        place = chance.choice(mine if n % 3 else villages)
        day = start + timedelta(days=90 * n / PIECES)
        at = datetime.combine(day.date(), time(chance.randint(8, 18), chance.randint(0, 59)), SHANGHAI)
        yield (min(at, until - timedelta(minutes=PIECES - n)), n, _opening(n, told[n % len(told)], place, chance))


def _opening(n: int, text: str, place: object, chance: random.Random) -> Callable[[datetime], None]:
    code, name = place.code, place.name  # type: ignore[attr-defined]
    channel = chance.choice(("page", "chat", "phone", "desk", "chat"))
    people = {"name": f"示范{chance.choice(SURNAMES)}某", "phone": f"1990000{n:04d}"} if chance.random() < 0.6 else {}

    def go(at: datetime) -> None:
        one = Incoming(id=uuid5(NAMESPACE, f"report {n}"), text=f"{name}：{text}", place=code, channel=channel,
                       source="demo", reporter=people, by="报事人" if channel == "page" else "示范·周小满")  # fmt: skip
        receive([one], at=at)

    return go


class Handling:
    """Takes one matter a step further a day or two later, until its plan is done."""

    def __init__(self, n: int) -> None:
        self.n, self.turn = n, 0
        self.chance = random.Random(n)
        self.plan = self.chance.choices(
            ("solve", "again", "back", "transfer", "mend", "slow", "fresh"), (40, 10, 10, 8, 8, 10, 14)
        )[0]
        if n >= PIECES - 45 and self.chance.random() < 0.75:
            self.plan = "fresh"

    def wait(self) -> timedelta:
        """How long until the next step."""
        slow = 60 if self.plan == "slow" and self.turn == 1 else 0
        return timedelta(hours=self.chance.randint(3, 30) + slow * 3)

    def step(self, at: datetime) -> bool:
        """Do what comes next at the moment ``at``; False when nothing more happens."""
        report = Report.objects.filter(id=uuid5(NAMESPACE, f"report {self.n}")).first()
        row = Matter.objects.filter(id=report.matter).first() if report else None
        if report is None or row is None or row.ended_at or (self.plan == "fresh" and self.turn > self.n % 3):
            return False
        self.turn += 1
        request = uuid5(NAMESPACE, f"act {self.n} {self.turn}")
        desk = _staff("示范·周小满（大瑶镇党政综合办公室）", desk_of(row.place))
        owner = _staff("示范·承办人", row.owner or "")
        common = {"matter": row.id, "at": at, "request": request}
        if row.step == "sort":
            p = propose(report.title, report.text, report.place)
            if self.plan == "mend":
                mend(**common, by=desk, note="电话里讲清楚了，当场办好。")  # type: ignore[arg-type]
                return False
            assign(**common, by=desk, owner=p.owner.office, item=p.owner.item)  # type: ignore[arg-type]
        elif row.step == "assigned" and self.plan == "back" and self.turn < 3:
            send_back(**common, by=owner, ground="按清单这件事归乡镇先办，请重新分办。")  # type: ignore[arg-type]
        elif row.step == "assigned" and self.plan == "transfer" and self.turn < 3:
            to = (
                f"township_subdistrict@{row.place[:9]}"
                if not str(row.owner).startswith("township")
                else f"transport@{COUNTY}"
            )
            transfer(**common, by=owner, owner=to, item=row.item, ground="现场在乡镇管护范围内，转乡镇办理。")  # type: ignore[arg-type]
        elif row.step == "assigned":
            accept(**common, by=owner)  # type: ignore[arg-type]
        elif row.step == "handling":
            if report.reporter and self.n % 5 == 0 and self.turn < 4:
                unseal(report=report.id, purpose="电话联系报事人核实位置", by=owner, at=at, request=uuid5(request, "u"))
            answer(**common, by=owner, answer=self.chance.choice(ANSWERS))  # type: ignore[arg-type]
        elif row.step == "answered":
            solved = not (self.plan == "again" and self.turn < 5)
            rate(**common, by=reporter(report.id), solved=solved, satisfaction=1 if solved else 4)  # type: ignore[arg-type]
        return True
