"""Pages of places: a village fills in what lies below it, a county hands maps in, borders change with a look first."""

from __future__ import annotations

import io
from uuid import UUID, uuid4

import pytest
import shapely
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from tests.faces.people import COUNTY, NOW, TOWN, VILLAGE, hire, signed_in, tell
from tests.places.maps import geojson
from xiangli.matters.models import Matter
from xiangli.places.acts.add_place import add_place
from xiangli.places.acts.call_place import call_place
from xiangli.places.maps.frame import shifted
from xiangli.places.models import LocalName, MapFile, Place, Polygon
from xiangli.places.reads.county_at import ground_of
from xiangli.places.reads.local_names import find

BESIDE = "430181109218"
BOX = shapely.box(113.60, 28.10, 113.64, 28.14)


@pytest.fixture
def keeper(house: None) -> Client:
    """Who keeps the county's places."""
    Place.objects.get_or_create(code=BESIDE, defaults={"name": "菊花村", "level": "village", "parent": TOWN})
    hire("keeper", line="natural_resources", place=COUNTY, acts=["places"])
    return signed_in("keeper")


def add(name: str, kind: str = "hamlet", *, village: str = VILLAGE, said: tuple[str, ...] = ()) -> str:
    return add_place(id=uuid4(), village=village, kind=kind, name=name, said=said, by="示例员", at=NOW).code


def once(page: object) -> str:
    return str(page.context["form"].initial["request_id"])


def test_the_county_sees_its_villages_and_a_village_clerk_is_led_to_hers(keeper: Client) -> None:
    page = keeper.get("/areas/").content.decode()
    assert "示例村" in page and "菊花村" in page and "永和镇" in page
    hire("clerk", line="township_subdistrict", place=VILLAGE, acts=["places"])
    clerk = signed_in("clerk")
    assert clerk.get("/areas/").headers["Location"] == f"/areas/{VILLAGE}/"
    assert clerk.get(f"/areas/{BESIDE}/").status_code == 403
    assert keeper.get("/areas/430181109999/").status_code == 404
    assert signed_in("roads").get("/areas/").status_code == 403


def test_a_hamlet_added_by_page_is_read_in_the_next_report(keeper: Client) -> None:
    address = f"/areas/{VILLAGE}/"
    sent = {"request_id": once(keeper.get(address)), "kind": "hamlet", "name": "张家屋场", "said": "老碾房、塘边老屋"}
    for _ in range(2):
        assert keeper.post(address, sent).status_code == 302
    page = keeper.get(address).content.decode()
    assert "张家屋场" in page and "塘边老屋、老碾房" in page
    assert Place.objects.filter(kind="hamlet").count() == 1
    assert tell("老碾房那里路灯坏了", place=VILLAGE).row.place == f"{VILLAGE}h01"


def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(keeper: Client) -> None:
    add("张家屋场")
    address = f"/areas/{VILLAGE}/"
    page = keeper.post(address, {"request_id": str(uuid4()), "kind": "hamlet", "name": "张家屋场", "said": "塘边老屋"})
    assert page.status_code == 422
    assert "已经有张家屋场" in str(page.context["form"].errors["name"])
    assert "塘边老屋" in page.content.decode()


def test_names_are_noted_and_struck_out_on_the_places_page(keeper: Client) -> None:
    code = add("张家屋场")
    page = keeper.get(f"/areas/{code}/")
    keeper.post(f"/areas/{code}/names/", {"request_id": once(page), "said": "老碾房"})
    assert find("老碾房", within=VILLAGE).code == code
    refused = keeper.post(f"/areas/{code}/names/", {"request_id": str(uuid4()), "said": "学校"})
    assert refused.status_code == 422 and "平常的词" in refused.content.decode()
    keeper.post(f"/areas/{code}/names/", {"request_id": str(uuid4()), "said": "老碾房", "do": "strike"})
    assert not LocalName.objects.filter(until__isnull=True).exists()


