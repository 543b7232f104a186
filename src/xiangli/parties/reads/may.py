"""The one door for every permission: ``may(actor, act, …)``. Nothing else decides who may do what."""

from xiangli.parties.reads.actor import Actor, Hat
from xiangli.parties.rights import ACTS

__all__ = ["ACTS", "hat_for", "may", "opens", "term_over"]


def may(actor: Actor, act: str, *, place: str | None = None, office: str | None = None) -> bool:
    """Whether ``actor`` may do ``act`` at ``place`` (a code) or for ``office`` (``line@place``).

    With neither, whether she may do it anywhere at all (to show a door, not to open it). The platform itself may; and
    any person with a post may see to her own settings (``self``). Raises KeyError for an act nobody defined.
    """
    ACTS[act]
    if actor.kind == "system":
        return True
    if act == "self":
        return bool(actor.hats)
    return hat_for(actor, act, place=place, office=office) is not None


def hat_for(actor: Actor, act: str, *, place: str | None = None, office: str | None = None) -> Hat | None:
    """The post by which she may; her own before one she stands in for."""
    return next((hat for hat in actor.hats if opens(hat, act, place=place, office=office)), None)


def opens(hat: Hat, act: str, *, place: str | None = None, office: str | None = None) -> bool:
    """Whether one post allows the act there."""
    if act not in hat.acts:
        return False
    if place is not None and not hat.covers(place):
        return False
    line, _, at = (office or "").partition("@")
    return office is None or (hat.answers(line) and hat.covers(at))


def term_over(actor: Actor, act: str, *, place: str | None = None, office: str | None = None) -> str:
    """Plain words when a stand-in whose term is over would have opened this door; '' when not."""
    for hat in actor.lapsed:
        if opens(hat, act, place=place, office=office):
            return over(hat)
    return ""


def over(hat: Hat) -> str:
    """What a person is told whose term as a stand-in has ended."""
    assert hat.until is not None
    local = hat.until.astimezone()
    whom = f"替{hat.stands_for}代班" if hat.stands_for else f"{hat.organisation}值班"
    return (
        f"您{whom}的期限到 {local:%Y年%m月%d日 %H:%M} 为止，已经过了，这一步没有办。"
        f"请{hat.stands_for or hat.organisation + '当班的人'}来办，或请人重新设一次代班。"
    )
