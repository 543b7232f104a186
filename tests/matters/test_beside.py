"""What acts leave beside their entry: parts owed, rulings kept, matters split off and children opened, undoing, recounting."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.houses import AT, COUNTY, DESK, ROADS, ROADS_OFFICE, TOWN, WATER, WATER_OFFICE, owned, staff
from tests.matters.test_acts import refused, row
from xiangli.law.days import as_known, standing
from xiangli.law.limits import Limit, due
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.appeal import appeal
from xiangli.matters.acts.appeal_rule import appeal_rule
from xiangli.matters.acts.assist import assist
from xiangli.matters.acts.dispute import dispute
from xiangli.matters.acts.instruct import instruct
from xiangli.matters.acts.mend import mend
from xiangli.matters.acts.open_child import open_child
from xiangli.matters.acts.opening import open_matter
from xiangli.matters.acts.rate import rate
from xiangli.matters.acts.recount import recount, waiting
from xiangli.matters.acts.rule import rule
from xiangli.matters.acts.share import share
from xiangli.matters.acts.split import split
from xiangli.matters.acts.sweep import sweep
from xiangli.matters.acts.transfer import transfer
from xiangli.matters.acts.undo import NotToUndo, undo
from xiangli.matters.errors import Forbidden, NoSuchMatter, Refused, WrongStep
from xiangli.matters.models import Entry, JoinKey, Matter, Part, Report, Ruling
from xiangli.matters.reads.family import family, precedents
from xiangli.matters.reads.inbox import inbox
from xiangli.matters.reads.one import seen_by, whole
from xiangli.notices.acts.tell import tell
from xiangli.notices.models import Notice
from xiangli.parties.reads.actor import reporter
from xiangli.policy.reads.edition import newest
from xiangli.work.models import Job

pytestmark = pytest.mark.usefixtures("ready")
LEADER = staff(line="desk", place=TOWN, acts=("instruct",), name="示例梁")
OVERSEERS = [staff(line="desk", place=COUNTY, acts=("oversee",), name=name) for name in ("示例甲", "示例乙")]


def tell_all() -> set[tuple[str, UUID]]:
    """Everybody in the outbox told: who, of which matter."""
    for job in Job.objects.filter(kind="tell"):
        tell(payload=job.payload, at=AT)
    return set(Notice.objects.values_list("reader", "matter"))


def handled() -> tuple[UUID, object]:
    m, person = owned()
    accept(matter=m, by=ROADS, at=AT, request=uuid4())
    return m, person


def test_an_assisting_office_finds_its_part_in_its_inbox_until_it_has_answered() -> None:
    m, _ = handled()
    assert [r.id for r in inbox(actor=WATER, at=AT).rows] == []
    with pytest.raises(NoSuchMatter):
        seen_by(actor=WATER, matter=m)
    share(matter=m, assist=WATER_OFFICE, note="请看水管", by=ROADS, at=AT, request=uuid4())
    assert [r.id for r in inbox(actor=WATER, at=AT).rows] == [m]
    assert seen_by(actor=WATER, matter=m).matter.owner == ROADS_OFFICE
    refused(Forbidden, lambda: answer(matter=m, answer="替主办答", by=WATER, at=AT, request=uuid4()))
    done = assist(matter=m, part="水管已换好", by=WATER, at=AT, request=uuid4())
    assert done.entry.data["office"] == WATER_OFFICE
    assert not Part.objects.exists()
    assert [r.id for r in inbox(actor=WATER, at=AT).rows] == []
    assert seen_by(actor=WATER, matter=m)
    assert {(WATER_OFFICE, m), (ROADS_OFFICE, m)} <= tell_all()
    row(m)


def test_parts_still_owed_go_with_the_matters_end_and_come_back_with_it() -> None:
    m, _ = handled()
    share(matter=m, assist=WATER_OFFICE, by=ROADS, at=AT, request=uuid4())
    mend(matter=m, note="当场修好", by=ROADS, at=AT, request=uuid4())
    assert not Part.objects.exists()
    undo(matter=m, by=ROADS, at=AT, request=uuid4())
    assert list(Part.objects.values_list("office", flat=True)) == [WATER_OFFICE]
    assert (row(m).step, JoinKey.objects.filter(matter=m).exists()) == ("handling", True)


def test_a_leaders_line_is_hung_on_the_matter_and_moves_nothing() -> None:
    m, _ = handled()
    before = row(m)
    instruct(matter=m, line="请本周内修好", by=LEADER, at=AT, request=uuid4())
    after = row(m)
    assert (after.step, after.owner, after.due_at) == (before.step, before.owner, before.due_at)
    refused(Forbidden, lambda: instruct(matter=m, line="我也批", by=ROADS, at=AT, request=uuid4()))
    refused(Refused, lambda: instruct(matter=m, line="我也批", whose="示例梁", by=DESK, at=AT, request=uuid4()))
    assert (ROADS_OFFICE, m) in tell_all()


def test_a_ruling_is_kept_as_precedent_and_the_office_it_names_cannot_push_it_on() -> None:
    said = {"owner": ROADS_OFFICE, "item": "路-1", "routed": True, "topic": "路灯"}
    open_matter(into=(m := uuid4()), county=COUNTY, place=TOWN, title="灯杆倒了", edition=newest("report"), said=said,
                by="系统", at=AT, request=uuid4())  # fmt: skip
    dispute(matter=m, ground="灯杆归水利局管护", by=ROADS, at=AT, request=uuid4())
    rule(matter=m, owner=WATER_OFFICE, item="水-1", ground="清单写明归水利管", by=DESK, at=AT, request=uuid4())
    kept = precedents(county=COUNTY, topic="路灯")
    assert [(one.owner, one.item, one.ground) for one in kept] == [(WATER_OFFICE, "水-1", "清单写明归水利管")]
    assert Ruling.objects.get().matter == m
    refused(Refused, lambda: dispute(matter=m, ground="还是不归我们管", by=WATER, at=AT, request=uuid4()))


def test_one_telling_of_two_things_becomes_two_matters_with_the_same_reporter() -> None:
    m, _ = handled()
    request = uuid4()
    done = split(matter=m, text="路灯也不亮了，晚上学生回家看不见路", by=DESK, at=AT, request=request)
    own = UUID(done.entry.data["into"])
    again = split(matter=m, text="路灯也不亮了，晚上学生回家看不见路", by=DESK, at=AT, request=request)
    assert again.repeated and Matter.objects.count() == 2
    part = Report.objects.get(matter=own)
    assert (row(own).step, row(own).owner, part.text) == ("sort", f"desk@{TOWN}", "路灯也不亮了，晚上学生回家看不见路")
    assert part.reporter == Report.objects.get(matter=m).reporter
    assert JoinKey.objects.filter(matter=own, report=part.id).exists()
    mend(matter=own, note="换了灯泡", by=DESK, at=AT, request=uuid4())
    assert (str(part.id), own) in tell_all()
    kin = family(whole(matter=m))
    assert [one.id for one in kin.beside] == [own]
    assert [one.id for one in family(whole(matter=own)).above] == [m]
    assert reporter(part.id).report == part.id


def test_a_child_has_its_own_clock_its_asker_rates_it_and_the_parent_waits_for_it() -> None:
    m, _ = handled()
    done = open_child(matter=m, owner=WATER_OFFICE, item="水-1", text="先迁水管", by=ROADS, at=AT, request=uuid4())
    child = UUID(done.entry.data["into"])
    assert (row(child).step, row(child).owner, row(child).parent) == ("assigned", WATER_OFFICE, m)
    assert (WATER_OFFICE, child) in tell_all()
    refused(Refused, lambda: answer(matter=m, answer="路面已经修好", by=ROADS, at=AT, request=uuid4()))
    accept(matter=child, by=WATER, at=AT, request=uuid4())
    answer(matter=child, answer="水管已经迁好", by=WATER, at=AT, request=uuid4())
    assert (ROADS_OFFICE, child) in tell_all()
    refused(Forbidden, lambda: rate(matter=child, solved=True, by=WATER, at=AT, request=uuid4()))
    rate(matter=child, solved=True, by=ROADS, at=AT, request=uuid4())
    assert family(whole(matter=m)).open_children == 0
    answer(matter=m, answer="路面已经修好", by=ROADS, at=AT, request=uuid4())
    assert [one.id for one in family(whole(matter=child)).above] == [m]


def test_only_ones_own_last_act_is_taken_back_and_only_for_ten_minutes() -> None:
    m, _ = owned()
    accept(matter=m, by=ROADS, at=AT, request=uuid4())
    refused(NotToUndo, lambda: undo(matter=m, by=WATER, at=AT, request=uuid4()))
    refused(NotToUndo, lambda: undo(matter=m, by=ROADS, at=AT + timedelta(minutes=10, seconds=1), request=uuid4()))
    request = uuid4()
    undo(matter=m, by=ROADS, at=AT + timedelta(minutes=10), request=request)
    assert undo(matter=m, by=ROADS, at=AT + timedelta(minutes=11), request=request).repeated
    assert (row(m).step, row(m).seq, Entry.objects.filter(matter=m).count()) == ("assigned", 3, 3)
    transfer(matter=m, owner=WATER_OFFICE, item="水-1", ground="归水利部门管", by=ROADS, at=AT, request=uuid4())
    undo(matter=m, by=ROADS, at=AT, request=uuid4())
    assert row(m).owner == ROADS_OFFICE


def test_on_appeal_two_people_decide_and_what_was_counted_stays_in_the_entries() -> None:
    m, person = handled()
    answer(matter=m, answer="依法不能修", by=ROADS, at=AT, request=uuid4())
    rate(matter=m, solved=False, satisfaction=5, by=person, at=AT, request=uuid4())
    refused(WrongStep, lambda: appeal(matter=m, ground="诉求违反条例", by=ROADS, at=AT, request=uuid4()))
    mend(matter=m, note="已经劝离", by=ROADS, at=AT, request=uuid4())
    appeal(matter=m, ground="诉求违反条例", by=ROADS, at=AT, request=uuid4())
    assert row(m).asks == "appeal"
    first, second = OVERSEERS
    appeal_rule(matter=m, exclude=True, ground="成立", by=first, at=AT, request=uuid4())
    refused(Refused, lambda: appeal_rule(matter=m, exclude=True, ground="成立", by=first, at=AT, request=uuid4()))
    appeal_rule(matter=m, exclude=True, ground="同意", by=second, at=AT, request=uuid4())
    assert (row(m).excluded, row(m).asks) == (True, "")
    kept = Entry.objects.get(matter=m, verb="rate").data
    assert (kept["solved"], kept["satisfaction"]) == ("no", "5")


def test_a_provisional_due_time_is_counted_anew_by_an_entry_when_the_holiday_notice_is_there() -> None:
    at = datetime(2025, 1, 22, 2, tzinfo=UTC)
    said = {"owner": ROADS_OFFICE, "item": "路-1", "routed": True, "calendar": 2024}
    open_matter(into=(m := uuid4()), county=COUNTY, place=TOWN, title="跨年的事", edition=newest("report"), said=said,
                by="系统", at=at, request=uuid4())  # fmt: skip
    late = datetime(2025, 1, 23, 2, tzinfo=UTC)
    accept(matter=m, by=ROADS, at=late, request=uuid4())
    limit = Limit.parse("5 WD", by="N-report")
    before = row(m).due_at
    assert before == due(start=late, limit=limit, calendar=as_known(2024)).at
    assert whole(matter=m).due.provisional
    assert recount(at=late) == 1
    after = row(m)
    assert after.due_at == due(start=late, limit=limit).at != before
    assert (after.calendar, Entry.objects.get(matter=m, verb="recount").data["was"]) == (
        standing().last_year, before.isoformat(),
    )  # fmt: skip
    assert (waiting(), recount(at=late)) == (False, 0)


def test_the_office_is_warned_first_then_its_head_and_the_leader_last_and_each_is_told_until_when() -> None:
    m, _ = owned()
    due_at = row(m).due_at
    assert due_at is not None
    for hours, listener in ((24, ROADS_OFFICE), (12, f"head:{ROADS_OFFICE}"), (6, f"leader:{TOWN}")):
        assert sweep(at=due_at - timedelta(hours=hours, minutes=1)) == 0
        assert sweep(at=due_at - timedelta(hours=hours)) == 1
        tell_all()
        told = Notice.objects.get(reader=listener, matter=m)
        assert "临期提醒" in told.text and "24时到期" in told.text
    assert (row(m).late, sweep(at=due_at), row(m).late) == (False, 1, True)


def test_a_sweep_that_comes_late_warns_once_everybody_whose_time_has_come() -> None:
    m, _ = owned()
    due_at = row(m).due_at
    assert due_at is not None
    assert sweep(at=due_at - timedelta(hours=1)) == 1
    assert Entry.objects.get(matter=m, verb="warn").data["who"] == ["owner", "head", "leader"]
    assert sweep(at=due_at - timedelta(hours=1)) == 0
