"""The rights of posts, and the words of the log and of households, in the page's language (the workbook keeps Chinese)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from xiangli.parties.rights import ACTS

RIGHTS: dict[str, Any] = {
    "sort": _("分办"), "handle": _("办理"), "import": _("导入"), "households": _("户"), "registers": _("台账"), "places": _("地方"), "unseal": _("启封"),
    "instruct": _("批示"), "oversee": _("监督"), "administer": _("系统管理"), "secure": _("安全管理"), "audit": _("审计"),
}  # fmt: skip
"""The short words."""

LONG: dict[str, Any] = {
    "sort": _("分办：替一个地方收件、分派"),
    "handle": _("办理：签收、转办、退回、答复本单位的事项"),
    "import": _("导入：把外面系统的表带进来"),
    "households": _("户：登记本村的户和成员"),
    "registers": _("台账：看各村的台账，姓名号码封存着"),
    "places": _("地方：村以下的组、屋场和叫法，地图和界线"),
    "unseal": _("查看封存的个人信息，须写明用途（要第二个人同意）"),
    "instruct": _("批示：对分管地方的事写批示"),
    "oversee": _("监督：看账本、开封记录、超期"),
    "administer": _("系统管理：人员进出、任免、重设密码（要第二个人同意）"),
    "secure": _("安全管理：密钥、锁定、谁能打开封存信息（要第二个人同意）"),
    "audit": _("审计：看管理员做过什么（要第二个人同意）"),
}
"""What each allows, as the form of a post says it."""

KINDS: dict[str, Any] = {
    "staff": _("人员"),
    "account": _("账号"),
    "strong": _("强权限、令牌"),
    "stand_in": _("代班、值班"),
    "notices": _("通知渠道"),
}
"""Kinds of administrators' acts."""

KIN: dict[str, Any] = {
    "户主": _("户主"), "配偶": _("配偶"), "子女": _("子女"), "父母": _("父母"), "祖父母": _("祖父母"), "孙子女": _("孙子女"),
    "兄弟姐妹": _("兄弟姐妹"), "其他": _("其他"),
}  # fmt: skip
WHY_LEFT: dict[str, Any] = {
    "moved": _("迁出"), "married": _("婚出"), "died": _("去世"), "split": _("分户"), "wrong": _("登记有误"),
}  # fmt: skip


def said(acts: Iterable[str]) -> str:
    """Rights in a row, in the order of the form."""
    held = set(acts)
    return "、".join(str(RIGHTS[act]) for act in ACTS if act in held and act in RIGHTS)
