"""What anyone may ask: where a text lies, who answers for it, and the ledger's signed roots."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from xiangli.api.problem import problem
from xiangli.ledger.reads.published import latest
from xiangli.lists.reads.propose import propose
from xiangli.places.reads.gazetteer import gazetteer
from xiangli.places.reads.known import known

router = Router(tags=["open"])


@router.get("/locate", summary="Text → places", auth=None)
def locate(request: HttpRequest, text: str, hint: str | None = None) -> dict[str, Any]:
    """Candidates with confidence, best first; the first 600 characters are read."""
    found = gazetteer().locate(text[:600], hint=hint)
    return {"candidates": [{"code": c.code, "name": c.name, "confidence": round(c.confidence, 4)} for c in found]}


@router.get("/who", summary="Who answers for this, by the duty list", auth=None)
def who(request: HttpRequest, text: str, place: str) -> Any:
    """Topic, lawful office, list item and its basis; 422 for a place that is none."""
    if wrong := known(place):
        return problem(422, "UnknownPlace", wrong)
    p = propose("", text[:2000], place)
    return {
        "topic": p.topic, "office": p.owner.office, "item": p.owner.item, "basis": p.owner.basis,
        "confidence": round(p.owner_p, 4), "reason": p.reason,
    }  # fmt: skip


@router.get("/ledger/{county}/checkpoint", summary="The newest signed root", auth=None)
def checkpoint(request: HttpRequest, county: str) -> HttpResponse:
    """A C2SP checkpoint as text; 404 where nothing is signed yet."""
    found = latest(county=county)
    if found is None:
        return problem(404, "NothingSigned", "这个县还没有签过树根。")
    return HttpResponse(found.note, content_type="text/plain; charset=utf-8")
