"""Filing: one matter's folder in order, the year's list with its terms, and the command that does it in bulk."""

import hashlib
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from tests.faces.people import NOW, TOWN, Told, signed_in, tell
from xiangli.cli.main import main
from xiangli.documents.acts.attach import attach
from xiangli.documents.word.reading import paragraphs
from xiangli.parties.models import User
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Opening

pytestmark = pytest.mark.usefixtures("house")
POTHOLE, LAMP, WELL = "镇政府门口的水泥路塌了一块。", "村部后面的路灯不亮了很久。", "后山水井的水发黄有铁锈。"
YEAR = str(timezone.localtime().year)  # pages act now
PERSON = {"name": "示范王某", "phone": "19900001111"}


def act(client: Client, told: Told, verb: str, **data: str) -> None:
    sent = client.post(
        f"/desk/matter/{told.matter}/{verb}/", {"request_id": str(uuid7()), "seen": str(told.row.seq), **data}
    )
    assert sent.status_code == 302, sent.content.decode()


def ended(text: str = POTHOLE, **more: object) -> Told:
    """Accepted, answered, mended on the reporter's word."""
    told, client = tell(text, **more), signed_in("desk")
    act(client, told, "accept")
    act(client, told, "answer", answer="已经补好，请放心走。")
    act(client, told, "rate", solved="yes")
    return told


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "gray").save(out, "JPEG")
    return out.getvalue()


def packed(client: Client, told: Told, **data: str) -> zipfile.ZipFile:
    got = client.post(f"/desk/matter/{told.matter}/folder/", {"request_id": str(uuid7()), **data})
    assert got["Content-Type"] == "application/zip", got.content.decode()
    return zipfile.ZipFile(io.BytesIO(got.content))


def words(content: bytes) -> str:
    return "\n".join(text for text, _ in paragraphs(docx.Document(io.BytesIO(content))))


def test_a_folder_has_its_papers_in_order_with_catalogue_and_sums() -> None:
    told = ended()
    attach(report=told.report, county=told.row.county, name="坑.jpg", content=picture(), at=NOW)
    attach(report=told.matter, county=told.row.county, name="批示.jpg", content=picture(), at=NOW)
    with packed(signed_in("desk"), told) as made:
        top = made.namelist()[0].split("/")[0]
        names = [name.removeprefix(f"{top}/") for name in made.namelist()]
        assert names == [
            "00 案卷封面.docx", "00 卷内目录.docx", "00 卷内目录.xlsx", "01 答复意见书.docx", "02 诉求登记表.docx", "03 受理回执.docx",
            "04 照片 1.jpg", "05 照片 2.jpg", "06 办理经过.docx", "SHA256SUMS.txt",
        ]  # fmt: skip
        sums = made.read(f"{top}/SHA256SUMS.txt").decode().splitlines()
        assert len(sums) == len(names) - 1
        for line in sums:
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(made.read(f"{top}/{name}")).hexdigest() == digest
        sheet = openpyxl.load_workbook(io.BytesIO(made.read(f"{top}/00 卷内目录.xlsx"))).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
        assert rows[0][1:5] == [f"{told.row.number}-3", "示例desk单位430181109", "答复意见书", rows[0][4]]
        cover = words(made.read(f"{top}/00 案卷封面.docx"))
        assert "10年" in cover and "乡镇档案工作办法" in cover and "规范（非法律）" in cover


def test_a_title_that_looks_like_a_formula_stays_a_title() -> None:
    told = ended('=HYPERLINK("http://example.invalid","领钱")镇里路灯坏了')
    with packed(signed_in("desk"), told) as made:
        name = next(one for one in made.namelist() if one.endswith("卷内目录.xlsx"))
        sheet = openpyxl.load_workbook(io.BytesIO(made.read(name))).active
        assert sheet["A1"].data_type == "s"


def test_names_go_into_the_file_only_for_a_purpose_on_record() -> None:
    told = ended(reporter=PERSON)
    User.objects.filter(username="desk").update(second_factor_at=NOW)
    client = signed_in("desk")

    def register(**data: str) -> str:
        with packed(client, told, **data) as made:
            return words(made.read(next(one for one in made.namelist() if "登记表" in one)))

    assert PERSON["name"] not in register()
    assert Opening.objects.count() == 0
    assert PERSON["name"] in register(purpose="年终归档整理案卷")
    assert [one.purpose for one in Opening.objects.all()] == ["年终归档整理案卷"]


def test_the_page_shows_what_lies_in_the_folder_and_for_how_long() -> None:
    told = ended()
    page = signed_in("desk").get(f"/desk/matter/{told.matter}/folder/").content.decode()
    assert "答复意见书" in page and "10年" in page and "还没有办结" not in page
    open_one = tell(LAMP)
    assert "还没有办结" in signed_in("desk").get(f"/desk/matter/{open_one.matter}/folder/").content.decode()


def test_another_offices_folder_is_not_found() -> None:
    told = ended()
    assert signed_in("roads").get(f"/desk/matter/{told.matter}/folder/").status_code == 404


def test_the_years_list_has_each_matter_with_its_term_and_a_workbook() -> None:
    ended()
    ended(LAMP)
    client = signed_in("desk")
    page = client.get("/desk/archive/").content.decode()
    assert POTHOLE[:8] in page and LAMP[:8] in page and "10年" in page
    got = client.get("/desk/archive/?as=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(got.content)).active
    assert sheet.max_row == 4
    assert "这一年还没有办结的事" in client.get("/desk/archive/?year=2024").content.decode()
    assert client.get("/desk/archive/?year=nonsense").status_code == 200
    assert "这一年还没有办结的事" in signed_in("roads").get("/desk/archive/").content.decode()


def test_the_years_list_asks_as_often_for_three_as_for_one() -> None:
    client = signed_in("desk")
    ended()
    client.get("/desk/archive/")
    counts = []
    for more in ((), (LAMP, WELL)):
        for text in more:
            ended(text)
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/archive/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_command_files_one_matter_and_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ended()
    assert main(["archive", "matter", told.row.number, "--out", str(tmp_path / "one")]) == 0
    assert len(list((tmp_path / "one").glob("*.zip"))) == 1
    assert main(["archive", "year", YEAR, "--place", TOWN, "--out", str(tmp_path / "year")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "archived 1"
    assert [path.name for path in sorted((tmp_path / "year").iterdir())][-1] == f"{YEAR}年归档文件目录.xlsx"
    same = [next((tmp_path / folder).glob("*.zip")) for folder in ("one", "year")]
    with zipfile.ZipFile(same[0]) as one, zipfile.ZipFile(same[1]) as other:
        for name in one.namelist():
            if not name.endswith((".xlsx", "SUMS.txt")):
                assert one.read(name) == other.read(name), name


def test_the_command_says_in_words_what_it_cannot_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "matter", "999-1", "--out", str(tmp_path)]) == 2
    assert "没有编号为 999-1 的事项" in capsys.readouterr().err
    assert main(["archive", "year", "2026", "--place", "99", "--out", str(tmp_path)]) == 2
