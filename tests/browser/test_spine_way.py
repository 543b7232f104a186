"""The spine on real pages: a chat of the village and a hotline ticket, each from its coming in to the last count."""

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import docx
from django.utils import timezone
from openpyxl import Workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import TOWNSHIP, Visit, act, do, find, number, option, sign_in
from tests.browser.test_whole_way import ours, proved
from tools.live_site import LiveSite
from xiangli.documents.word.shape import TYPED

ROADS = "transport@430181"
COUNTY_ROADS = "浏阳市交通运输局"
CHAT = """大瑶镇上升村网格群的聊天记录

示范刘组长 2026/11/24 19:12
@镇里 上升村村部门口到小学那段路的路肩塌了一米多宽，放学的孩子只能走到车道上
示范王会计 2026/11/24 19:13
收到"""
LINE = "三天内先围挡，请交通局一起看，孩子上学的路不能等。"
TICKET = "SL26112599001"
TOLD = "永和镇到县城的县道上有一座桥的栏杆断了一截，上学的孩子天天从那里过"
HEADS = [
    "序号",
    "工单编号",
    "来电人",
    "来电号码",
    "受理时间",
    "工单标题",
    "诉求内容",
    "事发地点",
    "诉求类型",
    "紧急程度",
    "办理时限",
]


def kept(page: Page, name: str, role: str = "link") -> bytes:
    """The file a link or button gives."""
    with page.expect_download() as given:
        page.get_by_role(role, name=name).click()  # type: ignore[arg-type]
    return Path(given.value.path()).read_bytes()


def in_word(page: Page, folder: Path, words: str) -> None:
    """Answer by way of Word: the draft downloaded, its own words written over, the file read back, the answer sent."""
    draft = docx.Document(io.BytesIO(kept(page, "下载答复草稿（Word）")))
    mine = [one for one in draft.paragraphs if one.style is not None and one.style.name == TYPED]
    mine[0].text = words
    for one in mine[1:]:
        one.text = ""
    draft.save(str(folder / "答复.docx"))
    page.get_by_label("改好的 Word 文件").set_input_files(folder / "答复.docx")
    page.get_by_role("button", name="读进答复里").click()
    expect(act(page, "答复").locator("[name=answer]")).to_have_value(words)
    do(page, "答复")


def rated(resident: Page, code: str, said: str) -> None:
    """The reporter says by her follow code whether it is solved."""
    resident.goto(f"/follow/{code}/")
    resident.get_by_label(said, exact=True).check()
    resident.get_by_role("button", name="就这样说").click()
    resident.wait_for_load_state("networkidle")


def figure(leader: Page, name: str) -> int:
    """A figure of the leader's day."""
    leader.goto("/leader/")
    return int(leader.locator(".figure", has_text=name).locator("b").inner_text())


def newest(page: Page) -> str:
    """The newest line of the whole course (instructions have a list of their own above it)."""
    course = page.locator("section", has=page.get_by_role("heading", name="经过", exact=True))
    return course.locator("li").first.inner_text()


def decide(place: Locator, name: str, **fields: str) -> None:
    """Fill and send one of the coordinator's forms, in the panel of its matter."""
    folded = place.locator("details.act", has_text=re.compile(name)).first
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    for field, value in fields.items():
        control = folded.locator(f"[name={field}]")
        if field == "office":
            control.select_option(value=option(control, value))
        else:
            control.fill(value)
    folded.get_by_role("button", name=name, exact=True).click()
    place.page.wait_for_load_state("networkidle")


def panel(page: Page, address: str, matter: str) -> Locator:
    """The panel of a matter on one of the coordinator's pages."""
    page.goto(address)
    return page.locator("section.article", has_text=matter)


