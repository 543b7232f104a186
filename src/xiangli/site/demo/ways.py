"""What came into the demo from outside: a day's 12345 export with two broken rows, partly answered and keyed in; kept replies."""

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid5

from django.conf import settings

from xiangli.bridge.acts.keep_tickets import keep_tickets
from xiangli.bridge.acts.key_in import key_in
from xiangli.bridge.models import OuterTicket
from xiangli.bridge.reads.exports import exports
from xiangli.intake.acts.bring_in import bring_in, plan
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.intake.outer import Outer
from xiangli.law.limits import SHANGHAI
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.assign import assign
from xiangli.matters.acts.correct import correct
from xiangli.matters.models import Matter, Report
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.replies.acts.keep_reply import keep_reply
from xiangli.site.demo.people import COUNTY, TOWN
from xiangli.site.demo.story import NAMESPACE

HEADS = [
    "序号",
    "工单编号",
    "来电人",
    "来电号码",
    "受理时间",
    "诉求标题",
    "诉求内容",
    "诉求地址",
    "诉求类型",
    "派单时间",
    "办理时限",
]
TICKETS = (
    ("路灯不亮", "李畋村村部到小学一段的路灯有五盏不亮，晚自习的孩子摸黑回家，请派人来修。", "大瑶镇李畋村", "求助"),
    ("餐饮店油烟", "集镇老街一家餐饮店的油烟管直接对着居民窗户，每天晚饭时家里全是油烟味。", "大瑶镇老街", "投诉"),
    ("自来水浑浊", "崇文村三组的自来水连着四天发黄，水垢很多，洗衣服都洗不干净。", "大瑶镇崇文村", "求助"),
    ("咨询低保", "请问低保要带哪些材料、到哪个窗口办，父亲腿脚不便能不能由村里代交。", "大瑶镇南川村", "咨询"),
    ("河道垃圾", "南川河拐弯的地方漂着很多泡沫箱和塑料袋，下雨以后都堵在桥墩下面。", "大瑶镇南川村", "投诉"),
    ("公交不停站", "早上七点那趟城乡公交经常不停新河站，上学的孩子已经误了三次车。", "大瑶镇新河村", "投诉"),
    ("危房没人管", "隔壁空着的土砖房墙已经裂开往外斜，下面就是人来人往的路，怕哪天垮下来。", "大瑶镇李畋村", "求助"),
    ("工地夜间施工", "镇东头的工地连着三晚施工到十二点以后，打桩的声音吵得老人睡不着。", "大瑶镇集镇", "投诉"),
)
ANSWERS = (
    "已换好五盏路灯的灯头和线路，当晚试亮正常，以后不亮可以直接打村部电话。",
    "已责令店家把油烟管改到屋顶并装上净化器，三天内改好，到期复查。",
    "已冲洗管网末端并换了滤料，水质检测合格，检测单贴在村部。",
    "低保可由村里代交：身份证、户口簿、银行卡，填申请书和授权书即可，三个工作日内开始核对。",
)
REPLIES = (
    ("street_lights", "村里的路灯坏了找谁、多久修", "报村部或镇里都行，三个工作日内有人来看；线路问题一周内修好，修好前夜间有人提醒。", "镇公共设施管护办法"),
    ("minimum_living", "低保怎么申请", "本人或村里代交都可以：身份证、户口簿、一卡通，填申请书和核对授权书。交齐后三个工作日内开始核对，不符合的书面说明理由。", "最低生活保障审核确认办法"),
    ("water_supply", "自来水发黄怎么办", "先别饮用，报供水单位；当天来看，冲洗管网并取样，检测结果贴在村部。", "农村供水管护制度"),
)  # fmt: skip

DOUBTFUL = (
    ("农贸市场后门公厕一个星期没人打扫，臭得没法进去", "农贸市场后门的公厕没人打扫，臭气冲到菜摊上"),
    ("老桥头的化粪池满了，污水流到路上", "老桥头那边污水直接排到河里"),
)
"""Pairs that may be one event and may be two: joining leaves them to a person."""


