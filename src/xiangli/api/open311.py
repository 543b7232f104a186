"""Open311 GeoReport v2: other programs' reports come in by the public standard, our public status goes out by it.

Out goes only what anybody may know: open or closed, whose, until when. The words, the spot and the person never do; a list
without ids needs a key and holds only what that key's own program sent (docs/decisions/0071).
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.security.apikey import APIKeyQuery

from xiangli.api.open311_forms import FORMS, answered, moment, refused
from xiangli.api.token import Bearer
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.lists.edition import topics
from xiangli.matters.reads.public_status import MOST, Public, by_ids, by_source
from xiangli.parties.reads.actor import Actor
from xiangli.parties.reads.may import may
from xiangli.places.reads.county_at import county_at

LONGEST_URL = 300
SPAN = timedelta(days=90)
"""The standard's own bound of a list: ninety days."""


class Key(APIKeyQuery):
    """``api_key`` in the query or the form, or a bearer token."""

    param_name = "api_key"

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.GET.get("api_key") or request.POST.get("api_key")

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The actor of the key."""
        said = key or request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        return Bearer().authenticate(request, said) if said else None


api = NinjaAPI(
    title="Open311 GeoReport", version="2", auth=None, docs_url=None, openapi_url=None, urls_namespace="open311"
)
KEY = Key()


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, wrong: AuthenticationError) -> HttpResponse:
    """403, as the standard has it."""
    return refused(request.path.rpartition(".")[2], 403, "api_key 缺少或无效 · api_key missing or not valid")


def form_of(ending: str) -> str:
    """The form asked for; anything else is answered in JSON."""
    return ending if ending in FORMS else "json"


@api.get("/discovery.{ending}", summary="Where the service is")
def discovery(request: HttpRequest, ending: str) -> HttpResponse:
    """The endpoint and its forms."""
    base = request.build_absolute_uri("/api/open311/v2")
    said = {
        "changeset": "2026-11-25T00:00:00+08:00",
        "contact": "乡里 Xiangli",
        "key_service": "由县系统管理员发放令牌",
        "endpoints": [{"specification": "http://wiki.open311.org/GeoReport_v2", "url": base, "type": "production",
                       "changeset": "2026-11-25T00:00:00+08:00"}],
    }  # fmt: skip
    return answered("discovery", said, form_of(ending))


@api.get("/services.{ending}", summary="What may be reported")
def services(request: HttpRequest, ending: str) -> HttpResponse:
    """The topics of the list."""
    rows = [
        {"service_code": one.id, "service_name": one.zh, "description": one.en, "metadata": "false", "type": "realtime",
         "keywords": ",".join(one.words[:8]), "group": ""}
        for one in topics().values()
    ]  # fmt: skip
    return answered("services", rows, form_of(ending))


@api.get("/services/{code}.{ending}", summary="The fields of one service")
def definition(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """No service asks for more than the words and the place."""
    if code not in topics():
        return refused(ending, 404, f"没有这个 service_code：{code[:60]}")
    return answered("definition", {"service_code": code, "attributes": []}, form_of(ending))


@api.post("/requests.{ending}", summary="Send a report", auth=KEY)
def send(request: HttpRequest, ending: str) -> HttpResponse:
    """The same words by the same key on the same day are the same request; ``request_id`` (a UUID) may name it instead."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    said = {name: value.strip() for name, value in request.POST.items() if isinstance(value, str)}
    at = timezone.now()
    place = said.get("jurisdiction_id") or next((place for hat in actor.hats for place in hat.places), "")
    if not (may(actor, "sort", place=place) or may(actor, "import", place=place)):
        return refused(ending, 403, "这个令牌不能替这个地方（jurisdiction_id）报事")
    topic = topics().get(said.get("service_code", ""))
    if topic is None:
        return refused(ending, 400, "service_code 缺少或没有这一项；可用的见 services")
    try:
        point = _point(said)
        request_id = UUID(said["request_id"]) if said.get("request_id") else None
    except ValueError:
        return refused(ending, 400, "lat、long 要写成度数，request_id 要是 UUID")
    where = said.get("address_string", "") or said.get("address_id", "")
    if point is None and not where:
        return refused(ending, 400, "lat 和 long、address_string 至少给一样")
    if point and len(place) >= 6 and county_at(*point) != place[:6]:
        return refused(ending, 400, f"坐标 {point[0]:.4f}, {point[1]:.4f} 不在 {place[:6]} 境内")
    words = said.get("description", "")
    text = words if not where or where in words else f"{words}\n（地点：{where}）"
    url = said.get("media_url", "")
    if url.startswith(("https://", "http://")) and len(url) <= LONGEST_URL:
        text += f"\n（对方的图片地址：{url}）"
    source = source_of(actor)
    one = Incoming(
        id=request_id or uuid5(NAMESPACE_URL, f"{source} {timezone.localdate(at)} {topic.id} {point} {text} {said.get('phone')}"),
        title=f"{topic.zh}：{words[:40]}", text=text if words else "", place=place, channel="open311", source=source,
        lon=point[0] if point else None, lat=point[1] if point else None, by=actor.name, reporter=_person(said),
    )  # fmt: skip
    if not words:
        return refused(ending, 400, "description 是空的。请写一两句话：什么事、在哪里。")
    outcome = receive([one], at=at)[0]
    if outcome.status == "refused":
        return refused(ending, 409 if outcome.conflict else 400, f"{outcome.field}: {outcome.reason}")
    notice = "同一件事已有人反映，已并到一起" if outcome.status == "joined" else "已登记，承办单位会在时限内答复"
    return answered(
        "requests", [{"service_request_id": str(one.id), "service_notice": notice, "account_id": ""}], form_of(ending)
    )


