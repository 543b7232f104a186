"""Correct the place or the topic of a matter that the platform read wrongly."""

from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.faces import places
from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Once
from xiangli.faces.matter import look
from xiangli.faces.replies import topic_names
from xiangli.matters.acts.correct import correct as correct_matter
from xiangli.matters.errors import ActError, BadFields, Forbidden
from xiangli.matters.names import Names
from xiangli.matters.reads.one import Whole


class Correcting(Once):
    """The right place, as typed or tapped; the right topic."""

    place_text = forms.CharField(
        label=gettext_lazy("应是哪里"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("写村名、小区或路口；不改就空着。"),
    )
    place = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    topic = forms.ChoiceField(label=gettext_lazy("应是什么事"), choices=topic_names, required=False)


@needs("sort")
def correct(request: HttpRequest, id: UUID) -> HttpResponse:
    """The form; what was proposed stays on record beside what is settled."""
    whole = look(request, id)
    if request.method != "POST":
        return shown(request, whole, Correcting())
    form = Correcting(request.POST)
    if not form.is_valid():
        return shown(request, whole, form, status=422)
    given = form.cleaned_data
    place = given["place"]
    if not place and given["place_text"].strip():
        near = places.found(given["place_text"].strip(), whole.matter.county)
        if not near or (near[0][1] < places.SURE and len(near) > 1):
            form.add_error(
                "place_text", _("请在下面点一下是哪里。") if near else _("没认出是哪里。请点一下是哪个乡镇街道。")
            )
            return shown(request, whole, form, offered=[one for one, _c in near], status=422)
        place = near[0][0].code
    try:
        correct_matter(matter=id, place=place, topic=given["topic"], by=acting(request), at=timezone.now(),
                       request=form.request_uuid)  # fmt: skip
    except Forbidden as wrong:
        raise PermissionDenied(str(wrong)) from wrong
    except BadFields as wrong:
        for error in wrong.errors:
            form.add_error("place_text" if error.field == "place" else error.field, error.message)
        return shown(request, whole, form, status=422)
    except ActError as wrong:
        form.add_error(None, str(wrong))
        return shown(request, whole, form, status=wrong.status)
    return redirect("matter", id)


def shown(
    request: HttpRequest, whole: Whole, form: Correcting, offered: list[places.Chosen] | None = None, status: int = 200
) -> HttpResponse:
    """The page of the form."""
    row = whole.matter
    if form.errors.get("place_text") and not offered:
        offered = places.townships(row.county)
    context = {
        "id": row.id, "title": row.title, "place": Names([row.place], []).place(row.place),
        "topic": dict(topic_names()).get(row.topic, _("没有归入")), "form": form, "places": offered or [], "chosen": "",
    }  # fmt: skip
    return render(request, "faces/correct.html", context, status=status)