def ways(*, until: datetime) -> int:
    """Bring in, work on and key in; how many tickets stand. The same each time it is built."""
    at = until - timedelta(days=2)
    path = _export(Path(settings.VAR) / "uploads" / "demo-12345.xlsx", at)
    batch = plan(
        path=path, name="12345工单导出.xlsx", place=COUNTY, by="示范·王统办", at=at, id=uuid5(NAMESPACE, "12345")
    )
    known = [Outer(**one) for one in exports()]
    bring_in(batch, at=at, known=known, tickets=lambda told: keep_tickets(tickets=told, at=at))
    tickets = list(OuterTicket.objects.filter(county=COUNTY, system="hotline12345").order_by("number"))
    for n, ticket in enumerate(tickets[: len(ANSWERS)]):
        _work(n, ticket, at)
    for n, pair in enumerate(DOUBTFUL):
        for m, text in enumerate(pair):
            one = Incoming(id=uuid5(NAMESPACE, f"doubtful {n} {m}"), text=text, title=text[:30], place=TOWN, channel="chat",
                           source="demo-ways", by="示范·周小满")  # fmt: skip
            receive([one], at=at + timedelta(hours=m + n))
    _kept(until)
    return len(tickets)


def _actor(name: str, office: str, *acts: str) -> Actor:
    hat = Hat(post=uuid5(NAMESPACE, f"ways {office}"), name="承办人", organisation=name, office=office,
              places=(office.partition("@")[2], COUNTY), lines=("*",), acts=acts)  # fmt: skip
    return Actor(kind="post", name=name, hats=(hat,))


def _work(n: int, ticket: OuterTicket, at: datetime) -> None:
    """Sorted if nobody was named, accepted, answered; the first is keyed into the outer system by hand."""
    report = Report.objects.get(id=ticket.report)
    row = Matter.objects.get(id=report.matter)
    board = _actor("示范·王统办（浏阳市综合办公室）", f"desk@{COUNTY}", "sort", "handle")
    if row.step == "sort":
        if n % 2:
            correct(matter=row.id, place=TOWN, by=board, at=at, request=uuid5(NAMESPACE, f"ways place {n}"))
        assign(matter=row.id, owner=f"township_subdistrict@{TOWN}", item=row.item or "示例-1", by=board, at=at + timedelta(hours=1),
               request=uuid5(NAMESPACE, f"ways assign {n}"))  # fmt: skip
        row.refresh_from_db()
    hers = _actor("示范·承办人", row.owner or "", "handle")
    accept(matter=row.id, by=hers, at=at + timedelta(hours=3), request=uuid5(NAMESPACE, f"ways accept {n}"))
    answer(
        matter=row.id,
        answer=ANSWERS[n],
        by=hers,
        at=at + timedelta(hours=20 + n),
        request=uuid5(NAMESPACE, f"ways answer {n}"),
    )
    if n == 0:
        key_in(matter=row.id, report=report.id, system=ticket.system, number=ticket.number, minutes=3, by=hers,
               at=at + timedelta(hours=24), request=uuid5(NAMESPACE, "ways keyed"))  # fmt: skip


def _kept(until: datetime) -> None:
    desk = _actor("示范·周小满（大瑶镇党政综合办公室）", f"desk@{TOWN}", "sort", "handle")
    day = until.astimezone(SHANGHAI).date()
    for n, (topic, title, text, basis) in enumerate(REPLIES):
        keep_reply(id=uuid5(NAMESPACE, f"reply {n}"), topic=topic, title=title, text=text, basis=basis, owner=f"desk@{TOWN}",
                   until=date(day.year + 1, 6, 30), by=desk, at=until)  # fmt: skip


def _export(path: Path, at: datetime) -> Path:
    """The day's export as the hotline's system writes it: title above the heads, two rows broken."""
    from openpyxl import Workbook  # slow to import; only building the demo needs it

    book = Workbook()
    sheet = book.active
    sheet.title = "工单列表"
    sheet.append([f"浏阳市12345热线工单导出（{at:%Y-%m-%d}）"])
    sheet.append(HEADS)
    due = (at + timedelta(days=9)).strftime("%Y-%m-%d 18:00")
    for n, (title, text, where, kind) in enumerate(TICKETS, 1):
        told = (at - timedelta(hours=n)).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
        sheet.append(
            [
                n,
                f"SF{at:%y%m%d}{n:04d}",
                f"示范{n}号来电人",
                f"1990001{n:04d}",
                told,
                title,
                text,
                where,
                kind,
                told,
                due,
            ]
        )
    sheet.append([9, "", "示范来电人", "19900019999", "", "没有编号的一行", "这一行没有工单编号", "", "求助", "", due])
    sheet.append(
        [
            10,
            f"SF{at:%y%m%d}0010",
            "示范来电人",
            "19900019998",
            "前天下午",
            "时间写成了话",
            "这一行的时间写成了话",
            "",
            "求助",
            "",
            due,
        ]
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    book.save(path)
    return path
