"""An outer system's export as a clerk downloads it: a title above the heads, notes, broken rows beside good ones."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from tests.houses import AT, TOWN
from xiangli.bridge.acts.keep_tickets import keep_tickets
from xiangli.intake.acts.bring_in import bring_in, plan
from xiangli.intake.models import Batch
from xiangli.proof.ids import uuid7
from xiangli.site.wiring import outer_systems

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
    "办理时限（工作日）",
]
GOOD = [1, "SL2611240001", "示例甲", "19900000001", "2026-11-20 09:12:00", "路灯不亮", "南川村口三盏路灯不亮一个月",
        "大瑶镇南川村口", "求助", "2026-11-20 10:00", "2026-12-01 18:00"]  # fmt: skip
OTHER = [2, "SL2611240002", "示例乙", "19900000002", "2026/11/21 08:30", "水管漏水", "崇文村三组自来水管漏水，水流到田里", "", "投诉",
         "2026-11-21 10:00", date(2026, 12, 2)]  # fmt: skip


def export(path: Path, *rows: list[object], sheet: str = "工单列表", heads: list[str] = HEADS) -> Path:
    """A workbook with a title, a note and the heads in the third row; a first sheet that is no export."""
    book = Workbook()
    book.active.title = "说明"
    book.active.append(["本表由热线系统导出"])
    page = book.create_sheet(sheet)
    page.append(["某县12345热线工单导出"])
    page.append([])
    page.append(heads)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def brought(path: Path, place: str = TOWN) -> Batch:
    """The batch after it has run, with the bridges told of."""
    batch = plan(path=path, name=path.name, place=place, by="示例员", at=AT, id=uuid7())
    return bring_in(batch, at=AT, known=outer_systems(), tickets=lambda told: keep_tickets(tickets=told, at=AT))
