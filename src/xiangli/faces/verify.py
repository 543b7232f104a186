"""Anybody checks a receipt: uploaded, pasted, or opened from its own address; what is wrong is named field by field."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiangli.faces.access import public
from xiangli.faces.forms import Verify
from xiangli.ledger import keys
from xiangli.matters.words import VERBS
from xiangli.places.reads.names import names
from xiangli.proof.note import NoteError, Verifier
from xiangli.proof.receipt import Finding, verify_receipt


@public
def verify(request: HttpRequest) -> HttpResponse:
    """The form, and after it the findings."""
    if request.method != "POST":
        return render(request, "faces/verify.html", {"form": Verify()})
    form = Verify(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "faces/verify.html", {"form": form}, status=422)
    return render(request, "faces/verify.html", {"form": Verify(), **checked(form.cleaned_data["text"])})


def checked(text: str) -> dict[str, Any]:
    """The findings on a receipt's text, and what it proves when there are none."""
    try:
        receipt = json.loads(text)
    except ValueError:
        return {
            "checked": True,
            "findings": [Finding("receipt", _("这不是回执：内容不是完整的 JSON，可能少粘了一段。"))],
        }
    findings = verify_receipt(receipt, trusted=trusted(receipt))
    return {"checked": True, "findings": findings, "pairs": [] if findings else proved(receipt)}


def trusted(receipt: object) -> str | None:
    """Our own published key under the name the receipt gives it; a receipt must not bring its own truth."""
    given = receipt.get("public_key") if isinstance(receipt, dict) else None
    try:
        name = Verifier.parse(str(given)).name
    except NoteError:
        return None
    return str(Verifier(name, keys.public()))


def proved(receipt: dict[str, Any]) -> list[tuple[object, object]]:
    """What a sound receipt says: which step, when, where it stands in which county's tree."""
    entry, county = receipt["entry"], str(receipt["county"])
    try:
        at: object = datetime.fromisoformat(str(entry.get("at")))
    except ValueError:
        at = entry.get("at", "")
    return [
        (_("记录"), VERBS.get(entry.get("verb"), entry.get("verb", ""))),
        (_("时间"), at),
        (_("县"), names([county])[county]),
        (_("位置"), _("第 %(n)s 片叶，树上共 %(all)s 片") % {"n": receipt["index"] + 1, "all": receipt["size"]}),
        (_("内容指纹"), receipt["leaf"]),
    ]
