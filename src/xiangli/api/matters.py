"""Matters over the API: the list of what is mine, one matter, and every act its procedure allows."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from xiangli.law.language import KERNEL
from xiangli.matters.acts.perform import perform
from xiangli.matters.errors import ActError
from xiangli.matters.form import fields
from xiangli.matters.reads.inbox import inbox
from xiangli.matters.reads.one import seen_by

router = Router(tags=["matters"])


class ActBody(Schema):
    """``request`` is made by the client; ``expected`` the ``seq`` it saw (then a race is a 409 that tells who was first)."""

    request: UUID
    expected: int | None = None
    data: dict[str, str] = {}


class NoSuchAct(ActError):
    """Kernel acts are the platform's own and cannot be asked for."""

    status = 404


@router.get("/matters", summary="Open matters by nearest clock")
def listed(request: HttpRequest, state: str = "all", limit: int = 50) -> dict[str, Any]:
    """Those the token's post owns or sorts; ``state`` as on the desk (all, mine, late, near, sort, …)."""
    actor = request.auth  # type: ignore[attr-defined]
    found = inbox(actor=actor, at=timezone.now(), state=state, limit=max(1, min(limit, 200)))
    return {"counts": found.counts, "more": found.more, "matters": [_row(m) for m in found.rows]}


@router.get("/matters/{matter}", summary="One matter with its entries")
def one(request: HttpRequest, matter: UUID) -> dict[str, Any]:
    """The row, its entries in their canonical form, and the sum behind its due time."""
    found = seen_by(actor=request.auth, matter=matter)  # type: ignore[attr-defined]
    return {
        **_row(found.matter), "entries": [fields(e) for e in found.entries],
        "sum": list(found.due.lines) if found.due else [], "acts": sorted(found.procedure.acts(found.standing.step)),
    }  # fmt: skip


@router.post("/matters/{matter}/acts/{verb}", summary="Do one act")
def act(request: HttpRequest, matter: UUID, verb: str, body: ActBody) -> dict[str, Any]:
    """The row after the act. Errors: 403, 404, 409 (who was first, wrong step, id reused), 422 (fields, refusal)."""
    if verb in KERNEL:
        raise NoSuchAct(f"没有“{verb}”这个操作。")
    seen_by(actor=request.auth, matter=matter)  # type: ignore[attr-defined]
    done = perform(
        matter=matter, verb=verb, data=dict(body.data), by=request.auth, at=timezone.now(),  # type: ignore[attr-defined]
        request=body.request, expected=body.expected,
    )  # fmt: skip
    return {**_row(done.matter), "entry": str(done.entry.id), "repeated": done.repeated}


def _row(m: Any) -> dict[str, Any]:
    return {
        "id": str(m.id), "number": m.number, "place": m.place, "title": m.title, "topic": m.topic, "step": m.step,
        "owner": m.owner, "due": m.due_at.isoformat() if m.due_at else None, "late": m.late, "reports": m.reports,
        "seq": m.seq,
    }  # fmt: skip
