"""Tokens of programs: which there are, give one (shown once), take one back; the security person's."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xiangli.faces.access import acting, needs
from xiangli.faces.forms import REQUIRED, Once
from xiangli.faces.household_forms import offer
from xiangli.faces.me import uuid_of
from xiangli.faces.staff_forms import told
from xiangli.parties.acts.make_token import end_token, give_token
from xiangli.parties.errors import NotFound, PartyError
from xiangli.parties.reads.tokens import posts_for_tokens, tokens
from xiangli.proof.ids import uuid7


class TokenForm(Once):
    """For which program, under which post."""

    name = forms.CharField(label=gettext_lazy("给哪个程序"), max_length=40, error_messages=REQUIRED)
    post = forms.ChoiceField(
        label=gettext_lazy("用谁的岗位"),
        help_text=gettext_lazy("程序能做这个岗位的日常事；打开封存信息和管理员权限不随令牌走。"),
        error_messages=REQUIRED,
    )


@needs("secure")
def shelf(request: HttpRequest) -> HttpResponse:
    """All tokens, and the form for one more."""
    actor, today = acting(request), timezone.localdate()
    form, token = TokenForm(request.POST or None), ""
    offer(form, "post", [(str(post), label) for post, label in posts_for_tokens(actor=actor, on=today)])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            token = give_token(
                post=UUID(given["post"]),
                name=given["name"],
                by=actor,
                at=timezone.now(),
                on=today,
                request=form.request_uuid,
            ).token
        except PartyError as wrong:
            told(form, wrong)
        else:
            if not token:
                return redirect("tokens")
    context = {"form": form, "token": token, "rows": [(one, uuid7()) for one in tokens(actor=actor)]}
    return render(request, "faces/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@needs("secure")
def end(request: HttpRequest, id: UUID) -> HttpResponse:
    """Taken back: the program is let in no more, within seconds."""
    once = uuid_of(request.POST.get("request_id", ""))
    try:
        end_token(token=id, by=acting(request), at=timezone.now(), request=once)
    except NotFound as none:
        raise Http404(str(none)) from none
    messages.success(request, _("收回了，几秒钟内就不能再用。"), extra_tags="good")
    return redirect("tokens")
