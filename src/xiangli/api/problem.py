"""Errors of the API as RFC 9457 problem details, in plain words; fields at fault are named in ``errors``."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from xiangli.intake.incoming import Refused as NotTaken
from xiangli.matters.errors import ActError, BadFields, Conflict, Refused

KIND = "https://xiangli.invalid/problems/"


def problem(status: int, kind: str, detail: str, **more: Any) -> JsonResponse:
    """One problem: ``type`` names its kind, ``title`` is short, ``detail`` says what to do."""
    body = {"type": KIND + kind, "title": kind, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type="application/problem+json",
                        json_dumps_params={"ensure_ascii": False})  # fmt: skip


def connect(api: NinjaAPI) -> None:
    """Turn every error the rooms may raise into its problem."""

    @api.exception_handler(ActError)
    def act(request: HttpRequest, wrong: ActError) -> JsonResponse:
        more: dict[str, Any] = {}
        if isinstance(wrong, BadFields):
            more["errors"] = [{"field": e.field, "detail": e.message} for e in wrong.errors]
        if isinstance(wrong, Conflict):
            more.update(first=wrong.first, at=wrong.at.isoformat(), did=wrong.did)
        if isinstance(wrong, Refused):
            more["cites"] = wrong.cites
        return problem(wrong.status, type(wrong).__name__, str(wrong), **more)

    @api.exception_handler(NotTaken)
    def not_taken(request: HttpRequest, wrong: NotTaken) -> JsonResponse:
        return problem(422, "NotTaken", wrong.reason, errors=[{"field": wrong.field, "detail": wrong.reason}])

    @api.exception_handler(ValidationError)
    def fields(request: HttpRequest, wrong: ValidationError) -> JsonResponse:
        errors = [{"field": ".".join(str(p) for p in e["loc"][1:]), "detail": e["msg"]} for e in wrong.errors]
        return problem(422, "BadRequestFields", "有的字段缺少或不对，见 errors。", errors=errors)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, wrong: AuthenticationError) -> JsonResponse:
        return problem(401, "NoToken", "需要有效的令牌：Authorization: Bearer …")

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, wrong: HttpError) -> JsonResponse:
        return problem(wrong.status_code, "HttpError", str(wrong))
