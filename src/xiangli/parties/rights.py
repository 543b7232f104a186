"""The acts a post may allow, which of them are strong, and which no person may hold together. Words, no decisions."""

ACTS = {
    "sort": "分办：替一个地方收件、分派",
    "handle": "办理：签收、转办、退回、答复本单位的事项",
    "import": "导入：把外面系统的表带进来",
    "households": "户：登记本村的户和成员",
    "registers": "台账：看各村的台账，姓名号码封存着",
    "places": "地方：村以下的组、屋场和叫法，地图和界线",
    "unseal": "查看封存的个人信息，须写明用途",
    "instruct": "批示：对分管地方的事写批示",
    "oversee": "监督：看账本、开封记录、超期",
    "administer": "系统管理：人员进出、任免、重设密码",
    "secure": "安全管理：密钥、锁定、谁能打开封存信息",
    "audit": "审计：看管理员做过什么",
    "self": "本人：自己的岗位、代班人、密码",
}
SHORT = {
    "sort": "分办", "handle": "办理", "import": "导入", "households": "户", "registers": "台账", "places": "地方", "unseal": "启封", "instruct": "批示",
    "oversee": "监督",
    "administer": "系统管理", "secure": "安全管理", "audit": "审计",
}  # fmt: skip
"""The words of a staff sheet's column; ``self`` comes with any post and is never given."""

ADMINISTRATORS = ("administer", "secure", "audit")
"""三员: no person holds two of these at a time (GB/T 22239-2019 8.1.5 names system, audit and security administrators apart)."""

STRONG = (*ADMINISTRATORS, "unseal")
"""Given only when a second person agrees, and never passed on to a stand-in."""
