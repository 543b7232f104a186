"""Letters handed on by e-mail, and photos sent by a program: once each, quoted letters left out, writers sealed."""

import base64
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.api.programs import program_token
from tests.houses import TOWN
from xiangli.documents.models import Attachment
from xiangli.matters.models import Report
from xiangli.vault.models import Sealed

pytestmark = pytest.mark.usefixtures("ready")
LETTER = "镇里领导：\n村口的桥栏杆断了一截，学生每天从那里过。\n\n-- \n示例写信人\n\n-----原始邮件-----\n发件人: 别人\n旧的内容"


@pytest.fixture
def client() -> Client:
    return Client(headers={"authorization": f"Bearer {program_token()}"})


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "PNG")
    return out.getvalue()


def handed(client: Client, **body: Any) -> Any:
    whole = {"message_id": "<a1@mail.example>", "place": TOWN, "subject": "桥栏杆", "text": LETTER,
             "from_name": "示例写信人", "from_address": "a@mail.example", **body}  # fmt: skip
    return client.post("/api/v1/mail", whole, content_type="application/json")


def test_a_letter_is_one_report_however_often_it_is_handed_on(client: Client) -> None:
    first, again = handed(client), handed(client)
    assert (first.status_code, again.status_code) == (201, 200), first.content
    told = Report.objects.get()
    assert (told.channel, told.title) == ("mail", "桥栏杆")
    assert "桥栏杆断了一截" in told.text
    assert "旧的内容" not in told.text
    assert "示例写信人" not in told.text
    assert Sealed.objects.count() == 1


def test_the_same_letter_with_other_words_is_a_conflict(client: Client) -> None:
    handed(client)
    wrong = handed(client, text="完全是另一封信")
    assert wrong.status_code == 409
    assert wrong.headers["Content-Type"] == "application/problem+json"


def test_html_alone_is_read_and_its_scripts_are_not(client: Client) -> None:
    html = "<html><head><title>x</title></head><body><p>水管漏水</p><script>steal()</script><div>在二组</div></body></html>"
    handed(client, text="", html=html)
    text = Report.objects.get().text
    assert ("水管漏水" in text, "在二组" in text, "steal" in text, "<" in text) == (True, True, False, False)


def test_pictures_come_along_and_what_is_none_is_named(client: Client) -> None:
    enclosed = [{"name": "桥.png", "content": base64.b64encode(picture()).decode()},
                {"name": "病毒.exe", "content": base64.b64encode(b"MZ").decode()}, {"name": "坏", "content": "!!"}]  # fmt: skip
    said = handed(client, enclosed=enclosed).json()
    assert said["kept"] == 1
    assert [line.split("：")[0] for line in said["left"]] == ["坏", "病毒.exe"]
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"text": "", "subject": ""}, "text"), ({"text": "长" * 100_000}, "text"), ({"sent": "2031-01-01T00:00:00Z"}, "outer_at"),
     ({"message_id": ""}, "message_id"), ({"place": "430181999"}, "place")],
)  # fmt: skip
def test_a_letter_that_cannot_be_taken_says_which_field(wrong: dict[str, Any], field: str, client: Client) -> None:
    answer = handed(client, **wrong)
    if field == "place":
        assert answer.status_code in (403, 422)
    else:
        assert answer.status_code == 422
        assert field in answer.json()["errors"][0]["field"]
    assert Report.objects.count() == 0


def test_photos_are_hung_on_a_report_of_ones_own_place_only(client: Client) -> None:
    report = handed(client).json()["id"]
    files = {
        "photos": [
            SimpleUploadedFile("a.png", picture(), "image/png"),
            SimpleUploadedFile("b.jpg", b"no", "image/jpeg"),
        ]
    }
    said = client.post(f"/api/v1/reports/{report}/photos", files)
    assert (said.status_code, said.json()["kept"], len(said.json()["left"])) == (200, 1, 1), said.content
    stranger = Client(headers={"authorization": f"Bearer {program_token('other', place='430281')}"})
    files = {"photos": [SimpleUploadedFile("a.png", picture(), "image/png")]}
    assert stranger.post(f"/api/v1/reports/{report}/photos", files).status_code == 404
    assert Attachment.objects.count() == 1