def test_a_villages_chat_goes_all_the_way_to_the_leaders_day(visit: Visit, site: LiveSite, tmp_path: Path) -> None:
    leader = sign_in(visit(), site, "leader")
    before = {name: figure(leader, name) for name in ("今日收到", "今日办结", "在办")}

    village = sign_in(visit(width="phone"), site, "village")
    village.goto("/desk/new/")
    village.get_by_role("link", name="群聊转来").click()
    village.get_by_label("聊天内容").fill(CHAT)
    village.get_by_label("在哪里").fill("大瑶镇上升村")
    village.get_by_role("button", name="看看有几件事").click()
    village.get_by_role("button", name="登记勾上的").click()
    expect(village.get_by_role("heading", name="登记好了")).to_be_visible()
    taken = village.locator("table tbody tr")
    expect(taken).to_have_count(1)
    code = taken.locator("td, th").last.inner_text()
    taken.get_by_role("link").click()
    # The township has it now: she follows it by its code.
    expect(village.get_by_text("路肩塌了一米多宽").first).to_be_visible()
    resident = visit(width="phone")
    matter = number(resident, code)

    desk = sign_in(visit(), site, "desk")
    ours(desk, matter)
    owner = desk.locator("h1 + p").inner_text().split(matter)[0].split()[-1]
    do(desk, "签收")

    leader.goto("/leader/new/")
    leader.locator(".card", has_text=matter).get_by_role("link").click()
    do(leader, "批示", line=LINE)
    desk.reload()
    expect(desk.locator("section.panel", has=desk.get_by_role("heading", name="批示", exact=True))).to_contain_text(
        LINE
    )

    do(desk, "请协办", assist=ROADS, note="县道用地要交通局认")
    assert COUNTY_ROADS in newest(desk)
    office = sign_in(visit(), site, "transport")
    office.goto("/desk/line/")
    office.locator(".card", has_text=matter).get_by_role("link").click()
    do(office, "协办答复", part="已到场，县道用地以内，护坡由我局一起做。")

    desk.reload()
    due = desk.locator(".clock__due").first.inner_text()
    do(desk, "申请延期", ground="路肩要等雨停再夯，三天做不完")
    coordinator = sign_in(visit(), site, "county")
    asking = panel(coordinator, "/desk/extensions/", matter)
    expect(asking).to_contain_text("路肩要等雨停再夯")
    decide(asking, "同意延期")
    expect(panel(coordinator, "/desk/extensions/", matter)).to_have_count(0)
    desk.reload()
    assert "同意延期" in newest(desk)
    assert desk.locator(".clock__due").first.inner_text() != due

    in_word(desk, tmp_path, "路肩已经围挡，雨停后三天内夯好。")
    resident.goto(f"/follow/{code}/")
    expect(resident.get_by_text("路肩已经围挡").first).to_be_visible()
    rated(resident, code, "没解决")
    find(desk, matter)
    assert "没解决" in newest(desk)
    assert "办理中" in desk.locator("h1 + p").inner_text()
    assert owner in desk.locator("h1 + p").inner_text(), "not solved goes back to who had it"
    in_word(desk, tmp_path, "路肩已经夯好，护栏也装上了，请再走走看。")
    rated(resident, code, "解决了")
    expect(resident.locator("dt:text-is('办到哪了') + dd")).to_have_text("已解决")
    assert TOWNSHIP.split("@")[1] in proved(resident, code, tmp_path)

    after = {name: figure(leader, name) for name in before}
    assert after["今日收到"] == before["今日收到"] + 1
    assert after["今日办结"] == before["今日办结"] + 1
    assert after["在办"] == before["在办"]
    leader.goto("/leader/ended/")
    expect(leader.locator(".card", has_text=matter)).to_be_visible()


def ticket(folder: Path) -> Path:
    """The hotline's export of the day with one ticket and one row without its number."""
    now = timezone.localtime()
    row: list[Any] = [
        1, TICKET, "示例甲", "19900000001", now.strftime("%Y-%m-%d 08:00"), "桥栏杆断了", TOLD, "永和镇", "求助", "普通",
        (now + timedelta(days=9)).strftime("%Y-%m-%d 18:00"),
    ]  # fmt: skip
    book = Workbook()
    book.active.title = "工单列表"
    for line in (["12345 热线工单导出"], HEADS, row, [2, "", *row[2:]]):
        book.active.append(line)
    book.save(folder / "12345工单.xlsx")
    return folder / "12345工单.xlsx"


