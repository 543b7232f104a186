"""Chinese for the verbs of the kernel, for pages, notices and errors."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "open": _("登记"), "assign": _("分派"), "accept": _("签收"), "transfer": _("转办"), "return": _("退回"),
    "answer": _("答复"), "end": _("了结"), "rate": _("评价"), "reopen": _("重新办理"), "join": _("并案"),
    "unjoin": _("拆开"), "late": _("超期"), "lapse": _("到期办结"), "unseal": _("查看封存信息"), "mend": _("当场办结"),
    "share": _("请协办"), "assist": _("协办答复"), "instruct": _("批示"), "push": _("督办"), "pause": _("停表"),
    "resume": _("恢复计时"), "extend_ask": _("申请延期"), "extend_grant": _("同意延期"), "extend_refuse": _("不同意延期"),
    "supplement_ask": _("一次性告知补正"), "supplement_give": _("补正"), "dispute": _("提出归属异议"), "rule": _("裁定归属"),
    "split": _("拆出一件"), "open_child": _("交办子事项"), "appeal": _("申诉剔除"), "appeal_rule": _("裁定申诉"),
    "silence": _("期满未答，依法视为"), "run_on": _("停表期满，恢复计时"), "warn": _("临期提醒"), "undo": _("撤回"), "recount": _("按新放假通知重算期限"), "keyed": _("已录入上级系统"),
    "merge": _("并入另一件"), "outer_due": _("上级时限变动"), "correct": _("更正"),
}  # fmt: skip
