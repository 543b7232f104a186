"""The acts a story may tell of, by the verb it uses, and what each takes without a default."""

from collections.abc import Callable
from inspect import signature
from typing import Any

from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.appeal import appeal
from xiangli.matters.acts.appeal_rule import appeal_rule
from xiangli.matters.acts.assign import assign
from xiangli.matters.acts.assist import assist
from xiangli.matters.acts.dispute import dispute
from xiangli.matters.acts.end import end
from xiangli.matters.acts.extend_ask import extend_ask
from xiangli.matters.acts.extend_grant import extend_grant
from xiangli.matters.acts.extend_refuse import extend_refuse
from xiangli.matters.acts.instruct import instruct
from xiangli.matters.acts.mend import mend
from xiangli.matters.acts.open_child import open_child
from xiangli.matters.acts.pause import pause
from xiangli.matters.acts.perform import perform
from xiangli.matters.acts.push import push
from xiangli.matters.acts.rate import rate
from xiangli.matters.acts.reopen import reopen
from xiangli.matters.acts.resume import resume
from xiangli.matters.acts.rule import rule
from xiangli.matters.acts.send_back import send_back
from xiangli.matters.acts.share import share
from xiangli.matters.acts.split import split
from xiangli.matters.acts.supplement_ask import supplement_ask
from xiangli.matters.acts.supplement_give import supplement_give
from xiangli.matters.acts.transfer import transfer
from xiangli.matters.acts.undo import undo

ACTS: dict[str, Callable[..., Any]] = {
    "return": send_back,
    **{
        act.__name__: act
        for act in (
            accept, answer, appeal, appeal_rule, assign, assist, dispute, end, extend_ask, extend_grant, extend_refuse,
            instruct, mend, open_child, pause, push, rate, reopen, resume, rule, share, split, supplement_ask,
            supplement_give, transfer, undo,
        )
    },
}  # fmt: skip
NEEDED: dict[str, tuple[str, ...]] = {
    "assign": ("owner", "item"), "transfer": ("owner", "item", "ground"), "return": ("ground",),
    "answer": ("answer",), "end": ("outcome", "note"), "rate": ("solved",), "mend": ("note",), "share": ("assist",),
    "assist": ("part",), "push": ("note",), "pause": ("ground",), "extend_ask": ("ground",),
    "extend_refuse": ("ground",), "supplement_ask": ("lack",), "supplement_give": ("given",), "dispute": ("ground",),
    "rule": ("owner", "item", "ground"), "split": ("text",), "open_child": ("owner", "item", "text"),
    "appeal": ("ground",), "appeal_rule": ("exclude", "ground"),
}  # fmt: skip
"""A story that leaves one out says it empty."""


def do(verb: str, said: dict[str, str], **common: Any) -> None:
    """Do it as the pages do: by its act, or, where a procedure asks for fields of its own, at the one door."""
    if set(said) - set(signature(ACTS[verb]).parameters):
        perform(verb=verb, data=dict(said), **common)
    else:
        ACTS[verb](**common, **given(verb, said))


def given(verb: str, said: dict[str, str]) -> dict[str, Any]:
    """A story's words as the act takes them."""
    out: dict[str, Any] = dict.fromkeys(NEEDED.get(verb, ()), "") | said
    if verb == "rate":
        out["solved"] = out["solved"] == "yes"
        if "satisfaction" in out:
            out["satisfaction"] = int(out["satisfaction"])
    if verb == "appeal_rule":
        out["exclude"] = out["exclude"] == "yes"
    return out
