"""Chinese for the verbs of the kernel, for pages, notices and errors."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "open": _("登记"), "assign": _("分派"), "accept": _("签收"), "transfer": _("转办"), "return": _("退回"),
    "answer": _("答复"), "end": _("了结"), "rate": _("评价"), "reopen": _("重新办理"), "join": _("并案"),
    "unjoin": _("拆开"), "late": _("超期"), "lapse": _("到期办结"), "unseal": _("查看封存信息"),
}  # fmt: skip
