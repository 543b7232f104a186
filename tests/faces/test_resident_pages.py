"""The resident's pages: report, receipt, follow, rate, reopen."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from PIL import Image

from tests.faces.people import COUNTY, NOW, TOWN, Told, signed_in, tell
from xiangli.documents.models import Attachment
from xiangli.documents.reads.attachments import photo
from xiangli.ledger.acts.checkpoint import checkpoint_all
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.matters.models import Report
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Sealed

pytestmark = pytest.mark.usefixtures("house")
LAMP = "村部后面的路灯从上个月起就不亮，老人晚上不敢出门。"


def report(client: Client, **more: object) -> object:
    return client.post("/report/", {"request_id": str(uuid7()), "text": LAMP, "place": TOWN, **more})


def act(told: Told, verb: str, **data: str) -> None:
    answer = signed_in("desk").post(f"/desk/matter/{told.matter}/{verb}/", {"request_id": str(uuid7()), **data})
    assert answer.status_code == 302, answer.content.decode()


def answered() -> Told:
    told = tell(LAMP)
    act(told, "accept")
    act(told, "answer", answer="路灯已经换了新的，今晚会亮。")
    return told


def test_a_report_leads_to_a_receipt_with_code_and_qr(client: Client) -> None:
    answer = report(client)
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    code = re.search(r"data-code>([A-Z2-7-]{19})<", page)
    assert code
    assert client.get(f"/follow/{code[1]}/qr.svg").headers["Content-Type"] == "image/svg+xml"
    assert LAMP in page


def test_sending_a_report_twice_is_one_report_and_one_receipt(client: Client) -> None:
    request_id = str(uuid7())
    first, second = (report(client, request_id=request_id).headers["Location"] for _ in range(2))
    assert first == second
    assert Report.objects.count() == 1


def test_the_same_id_with_other_words_is_refused_and_the_first_stands(client: Client) -> None:
    request_id = str(uuid7())
    report(client, request_id=request_id)
    answer = report(client, request_id=request_id, text="完全是另外一件事情，水管爆了。")
    assert answer.status_code == 409
    assert Report.objects.get().text == LAMP


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "请填写这一项"), ("😀😀🙏", "看不出是什么事"), ("长" * 100_000, "太长了")],
)  # fmt: skip
def test_text_that_cannot_be_used_gets_a_plain_word_and_nothing_is_lost(client: Client, text: str, said: str) -> None:
    answer = report(client, text=text, place_text="村部旁", name="甲某某")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "村部旁" in page
    assert "甲某某" in page
    assert Report.objects.count() == 0


def test_an_unknown_place_code_is_named_beside_its_field(client: Client) -> None:
    assert report(client, place="999999999").status_code == 422


def test_name_and_phone_are_sealed_and_stand_nowhere_else(client: Client) -> None:
    report(client, name="甲某某", phone="000-0000-0000")
    sealed = Sealed.objects.get()
    assert "甲某某".encode() not in bytes(sealed.box)
    page = client.get(
        report(client, text="还有一件：水沟堵了，一下雨就漫到路上。").headers["Location"]
    ).content.decode()
    assert "甲某某" not in page


def picture(**save: object) -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (3000, 40), "green").save(content, "JPEG", **save)
    content.seek(0)
    content.name = "photo.jpg"
    return content


def test_a_photo_is_kept_small_and_without_the_place_it_was_taken(client: Client) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (28.0, 9.0, 0.0)}
    report(client, photo=picture(exif=exif))
    kept = Attachment.objects.get()
    content = photo(id=kept.id)[1]
    with Image.open(io.BytesIO(content)) as opened:
        assert (opened.size[0], dict(opened.getexif())) == (1600, {})
    shown = signed_in("desk").get(f"/desk/matter/{Report.objects.get().matter}/photo/{kept.id}/")
    assert shown.headers["Content-Type"] == "image/jpeg"


def test_a_file_that_is_no_photo_is_refused_and_the_words_stay(client: Client) -> None:
    fake = io.BytesIO(b"MZ" * 500)
    fake.name = "photo.jpg"
    answer = report(client, photo=fake)
    assert answer.status_code == 422
    assert LAMP in answer.content.decode()


def test_following_says_who_has_it_until_when_and_how_that_was_counted(client: Client) -> None:
    told = tell(LAMP)
    page = client.get(f"/follow/{told.code.lower().replace('-', '')}/").content.decode()
    assert "谁在办" in page
    assert "怎么算的" in page
    assert "待签收" in page


def test_a_code_is_found_however_it_is_typed(client: Client) -> None:
    told = tell(LAMP)
    answer = client.post("/follow/", {"code": f" {told.code.lower()} "}, follow=True)
    assert LAMP in answer.content.decode()


def test_twenty_wrong_codes_close_the_door_for_a_while(client: Client) -> None:
    told = tell(LAMP)
    assert [client.get(f"/follow/AAAA-BBBB-CCCC-DD{n:02}/").status_code for n in range(10, 30)] == [404] * 20
    assert client.get(f"/follow/{told.code}/").status_code == 429


def test_not_solved_sends_it_back_and_solved_ends_it(client: Client) -> None:
    told = answered()
    page = client.get(f"/follow/{told.code}/").content.decode()
    assert "路灯已经换了新的" in page
    sent = client.post(
        f"/follow/{told.code}/rate/", {"request_id": str(uuid7()), "solved": "no", "note": "亮了一晚又灭了"}
    )
    assert (sent.status_code, told.row.step) == (302, "handling")
    act(told, "answer", answer="线路也换了，请再看看。")
    client.post(f"/follow/{told.code}/rate/", {"request_id": str(uuid7()), "solved": "yes"})
    assert told.row.step == "solved"
    assert "已解决" in client.get(f"/follow/{told.code}/").content.decode()


def test_while_the_reporter_is_asked_no_office_is_called_late(client: Client) -> None:
    told = answered()
    page = client.get(f"/follow/{told.code}/").content.decode()
    assert "反映人评价期限" in page
    assert "clock--waiting" in page
    assert "clock--waiting" in signed_in("desk").get("/desk/").content.decode()


def test_rating_without_a_choice_asks_for_one(client: Client) -> None:
    told = answered()
    answer = client.post(f"/follow/{told.code}/rate/", {"request_id": str(uuid7())})
    assert answer.status_code == 422
    assert "请选一项" in answer.content.decode()


def test_new_facts_open_an_ended_matter_again(client: Client) -> None:
    told = answered()
    client.post(f"/follow/{told.code}/rate/", {"request_id": str(uuid7()), "solved": "yes"})
    empty = client.post(f"/follow/{told.code}/reopen/", {"request_id": str(uuid7()), "new_facts": "啊"})
    assert empty.status_code == 422
    client.post(
        f"/follow/{told.code}/reopen/", {"request_id": str(uuid7()), "new_facts": "隔壁那盏也开始闪了，怕又要坏。"}
    )
    assert told.row.ended_at is None


def test_the_reporter_sees_who_opened_the_sealed_name_and_why(client: Client) -> None:
    told = tell(LAMP, reporter={"name": "甲某某", "phone": "00000000000"})
    assert "还没有人打开过" in client.get(f"/follow/{told.code}/").content.decode()
    signed_in("desk").post(
        f"/desk/matter/{told.matter}/open/", {"request_id": str(uuid7()), "purpose": "打电话约修灯时间"}
    )
    page = client.get(f"/follow/{told.code}/").content.decode()
    assert "打电话约修灯时间" in page
    assert "甲某某" not in page


def test_the_receipt_waits_for_a_signed_root_and_then_proves_itself(client: Client) -> None:
    told = tell(LAMP)
    assert "已经登记在账上" in client.get(f"/follow/{told.code}/check/").content.decode()
    sequence_all(at=NOW)
    checkpoint_all(at=NOW)
    assert "回执是真的" in client.get(f"/follow/{told.code}/check/").content.decode()
    file = client.get(f"/follow/{told.code}/receipt.json").content.decode()
    assert json.loads(file)["county"] == COUNTY
    assert "回执是真的" in client.post("/verify/", {"text": file}).content.decode()
    assert "有一处被改过" in client.post("/verify/", {"text": file.replace(TOWN, "430181110")}).content.decode()


def test_a_late_matter_says_so_to_its_reporter(client: Client) -> None:
    told = tell(LAMP, at=NOW - timedelta(days=30))
    assert "已超期" in client.get(f"/follow/{told.code}/").content.decode()
