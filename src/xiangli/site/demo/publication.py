"""What the demo's county has published: some for everybody, one read by one, one that asks her anew, one taken back."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.matters.acts.perform import perform
from xiangli.matters.models import Report
from xiangli.matters.reads.one import Whole, whole
from xiangli.parties.models import User
from xiangli.parties.reads.actor import Actor, Hat, reporter, staff
from xiangli.publication.acts.agree import agree, withdraw
from xiangli.publication.acts.prepare import prepare
from xiangli.publication.acts.review import review
from xiangli.publication.acts.switch import switch
from xiangli.publication.reads.opened import Opened, opened
from xiangli.publication.reads.state import hers as hers_now
from xiangli.publication.reads.state import of_report
from xiangli.publication.redact import HIDDEN
from xiangli.publication.text import kept
from xiangli.site.demo.people import COUNTY, TOWN
from xiangli.vault.follow import follow_code

NAMESPACE = UUID("7c1f8b0a-3d52-4c0e-9a54-6f0b1d2e8c11")
ADMIN = Actor(
    kind="post", name="示范·陈管家（浏阳市数据中心）",
    hats=(
        Hat(post=NAMESPACE, name="系统管理员", organisation="浏阳市数据中心", office=f"personnel_organization@{COUNTY}",
            places=(COUNTY,), lines=("personnel_organization",), acts=("administer",)),
    ),
)  # fmt: skip
ROADS, WATER, TOWNSHIP = f"transport@{COUNTY}", f"water_resources@{COUNTY}", f"township_subdistrict@{TOWN}"
PIECES = (
    ("all", ROADS, "X-01-1", "李畋村三组到小学的路有个大坑，接孩子的车都绕着走。我叫刘示例，电话19900005001。",
     "坑已填平压实，路边排水沟一并清了。再塌可以直接打电话，联系人：张示例，0731-00005001。"),
    ("all", WATER, "X-11-1", "崇文村十二号门前的水渠堵了半个月，田里进不了水，请王组长他们来看看。",
     "水渠淤泥已清，渠口加了拦污栅。以后由村里每月看一次。"),
    ("all", TOWNSHIP, "Z-01-1", "农贸市场的灯几点关？晚上九点收摊看不见。", "从本周起推迟到晚上十点关灯，收摊晚的可以到值班室说一声。"),
    ("one", ROADS, "X-01-1", "新河村桥头车牌湘A12345的货车天天占道，错不开车。", "已通知车主移走，桥头画了禁停线。"),
    ("struck", TOWNSHIP, "Z-01-1", "村口开米粉店的那一家，泔水桶放在路中间，夏天臭。", "已和店家说好，桶移到店后，每天一清。"),
    ("agreed", WATER, "X-11-1", "示例屋场的山塘坝脚渗水，下面住着五户人。", "已降水位，坝脚压了反滤料，安排专人巡查。"),
    ("taken back", TOWNSHIP, "Z-01-1", "隔壁家的狗晚上叫，孩子睡不着。", "已上门说过，晚上把狗牵进院里。"),
)  # fmt: skip
"""How far each goes, its office and list item, question, answer: invented, as are the names and numbers in them."""


ASKED = next(n for n, piece in enumerate(PIECES) if piece[0] == "struck")


def code() -> str:
    """The follow code of the reporter who is asked anew, for whoever wants to see her page."""
    return follow_code(uuid5(NAMESPACE, f"told {ASKED}"))


def publication(*, until: datetime) -> None:
    """By the acts a county would use, in the last weeks; the same each time it is built."""
    switch(county=COUNTY, open=True, by=ADMIN, request=uuid5(NAMESPACE, "open"), at=until - timedelta(days=60))
    first, second = (staff(User.objects.get(username=name), on=until.date(), at=until) for name in ("county", "deputy"))
    for n, (plan, office, item, question, answered) in enumerate(PIECES):
        report = _ended(n, office, item, question, answered, until - timedelta(days=20 - n))
        at = until - timedelta(days=10 - n)
        agree(report=report, whole=_whole(report), text=_offered(report), request=uuid5(NAMESPACE, f"yes {n}"), at=at)
        if plan in ("all", "one", "taken back"):
            _read(report, first, at + timedelta(hours=2))
        if plan in ("all", "taken back"):
            _read(report, second, at + timedelta(hours=3))
        if plan == "taken back":
            withdraw(report=report, request=uuid5(NAMESPACE, f"no {n}"), at=at + timedelta(hours=9))
        if plan == "struck":
            now = _opened(report)
            question = now.row.question.replace("开米粉店的那一家", HIDDEN)
            prepare(opened=now, question=question, answer=now.row.answer, by=second, request=uuid5(NAMESPACE, f"more {n}"),
                    at=at + timedelta(hours=4))  # fmt: skip


def _ended(n: int, office: str, item: str, question: str, answered: str, at: datetime) -> Report:
    """Told on the page, accepted, answered, and said to be solved."""
    one = Incoming(id=uuid5(NAMESPACE, f"told {n}"), text=question, place=TOWN, channel="page", source="demo-public",
                   owner=office, item=item, by="报事人")  # fmt: skip
    outcome = receive([one], at=at)[0]
    assert outcome.matter is not None, outcome.reason
    line, _, place = office.partition("@")
    hat = Hat(post=uuid5(NAMESPACE, office), name="承办人", organisation="示范·承办人", office=office, places=(place,),
              lines=(line,), acts=("handle",))  # fmt: skip
    hers, step = Actor(kind="post", name="示范·承办人", hats=(hat,)), at
    for verb, by, data in (
        ("accept", hers, {}), ("answer", hers, {"answer": answered}),
        ("rate", reporter(one.id), {"solved": "yes", "satisfaction": "1"}),
    ):  # fmt: skip
        step += timedelta(hours=20)
        perform(matter=outcome.matter, verb=verb, data=data, by=by, at=step, request=uuid5(one.id, verb))
    return Report.objects.get(id=one.id)


def _whole(report: Report) -> Whole:
    return whole(matter=report.matter)


def _offered(report: Report) -> str:
    """The digest of what her page shows her."""
    now = hers_now(report=report, whole=_whole(report))
    assert now is not None
    assert now.text is not None
    return now.text.digest


def _opened(report: Report) -> Opened:
    row = of_report(county=COUNTY, report=report.id)
    assert row is not None
    found = opened(id=row.id)
    assert found is not None
    return found


def _read(report: Report, by: Actor, at: datetime) -> None:
    now = _opened(report)
    review(opened=now, text=kept(now.row).digest, by=by, request=uuid5(report.id, f"read {by.name}"), at=at)