def row_of(word: Any, office: str) -> list[str]:
    """An office's line in the bulletin's tables."""
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    return next((row for row in rows if row[0] == office), [])


def bulletin(page: Page, title: str = "") -> Any:
    """The month's bulletin as Word, with a case chosen."""
    page.goto("/desk/bulletin/")
    if title:
        page.get_by_role("checkbox", name=title).first.check()
    return docx.Document(io.BytesIO(kept(page, "生成通报（Word）", "button")))


def test_a_hotline_ticket_goes_all_the_way_to_the_bulletin(visit: Visit, site: LiveSite, tmp_path: Path) -> None:
    county = sign_in(visit(), site, "county")
    answered = int((row_of(bulletin(county), COUNTY_ROADS) or ["", "0", "0"])[2])
    county.goto("/desk/import/")
    county.get_by_label("文件", exact=True).set_input_files(ticket(tmp_path))
    county.get_by_role("button", name="导入", exact=True).click()
    county.get_by_role("link", name="去工作台").wait_for(timeout=60_000)
    expect(county.get_by_text("工单列表 B4")).to_be_visible()

    county.goto("/desk/")
    county.get_by_label("按内容、编号或电话找").fill("桥栏杆断了")
    county.get_by_role("button", name="查找").click()
    county.locator(".card", has_text="桥栏杆断了").get_by_role("link").first.click()
    expect(county.get_by_text(TICKET).first).to_be_visible()
    here = county.url
    if act(county, "分派").count():
        do(county, "分派", office=f"{ROADS} ")
    elif COUNTY_ROADS not in county.locator("h1 + p").inner_text():
        do(county, "转办", office=f"{ROADS} ", ground="县道归县交通运输局养护")
    matter = county.locator("h1 + p .mono").inner_text()

    office = sign_in(visit(), site, "transport")
    office.goto("/desk/line/")
    office.locator(".card", has_text=matter).get_by_role("link").click()
    clocks = office.locator("section.panel .clock")
    expect(clocks).to_have_count(2)
    expect(clocks.filter(has_text="上级系统时限")).to_have_count(1)
    do(office, "退回", ground="这座桥在村道上，按清单归乡镇街道管养")

    quarrel = panel(county, "/desk/quarrels/", matter)
    expect(quarrel).to_contain_text("这座桥在村道上")
    decide(quarrel, "分派", office=f"{ROADS} ", note="请到现场看里程桩再说")
    office.goto(here)
    do(office, "提出归属异议", ground="看过里程桩，村道上的桥归乡镇街道管养")
    quarrel = panel(county, "/desk/quarrels/", matter)
    expect(quarrel).to_contain_text("看过里程桩")
    decide(quarrel, "裁定归属", office=f"{ROADS} ", ground="现场核对，桥在县道上，以后照此办理")
    expect(panel(county, "/desk/quarrels/", matter)).to_have_count(0)

    office.goto(here)
    expect(office.get_by_text("归属争议用了")).to_be_visible()
    do(office, "签收")
    do(office, "答复", answer="栏杆已焊好并刷了反光漆，请放心通行。")
    office.get_by_role("link", name="回填上级系统").click()
    sheet = office.locator("section.panel", has_text="12345")
    expect(sheet.first).to_contain_text(TICKET)
    expect(sheet.first).to_contain_text("栏杆已焊好并刷了反光漆")
    office.get_by_label("花了几分钟").fill("2")
    office.get_by_role("button", name="已录入对方系统").click()
    expect(office.get_by_text("记下了：已录入。")).to_be_visible()
    expect(office.get_by_text("已录入，2 分钟")).to_be_visible()

    word = bulletin(county, "桥栏杆断了")
    words = "\n".join(one.text for one in word.paragraphs)
    today = timezone.localdate()
    assert f"关于{today.year}年{today.month}月群众诉求办理情况的通报" in words
    assert "栏杆已焊好并刷了反光漆" in words
    assert "19900000001" not in words
    assert int(row_of(word, COUNTY_ROADS)[2]) == answered + 1
