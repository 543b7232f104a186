"""A matter ends under the edition it began with, whatever is published meanwhile."""

from uuid import uuid4

import pytest

from tests.houses import AT, DESK, ROADS, owned
from tests.matters.test_acts import row
from xiangli.law.language import Procedure
from xiangli.law.language.load import resolved
from xiangli.law.limits import Limit, due_at
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.dispute import dispute
from xiangli.matters.acts.pause import pause
from xiangli.matters.errors import WrongStep
from xiangli.policy.acts.publish import publish
from xiangli.policy.reads import edition

pytestmark = pytest.mark.usefixtures("ready")


def published(change: dict[str, object]) -> Procedure:
    """The running edition of ``report`` with one thing changed, published as a later one."""
    raw = edition.procedure(edition.newest("report")).canonical() | {"version": "2026-12-01", **change}
    p = Procedure.model_validate(raw, by_alias=True, by_name=False)
    publish(kind="procedure", name=p.id, version=p.version, content=p.canonical(), text=resolved(p), at=AT)
    edition.forget()
    return p


def test_a_running_matter_keeps_its_limits_and_its_acts_and_a_new_one_takes_the_new() -> None:
    old, _ = owned()
    before = row(old).edition
    p = edition.procedure(before)
    steps = p.canonical()["steps"]
    steps["handling"]["clock"]["within"] = "3 WD"
    steps["handling"]["clock"]["by"] = "N-consult"
    acts = [act for act in p.canonical()["acts"] if act["verb"] != "dispute"]
    published({"steps": steps, "acts": acts})
    new, _ = owned("另一条路也塌了一个大坑")
    assert (row(old).edition, row(new).edition != before) == (before, True)
    for matter, limit in ((old, Limit.parse("5 WD", by="N-report")), (new, Limit.parse("3 WD", by="N-consult"))):
        accept(matter=matter, by=ROADS, at=AT, request=uuid4())
        assert row(matter).due_at == due_at(AT, limit)
    ground = "产权不在本局，归水利局"
    with pytest.raises(WrongStep):
        dispute(matter=new, ground=ground, by=ROADS, at=AT, request=uuid4())
    assert dispute(matter=old, ground=ground, by=ROADS, at=AT, request=uuid4()).matter.step == "disputed"


def test_an_edition_published_while_a_clock_stands_still_does_not_start_it() -> None:
    matter, _ = owned()
    accept(matter=matter, by=ROADS, at=AT, request=uuid4())
    pause(matter=matter, ground="要等专家鉴定", by=DESK, at=AT, request=uuid4())
    before = row(matter)
    published({"clause": ["8.2", "16.6"]})
    after = row(matter)
    assert (after.paused, after.due_at, after.wake_at) == (True, before.due_at, before.wake_at)
