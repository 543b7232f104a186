"""Papers on the matter's page: downloaded, filled for a purpose, the answer through Word and back."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.faces.people import NOW, Told, signed_in, tell
from xiangli.documents.word.reading import paragraphs
from xiangli.documents.word.shape import TYPED
from xiangli.matters.models import Entry
from xiangli.parties.models import User
from xiangli.proof.ids import uuid7
from xiangli.vault.models import Opening

pytestmark = pytest.mark.usefixtures("house")
POTHOLE = "镇政府门口的水泥路塌了一块，电动车都摔了两次。"
PERSON = {"name": "示范王某", "phone": "19900001111"}


def path(told: Told, rest: str = "") -> str:
    return f"/desk/matter/{told.matter}/{rest}"


def text(content: bytes) -> str:
    return "\n".join(words for words, _ in paragraphs(docx.Document(io.BytesIO(content))))


def act(client: Client, told: Told, verb: str, **data: str) -> None:
    sent = client.post(path(told, f"{verb}/"), {"request_id": str(uuid7()), "seen": str(told.row.seq), **data})
    assert sent.status_code == 302, sent.content.decode()


def trusted() -> Client:
    """The desk, signed in with her second factor, so that she may open names."""
    User.objects.filter(username="desk").update(second_factor_at=NOW)
    return signed_in("desk")


def answered(told: Told) -> Client:
    client = signed_in("desk")
    act(client, told, "accept")
    act(client, told, "answer", answer="已经补好，请放心走。")
    return client


def test_the_page_lists_the_papers_of_the_matter_and_of_its_entries() -> None:
    told = tell(POTHOLE)
    page = answered(told).get(path(told)).content.decode()
    assert path(told, "papers/0/register.docx") in page
    assert path(told, "papers/0/receipt.docx") in page
    assert path(told, "papers/3/answer.docx") in page


def test_an_answer_is_a_word_file_with_its_number_and_words() -> None:
    told = tell(POTHOLE)
    got = answered(told).get(path(told, "papers/3/answer.docx"))
    assert got["Content-Type"].startswith("application/vnd.openxmlformats")
    assert "filename*=UTF-8''" in got["Content-Disposition"]
    words = text(got.content)
    assert "答复意见书" in words and "已经补好，请放心走。" in words
    assert f"{told.row.number}-3" in words


def test_a_name_is_printed_only_for_a_purpose_that_stands_on_record() -> None:
    told = tell(POTHOLE, reporter=PERSON)
    client = trusted()
    bare = text(client.get(path(told, "papers/0/register.docx")).content)
    assert PERSON["name"] not in bare and "＿＿" in bare
    assert Opening.objects.count() == 0
    form = {"request_id": str(uuid7()), "purpose": "印登记表寄给本人", "hand_opinion": "请交通办今天看"}
    for _ in range(2):
        got = client.post(path(told, "papers/0/register/"), form)
        assert got.status_code == 200, got.content.decode()
        words = text(got.content)
        assert PERSON["name"] in words and PERSON["phone"] in words and "请交通办今天看" in words
    assert [(one.purpose, one.matter) for one in Opening.objects.all()] == [("印登记表寄给本人", told.matter)]
    assert Entry.objects.filter(matter=told.matter, verb="unseal").count() == 1


def test_without_a_purpose_the_form_gives_the_paper_with_blanks_and_opens_nothing() -> None:
    told = tell(POTHOLE, reporter=PERSON)
    got = signed_in("desk").post(path(told, "papers/0/register/"), {"request_id": str(uuid7()), "purpose": ""})
    assert PERSON["name"] not in text(got.content)
    assert Opening.objects.count() == 0


def test_a_purpose_that_says_nothing_is_asked_for_again() -> None:
    told = tell(POTHOLE, reporter=PERSON)
    got = signed_in("desk").post(path(told, "papers/0/register/"), {"request_id": str(uuid7()), "purpose": "看看"})
    assert got.status_code == 422
    assert "理由太短" in got.content.decode()


def test_of_several_reporters_the_one_it_is_written_to_is_opened() -> None:
    told = tell(POTHOLE, reporter=PERSON)
    other = tell(POTHOLE, reporter={"name": "示范李某", "phone": "19900002222"})
    assert other.matter == told.matter
    client = trusted()
    assert "写给哪一位反映人" in client.get(path(told, "papers/0/register/")).content.decode()
    data = {"request_id": str(uuid7()), "purpose": "分别送达答复", "report": str(other.report)}
    words = text(client.post(path(told, "papers/0/register/"), data).content)
    assert "示范李某" in words and PERSON["name"] not in words


def test_an_office_that_may_not_open_names_gets_no_name_either_way() -> None:
    told = tell(POTHOLE, reporter=PERSON)
    client = signed_in("desk")
    page = client.get(path(told)).content.decode()
    value = next(part.split('"')[0] for part in page.split('<option value="') if part.startswith("transport@430181 "))
    act(client, told, "transfer", office=value, ground="县道归县交通运输局养护")
    roads = signed_in("roads")
    letter = text(roads.get(path(told, "papers/2/transfer.docx")).content)
    assert "县道归县交通运输局养护" in letter and "转　办　单" in letter
    data = {"request_id": str(uuid7()), "purpose": "想知道是谁反映的"}
    assert roads.post(path(told, "papers/0/register/"), data).status_code == 403
    assert Opening.objects.count() == 0


@pytest.mark.parametrize("rest", ["papers/3/answer.docx", "papers/0/nothing.docx", "papers/1/answer/"])
def test_a_paper_that_the_matter_does_not_have_is_not_found(rest: str) -> None:
    told = tell(POTHOLE)
    assert signed_in("desk").get(path(told, rest)).status_code == 404


def test_a_matter_of_another_office_gives_no_papers() -> None:
    told = tell(POTHOLE)
    assert signed_in("roads").get(path(told, "papers/0/register.docx")).status_code == 404
    assert Client().get(path(told, "papers/0/register.docx")).status_code == 302


def test_an_answer_goes_out_as_word_and_comes_back_into_the_form() -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    act(client, told, "accept")
    out = client.post(path(told, "answer-draft.docx"), {"answer": "已派人去看。"})
    assert "已派人去看。" in text(out.content)
    document = docx.Document(io.BytesIO(out.content))
    mine = next(p for p in document.paragraphs if p.style.name == TYPED)
    mine.text = "昨天下午已经补好。"
    mine.insert_paragraph_before("您反映的路面塌陷，我们当天去看了。", style=TYPED)
    edited = io.BytesIO()
    document.save(edited)
    file = SimpleUploadedFile("答复.docx", edited.getvalue())
    page = client.post(path(told, "answer-from-word/"), {"file": file})
    shown = page.content.decode()
    assert page.status_code == 200
    assert "您反映的路面塌陷，我们当天去看了。\n昨天下午已经补好。" in shown
    assert "已从 Word 读出" in shown
    assert told.row.step == "handling"  # nothing is sent before she sends it


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"not a document", "打不开"), (b"\xd0\xcf\x11\xe0", "旧的 .doc"), (None, "请选改好的 Word 文件")],
)
def test_a_file_that_is_no_word_file_is_refused_in_words_and_nothing_is_done(content: bytes | None, said: str) -> None:
    told, client = tell(POTHOLE), signed_in("desk")
    act(client, told, "accept")
    data = {"file": SimpleUploadedFile("答复.docx", content)} if content else {}
    page = client.post(path(told, "answer-from-word/"), data)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert told.row.step == "handling"


def test_a_word_file_for_a_matter_that_takes_no_answer_is_not_found() -> None:
    told = tell(POTHOLE)
    client = answered(told)
    document = docx.Document()
    document.add_paragraph("又写一段答复。")
    edited = io.BytesIO()
    document.save(edited)
    data = {"file": SimpleUploadedFile("答复.docx", edited.getvalue())}
    assert client.post(path(told, "answer-from-word/"), data).status_code == 404


def test_the_resident_takes_her_slip_with_the_picture_that_leads_back() -> None:
    told = tell(POTHOLE)
    page = Client().get(f"/follow/{told.code}/receipt/").content.decode()
    assert f"/follow/{told.code}/slip.docx" in page
    slip = Client().get(f"/follow/{told.code}/slip.docx")
    assert "受理回执" in text(slip.content) and told.row.number in text(slip.content)
    assert len(docx.Document(io.BytesIO(slip.content)).inline_shapes) == 1


def test_papers_are_listed_with_as_many_questions_for_three_entries_as_for_one() -> None:
    from django.db import connection  # only this test counts
    from django.test.utils import CaptureQueriesContext

    client, one, many = signed_in("desk"), tell(POTHOLE), tell("村部后面的路灯不亮。")
    answered(many)
    client.get(path(many))
    counts = []
    for told in (one, many):
        with CaptureQueriesContext(connection) as asked:
            client.get(path(told))
        counts.append(len(asked))
    assert counts[0] == counts[1]
