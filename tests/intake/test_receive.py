"""What comes in: place, lawful owner and clock for each, or a clear no; nothing twice, nothing lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.houses import AT, TOWN, told
from xiangli.intake.acts.receive import receive
from xiangli.intake.decided import decide
from xiangli.intake.incoming import Incoming, check
from xiangli.intake.join import MOST, candidates
from xiangli.matters.models import Entry, Matter, Report
from xiangli.places.reads.known import known
from xiangli.places.rows import former

pytestmark = pytest.mark.usefixtures("ready")


def test_a_report_gets_place_owner_and_clock() -> None:
    outcome = told("大瑶镇南山村的自来水停了三天，全组没水喝")
    matter = Matter.objects.get(id=outcome.matter)
    assert outcome.status == "accepted"
    assert matter.place.startswith(TOWN)
    assert matter.owner
    assert matter.due_at > AT


def test_the_same_report_again_is_repeated() -> None:
    one = uuid4()
    assert told("路灯坏了，请修", id=one).status == "accepted"
    again = told("路灯坏了，请修", id=one)
    assert again.status == "repeated"
    assert again.matter == Report.objects.get(id=one).matter
    assert Entry.objects.count() == 1


def test_the_same_id_with_another_body_is_refused() -> None:
    one = uuid4()
    told("路灯坏了，请修", id=one)
    other = told("水管漏了，请修", id=one)
    assert (other.status, other.conflict) == ("refused", True)
    assert Report.objects.get().text == "路灯坏了，请修"


@pytest.mark.parametrize("text", ["", "   \n\t", "\u0000\u0007"])
def test_an_empty_report_is_refused_in_plain_words(text: str) -> None:
    outcome = told(text)
    assert (outcome.status, outcome.field) == ("refused", "text")
    assert "空" in outcome.reason


def test_signs_alone_are_kept_and_go_to_a_person() -> None:
    outcome = told("😡😡😡🚧")
    assert outcome.status == "accepted"
    assert Matter.objects.get().step == "sort"
    assert Report.objects.get().text == "😡😡😡🚧"


def test_a_hundred_thousand_characters_are_refused_with_the_count() -> None:
    outcome = told("长" * 100_000)
    assert outcome.status == "refused"
    assert "100,000" in outcome.reason
    assert Report.objects.count() == 0


def test_an_unknown_code_and_an_ended_one_are_told_apart() -> None:
    never = told("路坏了", place="439999")
    ended = next(f for f in former() if f.successor and f.level == "township" and known(f.code))
    over = told("路坏了", place=ended.code)
    assert "没有代码" in never.reason
    assert ended.name in over.reason
    assert ended.successor in over.reason


def test_a_point_outside_the_province_is_refused_and_one_inside_finds_its_county() -> None:
    outside = told("路坏了", place="43", lon=116.4, lat=39.9)
    assert (outside.status, outside.field) == ("refused", "point")
    told("路坏了，快来看看", place="43", lon=113.63, lat=28.16)
    assert Matter.objects.get().place == "430181"


def test_a_date_in_the_future_is_refused() -> None:
    outcome = told("路坏了", outer_at=AT + timedelta(days=30))
    assert (outcome.status, outcome.field) == ("refused", "outer_at")


def test_reports_of_one_event_become_one_matter_within_a_call_and_across_calls() -> None:
    text = "大瑶镇南川路口的三盏路灯半个月不亮了，晚上学生回家看不见路"
    both = receive([Incoming(id=uuid4(), text=t, place=TOWN) for t in (text, text + "，请快修")], at=AT)
    third = told("反映" + text)
    assert [o.status for o in (*both, third)] == ["accepted", "joined", "joined"]
    matter = Matter.objects.get()
    assert (matter.reports, matter.seq) == (3, 3)
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["open", "join", "join"]


def test_good_and_bad_reports_in_one_call_each_get_their_own_outcome() -> None:
    known = uuid4()
    told("早先报过的事", id=known)
    many = [Incoming(id=known, text="早先报过的事", place=TOWN), Incoming(id=uuid4(), text="", place=TOWN),
            Incoming(id=uuid4(), text="水渠塌了一段，田里进不了水", place=TOWN)]  # fmt: skip
    assert [o.status for o in receive(many, at=AT)] == ["repeated", "refused", "accepted"]


def test_a_persons_own_choice_of_owner_stands_above_the_proposal() -> None:
    told("家里的水停了", owner="transport@430181", item="示例-9")
    matter = Matter.objects.get()
    assert (matter.step, matter.owner, matter.item) == ("assigned", "transport@430181", "示例-9")


def test_a_report_with_many_candidates_takes_none_from_the_next_of_the_same_call() -> None:
    crowd, other = (
        "大瑶镇南川路口的三盏路灯半个月不亮了，晚上学生回家看不见路",
        "崇文村三组的水渠塌了一段，稻田里进不了水",
    )
    receive([Incoming(id=uuid4(), text=crowd, place=TOWN) for _ in range(20)], at=AT)
    alone = told(other)
    read = [decide(check(Incoming(id=uuid4(), text=text, place=TOWN), at=AT)) for text in (crowd, other)]
    many, few = candidates([(d.located.code, d.keys) for d in read])
    assert len(many) == MOST
    assert [c.matter for c in few] == [alone.matter]


@pytest.mark.parametrize("first, second", [("4301", TOWN), (TOWN, "4301")])
def test_one_event_told_with_its_town_and_with_its_city_only_is_one_matter(first: str, second: str) -> None:
    said = "南川路口的三盏路灯半个月不亮了，晚上学生回家看不见路"
    opened, again = told(said, place=first), told(said, place=second)
    assert (again.status, again.matter) == ("joined", opened.matter)
    reports = Report.objects.filter(matter=opened.matter)
    assert set(reports.values_list("county", flat=True)) == {first[:6]}
    assert set(reports.values_list("place", flat=True)) == {first, second}
