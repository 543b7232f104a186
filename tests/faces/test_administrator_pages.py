"""The three administrators' pages: each her own, none the other's; and a village's book of households."""

import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from tests.faces.people import COUNTY, TOWN, VILLAGE, hire, signed_in
from xiangli.faces import rights
from xiangli.parties.acts.knock import knock
from xiangli.parties.kin import KIN, WHY_LEFT
from xiangli.parties.models import Asking, Deed, Household, Person, Post, User
from xiangli.parties.reads.deeds import KINDS
from xiangli.parties.reads.locked import MOST_FAILED
from xiangli.parties.rights import ACTS, SHORT
from xiangli.parties.workbook import HEADS
from xiangli.places.models import Place
from xiangli.proof.ids import uuid7
from xiangli.site.install import keys
from xiangli.vault.models import Opening


@pytest.fixture
def county(db: None, settings: LazySettings) -> Iterator[None]:
    """``sys``, ``sec``, ``aud`` for the county, their second factor not asked for here; 李 at a desk; a village's clerk."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a test needs no slow hash
    settings.SECOND_FACTOR_FOR = ()
    keys()
    for username, act, name in (
        ("sys", "administer", "示例管"),
        ("sec", "secure", "示例安"),
        ("aud", "audit", "示例审"),
    ):
        hire(username, line="personnel_organization", place=COUNTY, acts=[act], name=name)
    hire("li", line="desk", place=TOWN, acts=["sort", "handle"], name="示例李")
    hire("clerk", line="desk", place=VILLAGE, acts=["households", "unseal"], name="示例文书")
    for code, name, level, parent in ((TOWN, "永和镇", "township", ""), (VILLAGE, "示例村", "village", TOWN)):
        Place.objects.update_or_create(code=code, defaults={"name": name, "level": level, "parent": parent})
    yield
    cache.clear()


def office(line: str = "desk", place: str = TOWN) -> str:
    """The id of an office."""
    from xiangli.parties.models import Organisation  # only this asks for one by its parts

    return str(Organisation.objects.get(line=line, place=place).id)


def post(**change: Any) -> dict[str, Any]:
    """A post as the form sends it."""
    return {
        "request_id": str(uuid7()), "organisation": office(), "name_of_post": "科员", "acts": ["sort"],
        "since": f"{timezone.localdate()}",
    } | change  # fmt: skip


def li() -> UUID:
    """李's id."""
    return Person.objects.get(user__username="li").id


@pytest.mark.parametrize(("who", "page"), [("sys", "/staff/"), ("sec", "/security/"), ("aud", "/audit/")])
def test_each_of_the_three_has_her_own_page_and_none_of_the_others(who: str, page: str, county: None) -> None:
    opened = {
        one: signed_in(who).get(one).status_code
        for one in ("/staff/", "/security/", "/audit/", "/desk/", "/oversight/")
    }
    assert opened == {one: 200 if one == page else 403 for one in opened}


def test_somebody_new_comes_with_one_form_and_her_password_is_shown_once(county: None) -> None:
    client, sent = signed_in("sys"), post(username="wang", name="示例王")
    page = client.post("/staff/new/", sent).content.decode()
    user = User.objects.get(username="wang")
    shown = page.partition('<strong class="mono">')[2].partition("<")[0]
    assert user.check_password(shown)
    again = client.post("/staff/new/", sent)
    assert again.status_code == 302 and User.objects.filter(username="wang").count() == 1
    assert "示例王（wang）到" in signed_in("aud").get("/audit/").content.decode()


def test_what_is_wrong_with_somebody_new_stands_beside_its_field(county: None) -> None:
    answer = signed_in("sys").post("/staff/new/", post(username="李四", name="示例李四", acts=[]))
    page = answer.content.decode()
    assert answer.status_code == 422 and "至少选一样权限" in page and 'value="示例李四"' in page
    answer = signed_in("sys").post("/staff/new/", post(username="li", name="示例李四"))
    assert answer.status_code == 422 and "已经有人用" in answer.content.decode()


