"""The words pages use for kinds, channels and verdicts of askings, in the page's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "sheet": _("报表"), "form": _("问卷、在线填报"), "notice": _("通知"), "meeting": _("会议、培训"), "visit": _("检查、调研"),
    "report": _("材料、总结"), "task": _("要办的事"),
}  # fmt: skip
CHANNELS: dict[str, Any] = {
    "chat": _("粘贴的消息"), "group": _("工作群"), "phone": _("电话"), "meeting": _("会上"), "paper": _("文件"), "oa": _("公文系统"),
    "app": _("系统、小程序"), "photo": _("照片"), "file": _("文件（电子表）"), "here": _("本系统下发"),
}  # fmt: skip
VERDICTS: dict[str, Any] = {
    "own": _("该办"), "assist": _("协助"), "taken_back": _("上级收回"), "none": _("清单里没有"), "barred": _("不该要"),
}  # fmt: skip
TONES = {"own": "good", "assist": "", "taken_back": "late", "none": "near", "barred": "late"}
LEVELS: dict[str, Any] = {
    "": _("没说"), "township": _("乡镇"), "county": _("县"), "city": _("市"), "province": _("省"),
}  # fmt: skip