def asked(keeper: Client, address: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(connection) as told:
        assert keeper.get(address).status_code == 200
    return len(told)


def test_lists_ask_as_often_for_three_rows_as_for_one(keeper: Client) -> None:
    addresses = [f"/areas/{VILLAGE}/", "/areas/", f"/areas/{VILLAGE}/borders/", "/areas/maps/", "/areas/codes/?q=张家屋场",
                 "/areas/counts/?level=below", f"/areas/{VILLAGE}h01/"]  # fmt: skip
    counted: list[list[int]] = []
    for n in range(3):
        code = add(
            "张家屋场",
            village=[VILLAGE, BESIDE, VILLAGE][n],
            kind=["hamlet", "hamlet", "group"][n],
            said=(f"第{n + 1}老屋场",),
        )
        call_place(id=uuid4(), place=f"{VILLAGE}h01", name=f"又叫{n}屋场", by="示例员", at=NOW)
        tell("路灯坏了", place=code)
        upload(keeper, geojson({VILLAGE: BOX}))
        counted.append([asked(keeper, address) for address in addresses])
    assert counted[0] == counted[2]


def book(*rows: tuple[object, ...], sheet: str = "屋场") -> io.BytesIO:
    made = Workbook()
    made.active.title = sheet
    made.active.append(["乡镇", "村（社区）", "名称", "编号", "起始日期", "叫法"])
    for row in rows:
        made.active.append(list(row))
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    out.name = "屋场.xlsx"
    return out


def test_a_workbook_comes_in_whole_or_each_wrong_cell_is_named(keeper: Client) -> None:
    good = ("永和镇", "示例村", "张家屋场", None, "2020-01-01", "老碾房")
    page = keeper.post(
        "/areas/book/",
        {
            "request_id": str(uuid4()),
            "file": book(good, ("永和镇", "无此村", "李家屋场"), ("永和镇", "示例村", "王家屋场", "甲")),
        },
    )
    assert page.status_code == 422
    assert [row[1] for row in page.context["faults"].rows] == ["B3", "D4"]
    assert not Place.objects.filter(own=True).exists()
    assert keeper.post("/areas/book/", {"request_id": str(uuid4()), "file": book(good)}).status_code == 302
    assert Place.objects.get(own=True).name == "张家屋场"
    wrong = io.BytesIO(b"not a workbook")
    wrong.name = "屋场.xlsx"
    assert "不是 Excel" in keeper.post("/areas/book/", {"request_id": str(uuid4()), "file": wrong}).content.decode()


def test_the_empty_workbook_has_a_sheet_for_each_kind_and_comes_in_as_nothing(keeper: Client) -> None:
    empty = io.BytesIO(keeper.get("/areas/book/empty.xlsx").content)
    assert load_workbook(empty).sheetnames == ["组", "网格", "屋场", "小区", "楼栋"]
    empty.seek(0)
    empty.name = "空.xlsx"
    assert keeper.post("/areas/book/", {"request_id": str(uuid4()), "file": empty}).status_code == 302


def test_a_change_of_borders_is_looked_at_first_and_moves_its_matters(keeper: Client) -> None:
    one, two = add("三组", "group"), add("四组", "group")
    told = tell("三组的水管爆了", place=VILLAGE)
    assert told.row.place == one
    address = f"/areas/{VILLAGE}/borders/"
    sent = {
        "request_id": once(keeper.get(address)),
        "verb": "merge",
        "old": [one, two],
        "names": "新三组",
        "on": "2026-11-20",
    }
    look = keeper.post(address, {**sent, "step": "look"})
    assert (look.context["moving"], look.context["homes"]) == (1, 0)
    assert [row[2] for row in look.context["table"].rows] == [1, 0]
    assert not Place.objects.filter(valid_to__isnull=False).exists()
    assert keeper.post(address, {**sent, "step": "do"}).status_code == 302
    assert told.row.place == f"{VILLAGE}g05"
    assert "已经撤销" in keeper.get(f"/areas/{one}/").content.decode()
    told = [row[1:] for row in keeper.get(f"/areas/{VILLAGE}/").context["done"].rows]
    assert told[0][1:] == ["合并、并入", f"{one}、{two} → 新三组"]
    assert sorted(row[1:] for row in told[1:]) == [["加上", "三组"], ["加上", "四组"]]  # both at one moment here
    again = keeper.post(address, {**sent, "request_id": str(uuid4()), "step": "do"})
    assert again.status_code == 422


def test_a_resident_who_types_a_hamlet_is_offered_it(keeper: Client) -> None:
    add("张家屋场")
    assert "示例村张家屋场" in Client().get("/places/?place_text=张家屋场").content.decode()


def test_codes_and_names_of_now_and_before_are_found(keeper: Client) -> None:
    add("张家屋场", said=("老碾房",))
    Place.objects.create(
        code="430181211", name="蕉溪乡", level="township", parent=COUNTY, valid_to="2017-12-31", successor=TOWN
    )
    page = keeper.get("/areas/codes/?q=430181211").content.decode()
    assert "2017-12-31" in page and "永和镇" in page
    assert "大家这样叫" in keeper.get("/areas/codes/?q=老碾房").content.decode()
    assert "没有这个代码" in keeper.get("/areas/codes/?q=439999").content.decode()
    assert keeper.get("/areas/codes/", {"q": "43\x00"}).status_code == 200
    assert keeper.get("/areas/43%00/").status_code == 404


def test_a_zone_shows_whose_ground_it_stands_on(keeper: Client) -> None:
    Place.objects.create(
        code="430371", name="湘潭高新技术产业园区", level="county", parent="4303", kind="zone", second_parent="430304"
    )
    Place.objects.create(code="430304", name="岳塘区", level="county", parent="4303")
    assert "岳塘区（430304）；有机构、有代码，没有自己的土地" in keeper.get("/areas/codes/?q=430371").content.decode()


def test_counts_are_shown_in_the_borders_of_today_and_of_then(keeper: Client) -> None:
    one = add("三组", "group")
    row = tell("三组的水管爆了", place=VILLAGE).row
    keeper.post(
        f"/areas/{VILLAGE}/borders/",
        {"request_id": str(uuid4()), "verb": "move", "old": [one], "into": BESIDE, "on": "2026-11-20", "step": "do"},
    )
    assert Matter.objects.get(id=row.id).place == f"{BESIDE}g03"
    then = keeper.get("/areas/counts/?level=village&borders=then").context["table"].rows
    now = keeper.get("/areas/counts/?level=village&borders=today").context["table"].rows
    assert [one[0] for one in then] == ["示例村"]
    assert [one[0] for one in now] == ["菊花村"]
    assert signed_in("desk").get("/areas/counts/?since=x").status_code == 200


def upload(keeper: Client, content: bytes, said: str = "wgs84") -> UUID:
    file = io.BytesIO(content)
    file.name = "村界.geojson"
    answer = keeper.post("/areas/maps/", {"request_id": str(uuid4()), "said": said, "file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    return UUID(answer.headers["Location"].split("/")[3])


def test_a_map_is_looked_at_then_put_in_force(keeper: Client) -> None:
    id = upload(keeper, geojson({VILLAGE: BOX}))
    page = keeper.get(f"/areas/maps/{id}/").content.decode()
    assert "启用这幅图" in page and "示例村" in page
    picture = keeper.get(f"/areas/maps/{id}/picture.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "示例村" in picture.content.decode()
    assert keeper.post(f"/areas/maps/{id}/publish/", {"request_id": str(uuid4())}).status_code == 302
    assert Polygon.objects.get().code == VILLAGE
    assert keeper.post(f"/areas/maps/{id}/publish/", {"request_id": str(uuid4())}).status_code == 422
    assert "已启用" in keeper.get("/areas/maps/").content.decode()


def test_a_map_at_fault_offers_no_button_and_tells_each_fault(keeper: Client) -> None:
    id = upload(keeper, geojson({VILLAGE: BOX, "430181109999": shapely.box(113.7, 28.1, 113.72, 28.12)}))
    page = keeper.get(f"/areas/maps/{id}/").content.decode()
    assert "没有代码为" in page and "启用这幅图" not in page
    assert keeper.post(f"/areas/maps/{id}/publish/", {"request_id": str(uuid4())}).status_code == 422
    assert not Polygon.objects.exists()


def test_a_map_that_does_not_fit_the_county_is_asked_about(keeper: Client) -> None:
    id = upload(keeper, geojson({VILLAGE: shifted(ground_of(COUNTY), out=True)}))
    page = keeper.get(f"/areas/maps/{id}/").content.decode()
    assert "坐标系对不对" in page and "启用这幅图" not in page
    assert keeper.post(f"/areas/maps/{id}/datum/", {"request_id": str(uuid4()), "datum": "moon"}).status_code == 422
    assert keeper.post(f"/areas/maps/{id}/datum/", {"request_id": str(uuid4()), "datum": "gcj02"}).status_code == 302
    assert "启用这幅图" in keeper.get(f"/areas/maps/{id}/").content.decode()


def test_a_file_that_is_no_map_is_refused_beside_its_field(keeper: Client) -> None:
    file = io.BytesIO(b"hello")
    file.name = "图.shp"
    page = keeper.post("/areas/maps/", {"request_id": str(uuid4()), "said": "wgs84", "file": file})
    assert page.status_code == 422
    assert "不是地图文件" in str(page.context["form"].errors["file"])
    assert not MapFile.objects.exists()


def test_another_countys_map_is_not_shown(keeper: Client) -> None:
    id = upload(keeper, geojson({VILLAGE: BOX}))
    hire("other", line="natural_resources", place="430121", acts=["places"])
    for address in ("", "picture.svg"):
        assert signed_in("other").get(f"/areas/maps/{id}/{address}").status_code == 404
