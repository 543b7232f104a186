"""What a clerk takes in: a forwarded chat as one report or several with its photos, a call, a photographed paper."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.faces.people import TOWN, signed_in, tell
from xiangli.documents.acts.attach import place_of
from xiangli.documents.models import Attachment
from xiangli.matters.models import Matter, Report
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Sealed

pytestmark = pytest.mark.usefixtures("house")
CHAT = """永和镇网格群的聊天记录

示例李组长 2026/11/20 09:12
@镇里 三组那口山塘的坝脚在渗水，昨晚雨一下更大了
[图片]
示例会计 2026/11/20 09:13
收到
示例李组长 2026/11/20 09:14
下面还有五户人家，麻烦来看下！
示例张嫂 2026/11/20 10:30
村口的路灯又不亮了，三天了，晚上老人不敢出门
[图片]
镇办小周 2026/11/20 10:40
好的，已安排人去看[抱拳]"""


def photo(name: str = "a.jpg", exif: bool = False, colour: str = "red") -> SimpleUploadedFile:
    """A picture, with a place in its EXIF when asked."""
    out, kept = io.BytesIO(), Image.Exif()
    if exif:
        kept.get_ifd(0x8825)[2] = (28.0, 10.0, 0.0)
        kept[0x010F] = "示例相机"
    Image.new("RGB", (60, 40), colour).save(out, "JPEG", exif=kept)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def form(**data: Any) -> dict[str, Any]:
    return {"request_id": str(uuid7()), "place": TOWN, **data}


def several(request: str, **more: Any) -> dict[str, Any]:
    """Both pieces ticked, as the page sends them."""
    return form(
        request_id=request, text=CHAT, step="several",
        **{"p0-take": "1", "p0-text": "三组山塘坝脚渗水，下面还有五户人家", "p0-name": "示例李组长", "p0-pictures": "1",
           "p1-take": "1", "p1-text": "村口路灯不亮三天，晚上老人不敢出门", "p1-name": "示例张嫂", "p1-pictures": "1"},
        **more,
    )  # fmt: skip


def test_a_chat_is_split_by_who_said_what_and_nods_are_left_out() -> None:
    page = signed_in("desk").post("/desk/chat/", form(text=CHAT, step="split")).content.decode()
    assert page.count('name="p0-text"') == page.count('name="p1-text"') == 1
    assert "p2-text" not in page
    assert "坝脚在渗水，昨晚雨一下更大了\n下面还有五户人家" in page
    assert ">@镇里" not in page.split("p0-text")[2]
    assert Report.objects.count() == 0


def test_the_ticked_pieces_become_reports_with_their_photos_and_sent_twice_nothing_doubles() -> None:
    client, request = signed_in("desk"), str(uuid7())
    for _ in range(2):
        sent = several(request, photos=[photo("1.jpg", exif=True), photo("2.jpg", colour="blue")])
        page = client.post("/desk/chat/", sent).content.decode()
    assert "已登记过" in page
    told = list(Report.objects.order_by("text"))
    assert [one.channel for one in told] == ["chat", "chat"]
    assert (
        Attachment.objects.filter(report=told[0].id).count()
        == Attachment.objects.filter(report=told[1].id).count()
        == 1
    )
    assert Sealed.objects.count() == 2
    assert "示例张嫂" not in "".join(one.text + one.title for one in told)


def test_the_place_in_a_photo_is_gone_once_it_is_kept() -> None:
    signed_in("desk").post("/desk/chat/", several(str(uuid7()), photos=[photo(exif=True)]))
    kept = Attachment.objects.get()
    with Image.open(place_of(county=kept.county, id=kept.id)) as drawn:
        assert dict(drawn.getexif()) == {}


def test_a_chat_can_be_taken_as_one_report() -> None:
    page = signed_in("desk").post("/desk/chat/", form(text=CHAT, step="one", photos=[photo()])).content.decode()
    assert "已登记" in page
    assert "坝脚在渗水" in Report.objects.get().text
    assert "收到" not in Report.objects.get().text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "请把聊天内容粘贴进来"),
        ("收到\n好的", "看不出要办什么事"),
        ("😀😀👍", "看不出"),
        ("长" * 100_000, "太长了"),
    ],
)
def test_a_chat_with_nothing_to_do_in_it_is_refused_beside_the_field(text: str, said: str) -> None:
    answer = signed_in("desk").post("/desk/chat/", form(text=text, step="split"))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Report.objects.count() == 0


def test_a_file_that_is_no_picture_or_a_bomb_loses_nothing_else() -> None:
    swollen = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(swollen, "PNG")
    files = [
        SimpleUploadedFile("x.jpg", b"MZ not a picture"),
        SimpleUploadedFile("bomb.png", swollen.getvalue()),
        photo(),
    ]
    page = signed_in("desk").post("/desk/chat/", form(text=CHAT, step="one", photos=files)).content.decode()
    assert page.count("x.jpg") == page.count("bomb.png") == 1
    assert (Report.objects.count(), Attachment.objects.count()) == (1, 1)


def test_an_id_sent_again_with_other_words_is_refused_and_what_was_typed_stays() -> None:
    client, request = signed_in("desk"), str(uuid7())
    client.post("/desk/chat/", form(request_id=request, text="三组山塘坝脚渗水", step="one"))
    answer = client.post("/desk/chat/", form(request_id=request, text="村口路灯不亮三天了", step="one"))
    assert answer.status_code == 409
    assert "村口路灯不亮三天了" in answer.content.decode()
    assert Report.objects.count() == 1


def test_a_call_is_noted_and_the_desk_is_ready_for_the_next() -> None:
    client = signed_in("desk")
    call = form(
        text="后山水井发黄，全组不敢喝",
        phone="19900000009",
        name="示例丁",
        callback="yes",
        callback_when="五点后",
        step="take",
    )
    answer = client.post("/desk/call/", call, follow=True)
    assert answer.redirect_chain[-1][0] == "/desk/call/"
    assert "查询码" in answer.content.decode()
    told = Report.objects.get()
    assert told.channel == "phone"
    assert "要求回电：五点后" in told.text
    assert "19900000009" not in told.text


def test_a_number_shows_what_it_told_before_and_nothing_is_registered_by_asking() -> None:
    told = tell("后山水井发黄，全组不敢喝", reporter={"phone": "19900000009"})
    page = (
        signed_in("desk").post("/desk/call/", form(phone="199 0000 0009", text="正在说", step="look")).content.decode()
    )
    assert str(told.matter) in page
    assert "正在说" in page
    other = signed_in("roads").post("/desk/call/", form(phone="19900000009", step="look")).content.decode()
    assert str(told.matter) not in other
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"), [({"phone": ""}, "请问清号码"), ({"phone": "abc"}, "只写数字"), ({"text": ""}, "请填写")]
)
def test_a_call_that_lacks_something_says_what(wrong: dict[str, str], said: str) -> None:
    call = form(**{"text": "水井发黄", "phone": "19900000009", "callback": "yes", "step": "take"} | wrong)
    answer = signed_in("desk").post("/desk/call/", call)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Report.objects.count() == 0


def test_a_photographed_paper_is_the_report_even_when_nobody_types_its_words() -> None:
    sent = form(title="要求修复二组的水渠", photos=[photo("1.jpg"), photo("2.jpg", colour="green")])
    page = signed_in("desk").post("/desk/paper/", sent).content.decode()
    assert "已登记" in page
    told = Report.objects.get()
    assert (told.channel, told.title) == ("paper", "要求修复二组的水渠")
    assert "共 2 页" in told.text
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(("data", "said"), [({"title": "修水渠"}, "请至少拍一张"), ({"title": "😀"}, "看不出是什么事")])
def test_a_paper_needs_its_photo_and_a_line(data: dict[str, str], said: str) -> None:
    more = {} if "一张" in said else {"photos": [photo()]}
    answer = signed_in("desk").post("/desk/paper/", form(**data, **more))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Matter.objects.count() == 0


@pytest.mark.parametrize("address", ["/desk/chat/", "/desk/call/", "/desk/paper/", "/desk/new/"])
def test_each_way_in_leads_to_the_others(address: str) -> None:
    page = signed_in("desk").get(address).content.decode()
    assert all(f'href="{way}"' in page for way in ("/desk/chat/", "/desk/call/", "/desk/paper/", "/desk/new/"))


def test_without_a_post_nobody_takes_anything_in() -> None:
    for address in ("/desk/chat/", "/desk/call/", "/desk/paper/"):
        assert Client().post(address, form(text="路坏了", step="one")).status_code == 302
    assert signed_in("watch").get("/desk/chat/").status_code == 403
