"""Reports over the API: send one, see how it stands by its follow code."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Field, Router, Schema

from xiangli.api.problem import problem
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.matters.errors import Forbidden
from xiangli.matters.reads.followed import NoSuchCode, followed
from xiangli.parties.reads.may import may
from xiangli.vault.follow import follow_code
from xiangli.web.throttle import TooManyTries, check, failed, tried

router = Router(tags=["reports"])


class Reporter(Schema):
    """Sealed on arrival; never given back by the API."""

    name: str = ""
    phone: str = ""


class NewReport(Schema):
    """``id`` is made by the client: sent again, the same report is the same; with another body it is refused (409)."""

    id: UUID
    text: str = ""
    title: str = ""
    place: str = Field(description="code of the place it came through, such as 430181103")
    source: str = Field("", max_length=60)
    outer_id: str = Field("", max_length=80)
    outer_at: datetime | None = None
    outer_due: datetime | None = None
    lon: float | None = Field(None, ge=-180, le=180)
    lat: float | None = Field(None, ge=-90, le=90)
    reporter: Reporter | None = None


class Taken(Schema):
    """What became of it."""

    id: UUID
    status: str
    matter: UUID
    follow: str


@router.post("/reports", response={201: Taken, 200: Taken}, summary="Send a report")
def send(request: HttpRequest, body: NewReport) -> Any:
    """201 when new (``accepted`` or ``joined``), 200 when ``repeated``."""
    actor = request.auth  # type: ignore[attr-defined]
    if not may(actor, "sort", place=body.place) and not may(actor, "import", place=body.place):
        raise Forbidden(actor.name, "代报")
    said = dict(body)
    told = said.pop("reporter")
    reporter = {k: v for k, v in told if v} if told else {}
    one = Incoming(**said, channel="api", reporter=reporter, by=actor.name)
    outcome = receive([one], at=timezone.now())[0]
    if outcome.status == "refused":
        return problem(409 if outcome.conflict else 422, "IdReused" if outcome.conflict else "NotTaken", outcome.reason,
                       errors=[{"field": outcome.field, "detail": outcome.reason}])  # fmt: skip
    answer = {"id": str(one.id), "status": outcome.status, "matter": str(outcome.matter), "follow": follow_code(one.id)}
    return JsonResponse(
        answer, status=200 if outcome.status == "repeated" else 201
    )  # Taken, with nothing left to check


@router.get("/reports/{code}", summary="How a report stands, by its follow code", auth=None)
def see(request: HttpRequest, code: str) -> HttpResponse | dict[str, Any]:
    """Step, owner, due time and answers; no personal data."""
    key = tried(request, "follow")
    try:
        check(key, 20)
        found = followed(code=code).whole
    except TooManyTries:
        return problem(429, "TooManyTries", "试得太多了，请十分钟后再试。")
    except NoSuchCode:
        failed(key)
        return problem(404, "NoSuchCode", "没有这个查询码，请核对。")
    row = found.matter
    return {
        "number": row.number, "step": row.step, "owner": row.owner, "late": row.late,
        "due": row.due_at.isoformat() if row.due_at else None,
        "answers": [e.data["answer"] for e in found.entries if e.verb == "answer"],
    }  # fmt: skip
