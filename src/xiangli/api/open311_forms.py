"""The two forms of Open311 GeoReport v2: JSON and XML, as its specification lists them."""

import json
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from django.http import HttpResponse
from django.utils import timezone

FORMS = ("json", "xml")
ROOTS = {
    "services": ("services", "service"), "requests": ("service_requests", "request"),
    "errors": ("errors", "error"), "definition": ("service_definition", ""), "discovery": ("discovery", ""),
}  # fmt: skip


def answered(what: str, value: Any, form: str, status: int = 200) -> HttpResponse:
    """``value``: a list of mappings, or one mapping for a definition and the discovery."""
    if form == "xml":
        root, each = ROOTS[what]
        top = ElementTree.Element(root)
        for one in value if each else [value]:
            _fill(ElementTree.SubElement(top, each) if each else top, one)
        content = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
        return HttpResponse(content, status=status, content_type="text/xml; charset=utf-8")
    text = json.dumps(value, ensure_ascii=False, default=str)
    return HttpResponse(text, status=status, content_type="application/json; charset=utf-8")


def refused(form: str, status: int, description: str) -> HttpResponse:
    """An error as the specification has it."""
    return answered("errors", [{"code": status, "description": description}], form if form in FORMS else "json", status)


def moment(at: datetime | None) -> str | None:
    """W3C date and time with the offset; None for none."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None


def _fill(parent: ElementTree.Element, value: Any) -> None:
    for name, inner in value.items():
        child = ElementTree.SubElement(parent, name)
        if isinstance(inner, dict):
            _fill(child, inner)
        elif isinstance(inner, list):
            for one in inner:
                _fill(ElementTree.SubElement(child, name.removesuffix("s")), one)
        elif inner is not None:
            child.text = str(inner)
