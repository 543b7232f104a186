"""The pattern page ``/kit/``: every partial once, with words that show its hard cases."""

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiangli.web.kit.shapes import Card, ClockFace, Column, Figure, Link, Moment, Table


class Sample(forms.Form):
    """Each kind of control, one of them with an error."""

    text = forms.CharField(
        label=_("要说的事"), widget=forms.Textarea, help_text=_("一句话也行；可以按键盘上的话筒说。")
    )
    phone = forms.CharField(label=_("手机号"), required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    kind = forms.ChoiceField(
        label=_("是什么事"),
        choices=[("road", _("道路")), ("water", _("用水")), ("other", _("别的事"))],
        widget=forms.RadioSelect,
    )
    several = forms.MultipleChoiceField(
        label=_("可以选几样"),
        required=False,
        choices=[("see", _("看")), ("do", _("办"))],
        widget=forms.CheckboxSelectMultiple,
    )
    agree = forms.BooleanField(label=_("办好后可以公开（隐去姓名）"), required=False)
    photo = forms.FileField(label=_("照片"), required=False)


def pattern(request: HttpRequest) -> HttpResponse:
    """Draw every partial of the kit."""
    now = timezone.now()
    lines = [
        "自 2026年11月2日 收到起，次日开始计算。",
        "11月3日、4日、5日为工作日，共 3 个。",
        "依据：示例规范。到 11月5日 24:00 止。",
    ]
    clocks = [
        ClockFace(now + timedelta(days=4), "ample", str(_("本单位时限")), lines, "/law/"),
        ClockFace(now + timedelta(hours=5), "near", str(_("上级系统时限")), lines, norm=True),
        ClockFace(now - timedelta(days=1), "late", str(_("本单位时限"))),
        ClockFace(now + timedelta(days=2), "paused", provisional=True),
        ClockFace(now + timedelta(days=6), "waiting", str(_("反映人评价期限"))),
        ClockFace(now, "ended"),
    ]
    sample = Sample({"text": "", "kind": "water"})
    sample.is_valid()
    context = {
        "form": sample,
        "clocks": clocks,
        "cards": [
            Card("#card", "示例：村口路灯不亮", ["示例村", "一人反映"], clock, str(_("待签收"))) for clock in clocks[:3]
        ],
        "table": Table(
            str(_("示例表")),
            [Column(str(_("名称"))), Column(str(_("件数")), number=True)],
            [[Link("#table", "示例镇"), 12], ["示例村", 3]],
        ),
        "moments": [
            Moment(now, str(_("已答复")), "示例镇综合窗口 示例员", "路灯已换，今晚会亮。"),
            Moment(now - timedelta(days=1), str(_("已签收")), "示例镇综合窗口", shot="/kit/qr.svg"),
        ],
        "picked": Card("#pick", "示例：两个水井发黄", ["示例村"], clocks[0], str(_("待签收")), pick="1:1"),
        "figures": [
            Figure(str(_("今日收到")), 12, "#figures"),
            Figure(str(_("快到期")), 3, "#figures", "near"),
            Figure(str(_("已超期")), 1, "#figures", "late"),
            Figure(str(_("在办")), 240),
        ],
        "step_names": [_("说事"), _("地方"), _("联系"), _("回执")],
        "links": [Link("#filters", str(_("全部")), 7, current=True), Link("#filters", str(_("已超期")), 1)],
        "pairs": [(_("地方"), "示例镇示例村"), (_("收到"), now), (_("依据"), Link("/law/", str(_("法律条文"))))],
    }
    return render(request, "kit_page.html", context)