def test_a_strong_right_is_agreed_to_on_the_security_page_and_not_before(county: None) -> None:
    signed_in("sys").post(f"/staff/{li()}/change/", post(kind="more", acts=["unseal"]))
    asking = Asking.objects.get()
    assert "等第二个人同意" in signed_in("sys").get("/staff/").content.decode()
    assert "启封" in signed_in("sec").get("/security/").content.decode()
    address, body = f"/security/asking/{asking.id}/", {"request_id": str(uuid7()), "grant": "yes"}
    assert signed_in("sys").post(address, body).status_code == 403
    assert signed_in("aud").post(address, body).status_code == 404
    assert signed_in("sec").post(address, body).headers["Location"] == "/security/"
    assert "示例李（li）" in str(signed_in("sec").get("/security/").context["openers"].rows)
    assert "同意：给示例李" in signed_in("aud").get("/audit/?kind=strong").content.decode()


def test_two_of_the_three_for_one_person_is_refused_beside_the_rights(county: None) -> None:
    sys = Person.objects.get(user__username="sys").id
    answer = signed_in("sys").post(f"/staff/{sys}/change/", post(kind="more", acts=["audit"]))
    assert answer.status_code == 422 and "三员必须分开" in answer.content.decode()
    assert Asking.objects.count() == 0


def test_moved_and_out_are_one_form_each_on_the_persons_page(county: None) -> None:
    client, today = signed_in("sys"), timezone.localdate()
    client.post(f"/staff/{li()}/change/", post(kind="move", organisation=office("personnel_organization", COUNTY)))
    page = client.get(f"/staff/{li()}/").content.decode()
    assert "从示例desk单位" in page and "已结束" in page
    gone = client.post(f"/staff/{li()}/leave/", {"request_id": str(uuid7()), "last_day": f"{today}"})
    assert gone.status_code == 302
    wrong = client.post(f"/staff/{li()}/leave/", {"request_id": str(uuid7()), "last_day": f"{today}"})
    assert wrong.status_code == 422 and "不用再办离岗" in wrong.content.decode()


def test_reset_and_unlock_are_one_tap_each(county: None) -> None:
    client = signed_in("sys")
    for _ in range(MOST_FAILED):
        knock(username="li", step="password", taken=False, address="", at=timezone.now())
    assert "账号锁住了" in client.get("/staff/").content.decode()
    client.post(f"/staff/{li()}/account/", {"what": "unlock", "request_id": str(uuid7())})
    assert "账号锁住了" not in client.get("/staff/").content.decode()
    page = client.post(
        f"/staff/{li()}/account/", {"what": "reset_password", "request_id": str(uuid7())}
    ).content.decode()
    assert User.objects.get(username="li").check_password(page.partition('<strong class="mono">')[2].partition("<")[0])
    assert client.post(f"/staff/{li()}/account/", {"what": "make_rich", "request_id": str(uuid7())}).status_code == 404
    own = Person.objects.get(user__username="sys").id
    assert (
        client.post(f"/staff/{own}/account/", {"what": "reset_password", "request_id": str(uuid7())}).status_code == 403
    )


def test_a_strong_account_is_reset_only_when_the_second_person_agrees(county: None) -> None:
    clerk = Person.objects.get(user__username="clerk").id
    signed_in("sys").post(f"/staff/{clerk}/account/", {"what": "reset_password", "request_id": str(uuid7())})
    asking = Asking.objects.get()
    page = (
        signed_in("sec")
        .post(f"/security/asking/{asking.id}/", {"request_id": str(uuid7()), "grant": "yes"})
        .content.decode()
    )
    assert User.objects.get(username="clerk").check_password(
        page.partition('<strong class="mono">')[2].partition("<")[0]
    )


def marked(*rows: tuple[Any, ...]) -> io.BytesIO:
    """A staff sheet."""
    made, out = Workbook(), io.BytesIO()
    assert made.active is not None
    for row in (HEADS, *rows):
        made.active.append(list(row))
    made.save(out)
    out.seek(0)
    out.name = "人员.xlsx"
    return out


def test_a_staff_sheet_is_looked_through_then_carried_out_whole(county: None) -> None:
    client, name = signed_in("sys"), f"示例desk单位{TOWN}"
    file = marked(("wang", "示例王", name, "科员", "分办", "2026-11-01", None, "入职"))
    kept = client.post("/staff/sheet/", {"file": file, "request_id": str(uuid7())}).headers["Location"]
    assert "将要这样办" in client.get(kept).content.decode() and not User.objects.filter(username="wang").exists()
    assert signed_in("sec").get(kept).status_code == 403
    assert "密码只在这一页显示一次" in client.post(f"{kept}do/").content.decode()
    assert client.post(f"{kept}do/").status_code == 302
    assert "整份都办好了" in client.get(kept).content.decode()


