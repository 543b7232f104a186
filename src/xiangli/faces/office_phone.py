"""The number at which one's own office is reached, told by whoever works there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xiangli.faces.access import acting, needs
from xiangli.parties.acts.tell_phone import NoPhone, tell_phone
from xiangli.parties.reads.offices import phones


@needs("handle", "sort")
def phone(request: HttpRequest) -> HttpResponse:
    """Show it and take a new one."""
    hat = next(hat for hat in acting(request).hats if {"handle", "sort"} & set(hat.acts))
    line, _sep, place = hat.office.partition("@")
    context = {"office": hat.organisation, "phone": phones([hat.office]).get(hat.office, ""), "wrong": ""}
    if request.method != "POST":
        return render(request, "faces/office_phone.html", context)
    typed = request.POST.get("phone", "")[:60]
    try:
        tell_phone(line=line, place=place, phone=typed)
    except NoPhone as wrong:
        return render(request, "faces/office_phone.html", {**context, "phone": typed, "wrong": str(wrong)}, status=422)
    messages.add_message(request, messages.INFO, _("记下了，群众查“找谁办”时看得到。"), extra_tags="good")
    return redirect("/desk/")
