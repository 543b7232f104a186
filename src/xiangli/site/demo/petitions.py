"""A few petitions and a suggestion, each somewhere on its lawful way, so that their papers and their folder can be seen."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.end import end
from xiangli.matters.acts.extend_ask import extend_ask
from xiangli.matters.acts.extend_grant import extend_grant
from xiangli.matters.acts.perform import perform
from xiangli.matters.acts.rate import rate
from xiangli.parties.reads.actor import Actor, Hat
from xiangli.site.demo.people import COUNTY, TOWN

SPACE = UUID("5d0e3a52-7b0f-4f57-9c2e-0d1a64c1b00b")
DESK = f"desk@{TOWN}"


def _who(name: str, office: str, act: str) -> Actor:
    line, _, place = office.partition("@")
    hat = Hat(uuid5(SPACE, office + act), "示范岗位", name, office, (place,), (line, "*"), (act,))
    return Actor(kind="post", name=name, hats=(hat,))


def _told(
    key: str, text: str, procedure: str, at: datetime, name: str = "示范钟某", to: str = "", item: str = ""
) -> UUID:
    reporter = {"name": name, "phone": "19900009999"} if name else {}
    one = Incoming(id=uuid5(SPACE, key), text=text, place=TOWN, channel="desk", source="demo-petition", by="示范·周小满",
                   procedure=procedure, reporter=reporter, owner=to, item=item)  # fmt: skip
    outcome = receive([one], at=at)[0]
    assert outcome.matter is not None, outcome.reason
    return outcome.matter


def petitions(*, until: datetime) -> None:
    """Told once; the ids are made from their names, so a second build adds nothing."""
    desk = _who("示范·周小满（大瑶镇党政综合办公室）", DESK, "sort")
    land, item = f"land_acquisition@{COUNTY}", "X-31-1"
    office = _who("示范·丁测量（浏阳市征地拆迁）", land, "handle")
    head = _who("示范·郭主任（浏阳市征地拆迁）", land, "instruct")
    start = until - timedelta(days=58)

    def once(key: str) -> UUID:
        return uuid5(SPACE, key)

    running = _told("running", "修高速占了我家的菜地，附着物补偿没有按公布的标准给。", "petition", start)
    perform(matter=running, verb="assign", data={"owner": land, "item": item, "kind": "claim"}, by=desk,
            at=start + timedelta(days=1), request=once("running assign"))  # fmt: skip
    accept(matter=running, by=office, at=start + timedelta(days=3), request=once("running accept"))
    extend_ask(
        matter=running,
        ground="要到省里调阅当年的测绘成果",
        by=office,
        at=start + timedelta(days=50),
        request=once("ask"),
    )
    extend_grant(matter=running, note="同意延长三十日", by=head, at=start + timedelta(days=51), request=once("grant"))

    answered = _told(
        "answered", "安置房的公摊面积算多了，请核实并退还多收的钱。", "petition", start + timedelta(days=5), "示范戴某"
    )
    perform(matter=answered, verb="assign", data={"owner": land, "item": item, "kind": "claim"}, by=desk,
            at=start + timedelta(days=6), request=once("answered assign"))  # fmt: skip
    accept(matter=answered, by=office, at=start + timedelta(days=7), request=once("answered accept"))
    perform(
        matter=answered, verb="answer", by=office, at=until - timedelta(days=6), request=once("answered answer"),
        data={
            "finding": "supported", "facts": "经实测，公摊面积多计三点二平方米。", "law_basis": "房产测量规范及当地安置办法",
            "answer": "多收的款项于本月底前退到您的银行账户。",
        },
    )  # fmt: skip

    simple = _told(
        "simple", "去年冬天清雪的劳务费还没有结清。", "petition_simple", until - timedelta(days=9), "示范汤某"
    )
    perform(matter=simple, verb="assign", data={"owner": DESK.replace("desk", "township_subdistrict"), "item": "Z-01-1", "kind": "claim"},
            by=desk, at=until - timedelta(days=9, hours=-2), request=once("simple assign"))  # fmt: skip

    secret = _told("accusation", "检举控告线索（内容在纸上，不进本系统）", "petition", until - timedelta(days=3), "")
    end(matter=secret, outcome="to_discipline", note="纸件已密封，当天送县纪委监委信访室签收", by=desk,
        at=until - timedelta(days=3, hours=-1), request=once("accusation end"))  # fmt: skip

    roads = f"transport@{COUNTY}"
    by_roads = _who("示范·吴远路（浏阳市交通运输局）", roads, "handle")
    idea = _told(
        "idea",
        "建议在村小门口装一面凸面镜，再画一条斑马线。",
        "suggest",
        start + timedelta(days=20),
        "示范邹某",
        roads,
        "X-01-1",
    )
    accept(matter=idea, by=by_roads, at=start + timedelta(days=21), request=once("idea accept"))
    perform(matter=idea, verb="answer", data={"answer": "已列入今年的安全设施计划，下月施工。", "adopt": "adopted"}, by=by_roads,
            at=start + timedelta(days=26), request=once("idea answer"))  # fmt: skip
    rate(matter=idea, solved=True, by=desk, at=start + timedelta(days=27), request=once("idea rate"))
