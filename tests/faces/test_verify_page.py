"""The public page that proves a receipt, or names what is wrong with it."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from xiangli.ledger import keys
from xiangli.proof import checkpoint, merkle, note, receipt
from xiangli.proof.canonical import canonical, leaf

pytestmark = pytest.mark.django_db
SALT = b"s" * 16
ENTRY = {"verb": "open", "at": "2026-11-24T01:00:00.000000+00:00", "county": "430181", "data": {"place": "430181103"}}


@pytest.fixture
def sound() -> dict[str, Any]:
    """The receipt of the only entry of a county's tree, signed by this house's key."""
    keys.ensure(settings.KEYS)
    root = merkle.leaf_hash(leaf(SALT, canonical(ENTRY)))
    signed = note.sign(checkpoint.Checkpoint(keys.origin("430181"), 1, root).text, keys.signer("430181"))
    return receipt.build(
        entry=ENTRY, salt=SALT, county="430181", index=0, size=1, proof=[], checkpoint=signed, public_key=str(keys.verifier("430181"))
    )  # fmt: skip


def page(client: Client, text: str) -> str:
    return client.post("/verify/", {"text": text}).content.decode()


def test_a_sound_receipt_passes_and_says_what_it_proves(client: Client, sound: dict[str, Any]) -> None:
    shown = page(client, json.dumps(sound))
    assert "回执是真的" in shown
    assert "第 1 片叶，树上共 1 片" in shown


def test_a_changed_word_is_named(client: Client, sound: dict[str, Any]) -> None:
    sound["entry"]["data"]["place"] = "430181104"
    shown = page(client, json.dumps(sound))
    assert "没有通过" in shown
    assert "有一处被改过" in shown
    assert "回执是真的" not in shown


def test_a_receipt_signed_by_another_house_does_not_pass(client: Client, sound: dict[str, Any], tmp_path: Any) -> None:
    keys.ensure(tmp_path)
    stranger = keys.signer("430181", tmp_path)
    root = merkle.leaf_hash(leaf(SALT, canonical(ENTRY)))
    sound["checkpoint"] = note.sign(checkpoint.Checkpoint(keys.origin("430181"), 1, root).text, stranger)
    sound["public_key"] = str(stranger.verifier)
    shown = page(client, json.dumps(sound))
    assert "不是本账本公布的那一把" in shown


def test_a_receipt_as_a_file_is_read(client: Client, sound: dict[str, Any]) -> None:
    answer = client.post("/verify/", {"file": SimpleUploadedFile("receipt.json", json.dumps(sound).encode())})
    assert "回执是真的" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "不是完整的 JSON"), ("[]", "没有通过"), ('{"public_key": 3}', "没有通过"), ("", "请选回执文件")],
)  # fmt: skip
def test_what_is_no_receipt_gets_a_plain_answer(client: Client, text: str, said: str, sound: dict[str, Any]) -> None:
    assert said in page(client, text)


def test_a_picture_is_no_receipt(client: Client) -> None:
    answer = client.post("/verify/", {"file": SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff\xe0" * 9)})
    assert answer.status_code == 422
    assert "这个文件不是回执" in answer.content.decode()
