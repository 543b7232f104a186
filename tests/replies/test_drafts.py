"""Drafts come from what was answered to like matters and from replies kept with owner and expiry."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from tests.houses import AT, COUNTY, DESK, ROADS, ROADS_OFFICE, owned, staff, unlike
from xiangli.ledger.acts.sequence import sequence_all
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.rate import rate
from xiangli.matters.errors import BadFields, Forbidden, IdReused
from xiangli.matters.models import Matter, Report
from xiangli.matters.reads.one import whole
from xiangli.replies.acts.gather import gather, is_behind
from xiangli.replies.acts.keep_reply import drop_reply, keep_reply
from xiangli.replies.models import GivenAnswer, Reply
from xiangli.replies.reads.draft import draft
from xiangli.replies.reads.kept import expired, kept

pytestmark = pytest.mark.usefixtures("ready")
ON = date(2026, 11, 25)
HOLE = "村口的水泥路塌了一个大坑，电动车摔了两次"


def answered(text: str, words: str, *, solved: str = "") -> UUID:
    """A matter of the roads office, answered; then rated when ``solved`` says so."""
    matter, person = owned(text)
    accept(matter=matter, by=ROADS, at=AT, request=uuid4())
    answer(matter=matter, answer=words, by=ROADS, at=AT, request=uuid4())
    if solved:
        rate(matter=matter, solved=solved == "yes", by=person, at=AT, request=uuid4())
    said(matter, text)
    return matter


def said(matter: UUID, text: str) -> None:
    """The bare words, of one topic: what keeps two tellings apart in tests would make them unlike here."""
    Matter.objects.filter(id=matter).update(topic="road_damage")
    Report.objects.filter(matter=matter).update(title=text[:20], text=text)


def asked(text: str = HOLE) -> UUID:
    matter = owned(text)[0]
    said(matter, text)
    return matter


def gathered() -> None:
    sequence_all(at=AT)
    gather(at=AT)


def keep(**more: object) -> Reply:
    said = {"id": uuid4(), "topic": "road_damage", "title": "路面坑洞多久修", "text": "接到后三天内现场看，十天内补好。", "basis": "公路法",
            "owner": ROADS_OFFICE, "until": date(2027, 6, 30), "by": ROADS, "at": AT, **more}  # fmt: skip
    return keep_reply(**said)  # type: ignore[arg-type]


def test_the_likest_answered_matter_gives_the_draft_and_is_named() -> None:
    like = answered(HOLE, "坑已用沥青补平，请放心走。", solved="yes")
    other = answered("村口水泥路上有个大坑，电动车不好过", "已列入本月修补，先用碎石填平。")
    gathered()
    found = draft(whole=whole(matter=asked()), actor=ROADS, on=ON)
    assert found.text == "坑已用沥青补平，请放心走。"
    assert [one.matter.id for one in found.sources] == [like, other]
    assert found.sources[0].solved
    assert found.sources[0].percent > found.sources[1].percent
    assert draft(whole=whole(matter=asked()), actor=ROADS, on=ON, use=other).text == "已列入本月修补，先用碎石填平。"


def test_a_matter_of_the_topic_that_speaks_of_something_else_is_not_shown_as_like() -> None:
    answered("候车亭的广告牌掉下来砸到人", "已拆除。")
    gathered()
    assert draft(whole=whole(matter=asked()), actor=ROADS, on=ON).sources == []


def test_an_answer_its_person_was_not_content_with_drafts_nothing() -> None:
    answered(HOLE, "已经处理。", solved="no")
    gathered()
    assert draft(whole=whole(matter=asked()), actor=ROADS, on=ON).sources == []


def test_only_matters_one_may_see_are_drawn_from() -> None:
    answered(HOLE, "坑已补平。")
    gathered()
    stranger = staff(line="water_resources", place=COUNTY, acts=("handle",))
    assert draft(whole=whole(matter=asked()), actor=stranger, on=ON).sources == []


def test_a_kept_reply_stands_first_until_it_expires_or_is_dropped() -> None:
    answered(HOLE, "坑已补平。")
    gathered()
    reply, matter = keep(), asked()
    assert draft(whole=whole(matter=matter), actor=ROADS, on=ON).text == reply.text
    late = reply.until + timedelta(days=1)
    assert draft(whole=whole(matter=matter), actor=ROADS, on=late).replies == []
    assert expired(reply, late)
    drop_reply(id=reply.id, by=ROADS, at=AT)
    assert draft(whole=whole(matter=matter), actor=ROADS, on=ON).text == "坑已补平。"
    assert kept(actor=ROADS) == []


def test_the_same_reply_twice_is_one_and_with_other_words_is_refused() -> None:
    mine = uuid4()
    keep(id=mine)
    keep(id=mine)
    assert Reply.objects.count() == 1
    with pytest.raises(IdReused):
        keep(id=mine, text="别的答复，不是同一条。")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"topic": "nothing"}, "topic"), ({"title": ""}, "title"), ({"text": "好"}, "text"), ({"until": date(2026, 11, 24)}, "until"),
     ({"until": date(2030, 1, 1)}, "until")],
)  # fmt: skip
def test_a_reply_without_topic_words_or_expiry_is_refused(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(BadFields) as refused:
        keep(**wrong)
    assert [one.field for one in refused.value.errors] == [field]


def test_a_reply_is_kept_and_dropped_by_the_office_that_answers_for_it_only() -> None:
    with pytest.raises(Forbidden):
        keep(by=staff(line="forestry", place=COUNTY, acts=("handle",)))
    reply = keep()
    with pytest.raises(Forbidden):
        drop_reply(id=reply.id, by=DESK, at=AT)
    assert Reply.objects.get().gone_at is None


def test_gathering_twice_finds_nothing_twice() -> None:
    answered(f"{unlike()}路坏了", "修好了。")
    gathered()
    gathered()
    assert (GivenAnswer.objects.count(), is_behind()) == (1, False)
