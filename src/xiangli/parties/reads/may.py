"""The one door for every permission: ``may(actor, act, …)``. Nothing else decides who may do what."""

from xiangli.parties.reads.actor import Actor

ACTS = {
    "sort": "分办：替一个地方收件、分派",
    "handle": "办理：签收、转办、退回、答复本单位的事项",
    "import": "导入：把外面系统的表带进来",
    "unseal": "查看封存的个人信息，须写明用途",
    "oversee": "监督：看账本、开封记录、超期",
    "administer": "管理：发布版本、任免、令牌",
}


def may(actor: Actor, act: str, *, place: str | None = None, office: str | None = None) -> bool:
    """Whether ``actor`` may do ``act`` at ``place`` (a code) or for ``office`` (``line@place``).

    With neither, whether she may do it anywhere at all (to show a door, not to open it). The platform itself may.
    Raises KeyError for an act nobody defined.
    """
    ACTS[act]
    if actor.kind == "system":
        return True
    line, _, at = (office or "").partition("@")
    for hat in actor.hats:
        if act not in hat.acts:
            continue
        if place is not None and not hat.covers(place):
            continue
        if office is not None and not (hat.answers(line) and hat.covers(at)):
            continue
        return True
    return False
