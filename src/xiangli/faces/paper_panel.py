"""The papers of a matter as its page lists them, and the way of the answer through Word."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xiangli.faces.act_form import named
from xiangli.law.language import Procedure
from xiangli.matters.reads.one import Whole
from xiangli.matters.reads.papers import sheets


class Edited(forms.Form):
    """An answer edited in Word."""

    file = forms.FileField(
        label=_("改好的 Word 文件"), error_messages={"required": _("请选改好的 Word 文件（.docx）。")}
    )


def papers_of(whole: Whole, mine: set[str]) -> dict[str, Any]:
    """Context of ``faces/papers.html`` for a person who plays the roles ``mine``. One statement."""
    id = whole.matter.id
    return {
        "papers": [
            {
                "name": named(one.paper.name),
                "at": one.at,
                "href": reverse("paper-file", args=[id, one.seq, one.paper.id]),
                "fill": reverse("paper", args=[id, one.seq, one.paper.id]) if open_lines(one, whole) else "",
            }
            for one in sheets(whole)
        ],
        "answer_word": {
            "draft": reverse("answer-draft", args=[id]),
            "back": reverse("answer-from-word", args=[id]),
            "form": Edited(auto_id="word-%s"),
        }
        if may_answer(whole.procedure, whole.standing.step, mine)
        else None,
    }


def open_lines(one: Any, whole: Whole) -> bool:
    """Whether the paper leaves something to a person: lines for the pen, or a name that lies sealed."""
    sealed = one.paper.drawn_from("sealed") and any(report.reporter for report in whole.reports)
    return bool(one.paper.drawn_from("hand") or sealed)


def may_answer(procedure: Procedure, step: str, mine: set[str]) -> bool:
    """Whether an answer may be given at this step by one of these roles."""
    act = procedure.acts(step).get("answer")
    return bool(act and set(act.by) & mine)
