"""E-mail handed on by a mail server or a script as JSON, and photos for any report sent by a program."""

import base64
import binascii
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, File, Router, Schema
from ninja.files import UploadedFile

from xiangli.api.problem import problem
from xiangli.api.reports import Taken
from xiangli.documents.acts.attach import NotAPicture, attach
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.intake.mail import written
from xiangli.matters.errors import Forbidden, NoSuchMatter
from xiangli.matters.reads.told import told
from xiangli.parties.reads.may import may
from xiangli.vault.follow import follow_code

router = Router(tags=["reports"])
MOST_PHOTOS = 9


class Enclosed(Schema):
    """A picture in the letter, its bytes in base64. Larger ones are sent to ``/reports/{id}/photos``."""

    name: str = Field("", max_length=200)
    content: str


class Mail(Schema):
    """``message_id`` makes it one: the same letter handed on twice is one report."""

    message_id: str = Field(min_length=3, max_length=300)
    place: str = Field(description="code of the place whose letter-box it is, such as 430181103")
    sent: datetime | None = None
    from_name: str = Field("", max_length=200)
    from_address: str = Field("", max_length=120)
    subject: str = Field("", max_length=500)
    text: str = ""
    html: str = ""
    enclosed: list[Enclosed] = Field([], max_length=MOST_PHOTOS)


class Kept(Schema):
    """Photos kept, and the words on those that were not."""

    kept: int
    left: list[str]


class MailTaken(Taken):
    """What became of the letter and its pictures."""

    kept: int
    left: list[str]


@router.post("/mail", response={201: MailTaken, 200: MailTaken}, summary="Hand on a letter received by e-mail")
def mail(request: HttpRequest, body: Mail) -> Any:
    """201 when new, 200 when ``repeated``. Quoted letters and signatures are left out; name and address are sealed."""
    actor, at = request.auth, timezone.now()  # type: ignore[attr-defined]
    if not may(actor, "sort", place=body.place) and not may(actor, "import", place=body.place):
        raise Forbidden(actor.name, "代报")
    reporter = {"name": body.from_name.strip()[:40], "email": body.from_address.strip()}
    one = Incoming(
        id=uuid5(NAMESPACE_URL, f"xiangli:mail:{body.message_id.strip()}"), title=body.subject.strip()[:100],
        text=written(body.text, body.html), place=body.place, channel="mail", outer_at=body.sent, by=actor.name,
        reporter={key: value for key, value in reporter.items() if value},
    )  # fmt: skip
    outcome = receive([one], at=at)[0]
    if outcome.status == "refused":
        return problem(409 if outcome.conflict else 422, "IdReused" if outcome.conflict else "NotTaken", outcome.reason,
                       errors=[{"field": outcome.field, "detail": outcome.reason}])  # fmt: skip
    files = []
    left = []
    for n, picture in enumerate(body.enclosed, 1):
        name = picture.name or f"{n}"
        try:
            files.append((name, base64.b64decode(picture.content, validate=True)))
        except (binascii.Error, ValueError):
            left.append(f"{name}：附件不是 base64。")
    kept, unread = _hang(one.id, body.place[:6], files, at)
    answer = {"id": one.id, "status": outcome.status, "matter": outcome.matter, "follow": follow_code(one.id),
              "kept": kept, "left": left + unread}  # fmt: skip
    return (200 if outcome.status == "repeated" else 201), answer


@router.post("/reports/{report}/photos", response={200: Kept}, summary="Hang photos on a report one has sent")
def photos(request: HttpRequest, report: UUID, photos: File[list[UploadedFile]]) -> Any:
    """At most nine at once; each is drawn anew, so that the place in its EXIF is gone. Sent again it is the same."""
    actor = request.auth  # type: ignore[attr-defined]
    found = told(report=report)
    if found is None or not (may(actor, "sort", place=found.place) or may(actor, "import", place=found.place)):
        raise NoSuchMatter
    if len(photos) > MOST_PHOTOS:
        return problem(
            422, "TooManyPhotos", f"一次最多 {MOST_PHOTOS} 张照片。", errors=[{"field": "photos", "detail": "太多"}]
        )
    files = [(str(file.name), file.read()) for file in photos]
    kept, left = _hang(report, found.county, files, timezone.now())
    return {"kept": kept, "left": left}


def _hang(report: UUID, county: str, files: list[tuple[str, bytes]], at: datetime) -> tuple[int, list[str]]:
    kept, left = 0, []
    for name, content in files:
        try:
            attach(report=report, county=county, name=name, content=content, at=at)
            kept += 1
        except NotAPicture as wrong:
            left.append(f"{name}：{wrong}")
    return kept, left
