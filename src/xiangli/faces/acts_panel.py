"""What a person may do on a matter's page: the procedure's acts as forms, taking back a slip, and photos sent with an act."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from xiangli.documents.acts.attach import NotAPicture, attach
from xiangli.faces.act_form import ActForm, act_form, offices
from xiangli.law.language import SAME, Act, facts, shut
from xiangli.matters.acts.undo import undoable
from xiangli.matters.reads.one import Whole
from xiangli.matters.roles import person_of
from xiangli.matters.words import VERBS
from xiangli.parties.reads.actor import Actor
from xiangli.proof.ids import uuid7

Shown = dict[str, Any]


def acts(
    actor: Actor, mine: set[str], whole: Whole, at: datetime, *, children: int, refused: tuple[str, ActForm] | None
) -> tuple[list[Shown], list[Shown]]:
    """The acts this person may do now, each as a form: those that move the matter, and those that only say something.

    What the matter's own state forbids whatever one says (to resume what runs, to consent where nobody asked) is left out.
    """
    moving: list[Shown] = []
    beside: list[Shown] = []
    known = facts(whole.standing, {}, by=person_of(actor), at=at, children=children)
    options = None
    for verb, act in whole.procedure.acts(whole.standing.step).items():
        if not set(act.by) & mine or shut(act, known):
            continue
        sent = refused[1] if refused and refused[0] == verb else None
        if asks_office(act) and options is None:
            options = offices(whole.matter.topic, whole.matter.place)
        form = sent or act_form(whole.procedure, whole.standing.step, verb, chooseable=options or [])
        shown = {"verb": verb, "name": VERBS[verb], "form": form, "open": sent is not None}
        (beside if act.to == SAME else moving).append(shown)
    if moving and not refused and ("handler" in mine or whole.standing.step == whole.procedure.start):
        moving[0]["open"] = True
    return moving, beside


def asks_office(act: Act) -> bool:
    """Whether the act's form shows the offices to choose from."""
    return bool({"owner", "item", "assist"} & {*act.needs, *act.may})


def to_undo(actor: Actor, whole: Whole, at: datetime) -> Shown | None:
    """The button that takes back this person's last act, while it may be."""
    last = whole.entries[-1]
    if whole.standing.prior is None or not undoable(last, by=actor, at=at):
        return None
    return {"verb": VERBS[last.verb], "request_id": uuid7(), "seq": whole.matter.seq}


def said(form: ActForm, *, matter: UUID, county: str, at: datetime) -> dict[str, str]:
    """What the form says, with its photos kept and named by their ids. Raises NotAPicture, told beside the field."""
    out = {}
    for name, value in form.given().items():
        if isinstance(value, UploadedFile):
            try:
                kept = attach(report=matter, county=county, name=value.name or "photo", content=value.read(), at=at)
            except NotAPicture as wrong:
                form.add_error(name, str(wrong))
                raise
            out[name] = str(kept.id)
        else:
            out[name] = value
    return out
