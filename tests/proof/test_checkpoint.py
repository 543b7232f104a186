"""Signed notes and checkpoints, against published examples and against tampering."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from xiangli.proof import checkpoint as points
from xiangli.proof import note
from xiangli.proof.checkpoint import Checkpoint, CheckpointError
from xiangli.proof.note import NoteError, Signer, Verifier

# golang.org/x/mod/sumdb/note, package documentation
GO_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    GO_TEXT
    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# c2sp.org/signed-note, "Verifier keys", example
C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# c2sp.org/tlog-checkpoint, introduction
C2SP_BODY = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

SIGNER = Signer("xiangli.test/430181", Ed25519PrivateKey.from_private_bytes(b"k" * 32))
POINT = Checkpoint("xiangli.test/430181", 7, b"\x05" * 32)


def test_go_s_published_note_is_made_byte_for_byte() -> None:
    signer = Signer("PeterNeumann", Ed25519PrivateKey.from_private_bytes(GO_SEED))
    assert str(signer.verifier) == GO_KEY
    assert note.sign(GO_TEXT, signer) == GO_NOTE
    assert note.read(GO_NOTE, Verifier.parse(GO_KEY)) == GO_TEXT


def test_the_specification_s_own_example_note_verifies() -> None:
    key = Verifier.parse(C2SP_KEY)
    assert str(key) == C2SP_KEY
    assert note.read(C2SP_NOTE, key) == "This is an example message.\n"


def test_the_specification_s_own_example_checkpoint_reads_and_writes_back() -> None:
    found = points.parse(C2SP_BODY)
    assert (found.origin, found.size, found.root.hex()[:8]) == ("example.com/behind-the-sofa", 20852163, "0ac5186a")
    assert found.text == C2SP_BODY


def test_a_signed_checkpoint_reads_back_under_its_key() -> None:
    assert points.read(POINT.signed(SIGNER), SIGNER.verifier) == POINT


def test_extension_lines_are_kept() -> None:
    longer = Checkpoint(POINT.origin, 7, POINT.root, ("one more line",))
    assert points.read(longer.signed(SIGNER), SIGNER.verifier) == longer


def test_signatures_of_strangers_are_passed_over() -> None:
    stranger = Signer("witness.test/w", Ed25519PrivateKey.from_private_bytes(b"w" * 32))
    signed = POINT.signed(SIGNER) + note.sign(POINT.text, stranger).split("\n\n")[1]
    assert points.read(signed, SIGNER.verifier) == POINT


def test_a_note_signed_only_by_strangers_is_refused() -> None:
    other = Verifier(SIGNER.name, Ed25519PrivateKey.from_private_bytes(b"o" * 32).public_key().public_bytes_raw())
    with pytest.raises(NoteError, match="no signature of a known key"):
        points.read(POINT.signed(SIGNER), other)


@pytest.mark.parametrize("at", range(len(POINT.text)))
def test_a_note_changed_in_any_one_character_of_its_text_is_refused(at: int) -> None:
    signed = POINT.signed(SIGNER)
    changed = signed[:at] + ("x" if signed[at] != "x" else "y") + signed[at + 1 :]
    with pytest.raises((NoteError, CheckpointError)):
        points.read(changed, SIGNER.verifier)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\nno dash\n",
        "text\n\n— name ====\n",
        "text\n\n— name AAAA\n",
        "te\txt\n\n— name AAAAAAAA\n",
        "te\ud800xt\n\n— name AAAAAAAA\n",
        GO_NOTE.rstrip("\n"),
    ],
)
def test_a_malformed_note_is_refused(broken: str) -> None:
    with pytest.raises(NoteError):
        note.read(broken, Verifier.parse(GO_KEY))


@pytest.mark.parametrize(
    "broken",
    [
        "x",
        "a+b",
        GO_KEY.replace("c74f", "c75f"),
        GO_KEY.replace("PeterNeumann", "Peter Neumann"),
        GO_KEY[:-4],
        "a+00000000+AAAA",
    ],
)
def test_a_malformed_public_key_is_refused(broken: str) -> None:
    with pytest.raises(NoteError):
        Verifier.parse(broken)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "origin\n1\n",
        C2SP_BODY.replace("20852163", "020852163"),
        C2SP_BODY.replace("20852163", "-1"),
        C2SP_BODY.replace("20852163", "２"),
        C2SP_BODY.replace("q2I=", "q2J="),
        C2SP_BODY.replace("CsUY", ""),
        C2SP_BODY + "\n",
        C2SP_BODY[28 - 1 :],
    ],
)
def test_a_malformed_checkpoint_is_refused(broken: str) -> None:
    with pytest.raises(CheckpointError):
        points.parse(broken)


def test_a_checkpoint_is_only_signed_under_its_own_origin() -> None:
    with pytest.raises(CheckpointError):
        Checkpoint("other", 1, bytes(32)).signed(SIGNER)
