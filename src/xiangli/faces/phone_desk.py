"""The phone desk: what is typed while somebody speaks. From the first field to the last by keyboard, then the next call."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import Words
from xiangli.faces.listing import cards
from xiangli.faces.new import hint
from xiangli.faces.report import choices, refused, settled, words
from xiangli.faces.way_links import ways
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.matters.reads.by_caller import by_caller
from xiangli.parties.reads.signature import signed
from xiangli.vault.follow import follow_code
from xiangli.web.kit.shapes import Card


class Calling(Words):
    """A call: number and name first, because they are asked first; whether the caller wants to be called back."""

    phone = forms.RegexField(
        r"^[0-9 +\-]{5,20}$",
        label=gettext_lazy("来电号码"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autofocus": True, "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("电话只写数字，如 138 开头的手机号。")},
    )
    name = forms.CharField(label=gettext_lazy("怎么称呼"), max_length=40, required=False)
    callback = forms.ChoiceField(
        label=gettext_lazy("要不要回电"),
        choices=[("", gettext_lazy("不用")), ("yes", gettext_lazy("要回电"))],
        required=False,
        widget=forms.RadioSelect,
    )
    callback_when = forms.CharField(
        label=gettext_lazy("什么时候方便"), max_length=40, required=False, help_text=gettext_lazy("如：下午五点以后。")
    )

    def clean(self) -> dict[str, object]:
        """To call back one needs a number."""
        data = super().clean() or {}
        if data.get("callback") and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("要回电，请问清号码。"))
        return data


@needs("handle", "sort")
def phone(request: HttpRequest) -> HttpResponse:
    """The form; "look" shows what this number told before, "take" registers and is ready for the next call."""
    if request.method != "POST":
        return shown(request, Calling())
    form, actor = Calling(request.POST), acting(request)
    if request.POST.get("step") == "look":
        return shown(request, form, before=before(request, request.POST.get("phone", "")), asked=True)
    place = settled(form, hint(actor)) if form.is_valid() else ""
    if not place:
        return shown(request, form, status=422)
    given = form.cleaned_data
    text = words(form)
    if given["callback"]:
        text += "\n" + _("（来电人要求回电：%(when)s）") % {"when": given["callback_when"].strip() or _("时间不限")}
    one = Incoming(
        id=form.request_uuid, text=text, place=place, channel="phone", by=signed(actor, [("sort", place, None)]),
        reporter={key: given[key] for key in ("name", "phone") if given[key]},
    )  # fmt: skip
    outcome = receive([one], at=timezone.now())[0]
    if outcome.status == "refused":
        refused(form, outcome)
        return shown(request, form, status=409 if outcome.conflict else 422)
    said = (
        _("已登记，请把查询码念给来电人：%(code)s")
        if outcome.status != "joined"
        else _("已并到同一件事，查询码：%(code)s")
    )
    messages.add_message(request, messages.SUCCESS, said % {"code": follow_code(one.id)}, extra_tags="good")
    return redirect("desk-call")


def before(request: HttpRequest, number: str) -> list[Card]:
    """What was told from this number, as far as this post sees it. The number is compared sealed."""
    rows = by_caller(actor=acting(request), phone=number)
    return cards(rows, timezone.now())


def shown(
    request: HttpRequest, form: Calling, *, before: list[Card] | None = None, asked: bool = False, status: int = 200
) -> HttpResponse:
    """The page; what a number told before stands beside the form."""
    fresh = {} if asked else choices(form, hint(acting(request)))
    if asked:  # only the number was asked about: nothing of the form is wrong yet
        form = Calling(initial={name: request.POST.get(name, "") for name in form.fields})
        fresh = {"places": [], "chosen": ""}
    context = {"form": form, "before": before or [], "asked": asked, "ways": ways(request.path), **fresh}
    return render(request, "faces/phone_desk.html", context, status=status)
