"""The whole way of one report through real pages: with JavaScript on a phone and a desk, and once without any."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.hands import TOWNSHIP, Visit, act, allowed, do, find, last, number, report, sign_in
from tools.live_site import LiveSite

ROADS = "transport@430181 "
TELLINGS = {
    True: "大瑶镇农贸市场后门的公厕一个星期没人打扫，臭得没法进去。",
    False: "大瑶镇南川河边新修的步道护栏松了三根，孩子靠上去差点掉下去。",
}


def ours(desk: object, matter: str) -> None:
    """Whatever office the platform proposed, the township takes it: assigned from the queue or handed over."""
    find(desk, matter)
    offered = allowed(desk)
    if "分派" in offered:
        do(desk, "分派", office=f"{TOWNSHIP} ")
    elif "签收" not in offered:
        do(desk, "转办", office=f"{TOWNSHIP} ", ground="在集镇范围内，镇里先去看")
    expect(desk.get_by_role("button", name="签收", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with_scripts", "without_scripts"])
def test_a_report_goes_all_the_way_and_its_receipt_proves_it(
    scripts: bool, visit: Visit, site: LiveSite, tmp_path: Path
) -> None:
    resident = visit(width="phone", scripts=scripts)
    code = report(resident, TELLINGS[scripts], "大瑶镇")
    matter = number(resident, code)

    desk = sign_in(visit(scripts=scripts), site, "desk")
    ours(desk, matter)
    do(desk, "签收")
    assert "签收" in last(desk)
    do(desk, "转办", office=ROADS, ground="这是县道边的设施，由交通运输局养护")
    assert "浏阳市交通运输局" in last(desk)

    office = sign_in(visit(scripts=scripts), site, "transport")
    find(office, matter)
    do(office, "退回", ground="不在县道用地范围内，按清单归大瑶镇日常管护")
    desk.reload()
    assert "不在县道用地范围内" in last(desk)
    do(desk, "分派", office=f"{TOWNSHIP} ")
    do(desk, "签收")
    do(desk, "答复", answer="今天上午已经派人处理，之后每天两次。")

    resident.goto(f"/follow/{code}/")
    expect(resident.get_by_text("今天上午已经派人处理")).to_have_count(2)
    resident.get_by_label("没解决").check()
    resident.get_by_role("button", name="就这样说").click()
    resident.wait_for_load_state("networkidle")
    assert "没解决" in last(resident)

    desk.reload()
    do(desk, "答复", answer="又去看了一次，这回请了专人，已经弄好。")
    resident.goto(f"/follow/{code}/")
    resident.get_by_label("解决了", exact=True).check()
    resident.get_by_role("button", name="就这样说").click()
    expect(resident.locator("dt:text-is('办到哪了') + dd")).to_have_text("已解决")

    proof = proved(resident, code, tmp_path)
    stranger = visit(scripts=scripts)
    stranger.goto("/verify/")
    stranger.get_by_label("或者把回执内容粘贴在这里").fill(proof)
    stranger.get_by_role("button", name="核对").click()
    expect(stranger.get_by_text("回执是真的")).to_be_visible()
    changed = json.loads(proof)
    changed["entry"]["data"]["place"] = "430181111"
    stranger.get_by_label("或者把回执内容粘贴在这里").fill(json.dumps(changed))
    stranger.get_by_role("button", name="核对").click()
    expect(stranger.get_by_text("有一处被改过")).to_be_visible()


def proved(resident: object, code: str, folder: Path) -> str:
    """The proof file, once the worker's signed root covers the report."""
    for _ in range(60):
        resident.goto(f"/follow/{code}/check/")
        if resident.get_by_text("回执是真的").count():
            break
        resident.wait_for_timeout(500)
    resident.goto(f"/follow/{code}/receipt/")
    with resident.expect_download() as given:
        resident.get_by_role("link", name="保存证明文件").click()
    given.value.save_as(folder / "receipt.json")
    return (folder / "receipt.json").read_text("utf-8")


def test_two_clerks_at_once_the_second_is_told_who_was_first_and_keeps_her_words(visit: Visit, site: LiveSite) -> None:
    code = report(visit(), "大瑶镇文化广场的健身器材断了一根横杆，怕砸到人。", "大瑶镇")
    matter = number(visit(), code)
    first = sign_in(visit(), site, "desk")
    ours(first, matter)
    second = sign_in(visit(), site, "desk")
    second.goto(first.url)
    do(first, "签收")
    do(second, "退回", ground="想退回县里：器材是县里配发的")
    expect(second.get_by_role("alert").filter(has_text="已经先“签收”了")).to_be_visible()
    expect(act(second, "退回").locator("[name=ground]")).to_have_value("想退回县里：器材是县里配发的")


def test_keys_walk_the_inbox(visit: Visit, site: LiveSite) -> None:
    desk = sign_in(visit(), site, "desk")
    for key in ("j", "j", "k"):
        desk.keyboard.press(key)
    first = desk.locator("[data-keys-row] a").first
    expect(first).to_be_focused()
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("/desk/matter/"))