def source_of(actor: Actor) -> str:
    """The mark of what one program sends: its post."""
    return f"open311:{actor.hats[0].post}" if actor.hats else "open311"


def _point(said: dict[str, str]) -> tuple[float, float] | None:
    if not said.get("lat") and not said.get("long"):
        return None
    lon, lat = float(said.get("long", "")), float(said.get("lat", ""))
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError("out of range")
    return lon, lat


def _person(said: dict[str, str]) -> dict[str, str]:
    name = f"{said.get('last_name', '')}{said.get('first_name', '')}"[:40]
    told = {"name": name, "phone": said.get("phone", "")[:30], "email": said.get("email", "")[:120]}
    return {key: value for key, value in told.items() if value}


@api.get("/requests.{ending}", summary="How requests stand")
def requests(request: HttpRequest, ending: str) -> HttpResponse:
    """By ``service_request_id`` for anybody; without it, with a key, what that key's program sent within ninety days."""
    asked = request.GET
    if ids := asked.get("service_request_id", ""):
        rows = by_ids(ids=[found for one in ids.split(",")[:MOST] if (found := _uuid(one))])
        return answered("requests", [_shown(one) for one in rows], form_of(ending))
    actor = KEY(request)
    if actor is None:
        return refused(ending, 403, "不带 service_request_id 时需要 api_key，只给出这个令牌自己报来的")
    now = timezone.now()
    try:
        until = _when(asked.get("end_date")) or now
        since = _when(asked.get("start_date")) or until - SPAN
    except ValueError:
        return refused(ending, 400, "start_date、end_date 要写成 2026-11-24T09:30:00+08:00")
    place = asked.get("jurisdiction_id") or next((place for hat in actor.hats for place in hat.places), "")
    rows = by_source(county=place[:6], source=source_of(actor), since=max(since, until - SPAN), until=until)
    states, codes = _set(asked.get("status")), _set(asked.get("service_code"))
    shown = [_shown(one) for one in rows]
    kept = [
        one for one in shown
        if (not states or one["status"] in states) and (not codes or one["service_code"] in codes)
    ]  # fmt: skip
    return answered("requests", kept, form_of(ending))


@api.get("/requests/{id}.{ending}", summary="How one request stands")
def one_request(request: HttpRequest, id: str, ending: str) -> HttpResponse:
    """404 for an id nobody knows."""
    found = _uuid(id)
    rows = by_ids(ids=[found]) if found else []
    if not rows:
        return refused(ending, 404, "没有这个 service_request_id")
    return answered("requests", [_shown(rows[0])], form_of(ending))


@api.get("/tokens/{token}.{ending}", summary="The request of a token")
def token(request: HttpRequest, token: str, ending: str) -> HttpResponse:
    """Here a request has its id at once, so the token is the id."""
    found = _uuid(token)
    if not found or not by_ids(ids=[found]):
        return refused(ending, 404, "没有这个 token")
    return answered("requests", [{"service_request_id": str(found), "token": str(found)}], form_of(ending))


def _shown(one: Public) -> dict[str, Any]:
    topic = topics().get(one.topic)
    return {
        "service_request_id": str(one.report), "status": "closed" if one.closed else "open", "status_notes": one.step,
        "service_name": topic.zh if topic else "", "service_code": one.topic, "description": None,
        "agency_responsible": one.office, "service_notice": None, "requested_datetime": moment(one.received_at),
        "updated_datetime": moment(one.moved_at), "expected_datetime": moment(one.due_at), "address": one.place,
        "address_id": None, "zipcode": None, "lat": None, "long": None, "media_url": None,
    }  # fmt: skip


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def _when(text: str | None) -> datetime | None:
    if not text:
        return None
    found = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign in a query arrives as a blank
    return found if found.tzinfo else timezone.make_aware(found)


def _set(text: str | None) -> set[str]:
    return {one.strip() for one in text.split(",")} if text else set()