def test_a_sheet_with_one_wrong_cell_names_it_and_does_nothing(county: None) -> None:
    client, name = signed_in("sys"), f"示例desk单位{TOWN}"
    file = marked(
        ("wang", "示例王", name, "科员", "分办", "2026-11-01", None, "入职"),
        ("zhao", "示例赵", name, "科员", "分办", "明年", None, "入职"),
    )
    kept = client.post("/staff/sheet/", {"file": file, "request_id": str(uuid7())}).headers["Location"]
    page = client.get(kept)
    assert [row[1] for row in page.context["faults"].rows] == ["F3"] and "照这样办" not in page.content.decode()
    assert client.post(f"{kept}do/").status_code == 422
    assert Deed.objects.count() == 0


def test_a_file_that_is_no_workbook_is_refused_beside_its_field(county: None) -> None:
    file = io.BytesIO(b"%PDF-1.7")
    file.name = "x.xlsx"
    answer = signed_in("sys").post("/staff/sheet/", {"file": file, "request_id": str(uuid7())})
    assert answer.status_code == 422 and "这不是 XLSX 文件" in answer.content.decode()


def test_the_staff_are_taken_away_as_a_workbook(county: None) -> None:
    answer = signed_in("sys").get("/staff/book.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content))["人员"]
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {"sys", "sec", "aud", "li", "clerk"}
    assert signed_in("aud").get("/staff/book.xlsx").status_code == 403


def test_a_new_office_is_set_up_once(county: None) -> None:
    client = signed_in("sys")
    given = {"request_id": str(uuid7()), "name": "示例水利站", "line": "water_resources", "place": TOWN}
    assert client.post("/staff/office/", given).status_code == 302
    other = client.post("/staff/office/", given | {"request_id": str(uuid7())})
    assert other.status_code == 422 and "已经有单位：示例水利站" in other.content.decode()
    far = client.post("/staff/office/", given | {"request_id": str(uuid7()), "place": "430102"})
    assert far.status_code == 422 and "不归您管" in far.content.decode()


def test_the_security_page_shows_keys_without_showing_any_key(county: None) -> None:
    page = signed_in("sec").get("/security/").content.decode()
    assert "master" in page and "只有本用户可读" in page and "24 次不对" in page


@pytest.mark.parametrize(("who", "page"), [("sys", "/staff/"), ("aud", "/audit/"), ("sec", "/security/")])
def test_a_page_of_administrators_asks_as_often_for_three_rows_as_for_one(who: str, page: str, county: None) -> None:
    client, asked = signed_in(who), []
    for n in range(3):
        signed_in("sys").post("/staff/new/", post(username=f"new{n}", name=f"示例{n}", acts=["sort", "unseal"]))
        with CaptureQueriesContext(connection) as seen:
            client.get(page)
        asked.append(len(seen))
    assert asked == asked[:1] * 3
    assert asked[0] <= 10


def test_the_log_pages_through_acts_of_one_moment_without_losing_any(county: None) -> None:
    at = timezone.now()
    for n in range(120):
        Deed.objects.create(
            id=uuid7(), county=COUNTY, verb="unlocked", at=at, actor="示例", said=f"第{n}次", request=uuid7()
        )
    client, seen, page = signed_in("aud"), [], "/audit/"
    while page:
        context = client.get(page).context
        seen += [row[2] for row in context["table"].rows]
        page = f"/audit/{context['later']}" if context["later"] else ""
    assert sorted(seen) == sorted(f"第{n}次" for n in range(120))
    assert client.get("/audit/?before=nonsense&kind=nothing").status_code == 200


def households(client: Client) -> Household:
    """One household, as its clerk registers it."""
    given = {
        "request_id": str(uuid7()), "home": VILLAGE, "door": "12 号", "name": "示例陈一", "phone": "19900001234",
        "identity": "", "since": "2026-01-05",
    }  # fmt: skip
    client.post("/households/new/", given)
    return Household.objects.latest("number")


def test_a_household_is_registered_found_by_name_and_opened_for_a_purpose(county: None) -> None:
    client = signed_in("clerk")
    row = households(client)
    assert "第 1 户" in client.get("/households/?q=示例陈一").content.decode()
    assert "没有找到" in client.get("/households/?q=陈一").content.decode()
    page = client.get(f"/households/{row.id}/").content.decode()
    assert "示例陈一" not in page and "户主" in page
    short = client.post(f"/households/{row.id}/open/", {"request_id": str(uuid7()), "purpose": "看"})
    assert short.status_code == 422 and Opening.objects.count() == 0
    opened = client.post(
        f"/households/{row.id}/open/", {"request_id": str(uuid7()), "purpose": "入户走访核对"}
    ).content.decode()
    assert "示例陈一" in opened and "19900001234" in opened and "已记录在案" in opened
    assert Opening.objects.get().household == row.id


def test_what_changes_in_a_household_is_one_form_each_and_a_refusal_keeps_it(county: None) -> None:
    client = signed_in("clerk")
    row = households(client)
    join = {
        "request_id": str(uuid7()),
        "name": "示例陈二",
        "kin": "配偶",
        "phone": "",
        "identity": "123",
        "since": "2026-02-01",
    }
    wrong = client.post(f"/households/{row.id}/join/", join)
    assert (
        wrong.status_code == 422
        and "身份证号要 18 位" in wrong.content.decode()
        and "示例陈二" in wrong.content.decode()
    )
    assert client.post(f"/households/{row.id}/join/", join | {"identity": ""}).status_code == 302
    page = client.get(f"/households/{row.id}/")
    assert [one["kin"] for one in page.context["members"]] == ["户主", "配偶"]
    wife = page.context["forms"][1]["form"].fields["member"].choices[2][0]
    head = {"request_id": str(uuid7()), "member": wife, "former_kin": "配偶", "on": "2026-03-01"}
    assert client.post(f"/households/{row.id}/head/", head).status_code == 302
    home = {"request_id": str(uuid7()), "home": VILLAGE, "door": "15 号"}
    assert client.post(f"/households/{row.id}/move/", home).status_code == 302
    assert client.post(f"/households/{row.id}/sell/", {}).status_code == 404
    assert [deed.verb for deed in Deed.objects.order_by("id")] == [
        "household_registered", "member_joined", "head_changed", "household_moved",
    ]  # fmt: skip


def test_nobody_of_another_post_sees_a_household(county: None) -> None:
    row = households(signed_in("clerk"))
    hire("next", line="desk", place="430181109218", acts=["households", "unseal"])
    assert signed_in("next").get(f"/households/{row.id}/").status_code == 404
    assert signed_in("li").get(f"/households/{row.id}/").status_code == 403
    assert signed_in("sys").get("/households/").status_code == 403


def test_the_words_of_the_pages_are_those_of_the_room(county: None) -> None:
    assert {act: str(word) for act, word in rights.RIGHTS.items()} == SHORT
    assert all(str(rights.LONG[act]).startswith(words) for act, words in ACTS.items() if act in SHORT)
    assert [str(word) for word in rights.KIN.values()] == list(KIN)
    assert {why: str(word) for why, word in rights.WHY_LEFT.items()} == WHY_LEFT
    assert set(rights.KINDS) == set(KINDS)


def test_a_programs_token_is_given_once_used_and_taken_back(county: None) -> None:
    client = signed_in("sec")
    post_id = Post.objects.get(person__user__username="li").id
    sent = {"request_id": str(uuid7()), "name": "示例镇办公系统", "post": str(post_id)}
    token = client.post("/security/tokens/", sent).context["token"]
    assert client.post("/security/tokens/", sent).status_code == 302
    answer = Client().get("/api/v1/matters", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert client.post("/security/tokens/", sent | {"post": "", "request_id": str(uuid7())}).status_code == 422
    row = client.get("/security/tokens/").context["rows"][0][0]
    assert client.post(f"/security/tokens/{row.id}/end/", {"request_id": str(uuid7())}).status_code == 302
    assert "已收回" in client.get("/security/tokens/").content.decode()
    assert "给程序“示例镇办公系统”令牌" in signed_in("aud").get("/audit/?kind=strong").content.decode()
