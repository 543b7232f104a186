"""Told by the ways people chose: once, not at night, tried again while it may help, and each row ends in a closed state."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.houses import AT, DESK, ROADS_OFFICE, owned
from tests.notices.receivers import http_gateway, mail_server
from xiangli.intake.acts.receive import receive
from xiangli.intake.incoming import Incoming
from xiangli.law.limits import SHANGHAI
from xiangli.matters.acts.accept import accept
from xiangli.matters.acts.answer import answer
from xiangli.matters.acts.push import push
from xiangli.matters.models import Report
from xiangli.notices.acts.choose_way import choose_way, end_way
from xiangli.notices.acts.deliver import waits_until
from xiangli.notices.acts.retry import retry
from xiangli.notices.acts.send import MOST_TRIES
from xiangli.notices.acts.set_gateway import set_gateway
from xiangli.notices.errors import NoticeError
from xiangli.notices.models import Delivery, Gateway, Notice, Way
from xiangli.notices.reads.state import channel_states
from xiangli.parties.acts.appoint import appoint, found_organisation, sign_in_for
from xiangli.parties.models import User
from xiangli.parties.reads.actor import Actor, staff
from xiangli.vault.models import Opening
from xiangli.work.loop import Loop

pytestmark = pytest.mark.usefixtures("ready")
NIGHT = datetime(2026, 3, 2, 23, 30, tzinfo=SHANGHAI)
LINE, PLACE = ROADS_OFFICE.split("@")


def worker(at: datetime = AT) -> None:
    """All jobs that are due at the moment ``at``."""
    loop = Loop(now=lambda: at)
    while loop.step()[0]:
        pass


def member(username: str = "roads", acts: tuple[str, ...] = ("handle",)) -> Actor:
    """A person with a post in the office of the tests."""
    person = sign_in_for(username=username, password="not-used-here", name="示例员")
    office = found_organisation(name="示例交通", line=LINE, place=PLACE)
    appoint(person=person, organisation=office, name="经办", acts=list(acts), since=date(2020, 1, 1))
    return staff(User.objects.get(username=username), on=date(2026, 3, 2))


def opened(channel: str, url: str, **more: Any) -> None:
    by = member("boss", ("administer",)) if not User.objects.filter(username="boss").exists() else staff(
        User.objects.get(username="boss"), on=date(2026, 3, 2))  # fmt: skip
    given = {"sender": "示例", "secret": "示例令牌abc".encode().hex(), "open": True, **more}
    set_gateway(channel=channel, url=url, by=by, at=AT, request=uuid4(), **given)


def way(by: Actor, channel: str, address: str, **more: Any) -> Way:
    return choose_way(channel=channel, address=address, by=by, at=AT, request=uuid4(), **more)


def pushed(at: datetime = AT) -> None:
    """A matter of the office, and the desk asks for haste: its owner is told."""
    matter, _reporter = owned(at=at)
    push(matter=matter, note="请抓紧", by=DESK, at=at, request=uuid4())


def pressed() -> Delivery:
    """The message about the desk's asking for haste; later ones tell of the clock."""
    first = Delivery.objects.order_by("made_at", "id").first()
    assert first
    return first


def reported(phone: str = "19900001234") -> tuple[UUID, UUID]:
    """A matter with its office, told by somebody who left a number: matter and report."""
    one = Incoming(id=uuid4(), text="村口的路塌了一个大坑", place=PLACE, owner=ROADS_OFFICE, item="示例-1",
                   reporter={"phone": phone})  # fmt: skip
    matter = receive([one], at=AT)[0].matter
    assert matter
    return matter, one.id


def answered(matter: UUID, by: Actor, at: datetime = AT) -> None:
    accept(matter=matter, by=by, at=at, request=uuid4())
    answer(matter=matter, answer="已经修好", by=by, at=at, request=uuid4())


def test_a_person_of_the_office_is_told_by_the_way_she_chose_once() -> None:
    with http_gateway() as outside:
        opened("sms", outside.url)
        by = member()
        way(by, "sms", "19900005678")
        pushed()
        worker()
        worker()
    sent = [m["body"] for m in outside.messages if m["body"]["phone"] == "19900005678"]
    row = Delivery.objects.get(way__isnull=False, state="sent")
    assert [m["id"] for m in sent] == [str(row.id)]
    assert sent[0]["text"].startswith("【乡里】") and outside.messages[0]["headers"]["Authorization"].startswith(
        "Bearer "
    )


def test_where_no_gateway_is_open_nothing_is_queued() -> None:
    way(member(), "sms", "19900005678")
    pushed()
    worker()
    assert Notice.objects.exists() and not Delivery.objects.exists()


def test_a_reporter_gets_the_number_of_her_matter_and_sees_that_hers_was_opened_for_it() -> None:
    with http_gateway() as outside:
        opened("sms", outside.url)
        by = member()
        matter, report = reported()
        answered(matter, by, AT)
        worker(AT)
    texts = [m["body"]["text"] for m in outside.messages if m["body"]["phone"] == "19900001234"]
    assert texts and all("已经修好" not in text and "查询码" in text for text in texts)
    record = Report.objects.get(id=report).reporter
    assert set(Opening.objects.filter(record=record).values_list("actor", flat=True)) == {"系统"}
    assert Opening.objects.filter(record=record).count() == Delivery.objects.filter(state="sent", way=None).count()


def test_at_night_a_message_waits_for_the_morning() -> None:
    with http_gateway() as outside:
        opened("sms", outside.url)
        way(member(), "sms", "19900005678", quiet_from=21 * 60, quiet_to=8 * 60)
        pushed(NIGHT)
        worker(NIGHT)
        assert not outside.messages
        worker(NIGHT + timedelta(hours=8, minutes=29))
        assert not outside.messages
        worker(NIGHT + timedelta(hours=8, minutes=31))
    assert pressed().state == "sent"


@pytest.mark.parametrize(
    "hour, start, end, waits",
    [
        (23, 21, 8, 9),
        (3, 21, 8, 5),
        (12, 21, 8, 0),
        (8, 21, 8, 0),
        (21, 21, 8, 11),
        (13, 12, 14, 1),
        (14, 12, 14, 0),
        (5, 0, 0, 0),
    ],
)
def test_quiet_hours_end_when_they_say(hour: int, start: int, end: int, waits: int) -> None:
    at = datetime(2026, 3, 2, hour, tzinfo=SHANGHAI)
    assert waits_until(at, start * 60, end * 60) == at + timedelta(hours=waits)


def test_what_may_help_is_tried_again_and_given_up_in_the_end() -> None:
    with http_gateway() as outside:
        opened("sms", outside.url)
        outside.status = 503
        way(member(), "sms", "19900005678")
        pushed()
        worker()
        row = pressed()
        assert (row.state, row.tries, row.error) == ("waiting", 1, "对方答复 503")
        for hours in range(1, 24):
            worker(AT + timedelta(hours=hours))
        row.refresh_from_db()
        tries = [m for m in outside.messages if m["body"]["id"] == str(row.id)]
        assert (row.state, row.tries, len(tries)) == ("failed", MOST_TRIES, MOST_TRIES)
        outside.status = 200
        boss = staff(User.objects.get(username="boss"), on=date(2026, 3, 2))
        request = uuid4()
        assert retry(channel="sms", by=boss, at=AT + timedelta(days=1), request=request) >= 1
        assert retry(channel="sms", by=boss, at=AT + timedelta(days=1), request=request) == 0
        worker(AT + timedelta(days=1))
    row.refresh_from_db()
    assert (row.state, row.error) == ("sent", "")


def test_what_cannot_help_is_not_tried_again() -> None:
    with http_gateway() as outside:
        opened("sms", outside.url)
        outside.status = 400
        way(member(), "sms", "19900005678")
        pushed()
        worker()
    assert (Delivery.objects.get().state, len(outside.messages)) == ("failed", 1)


def test_a_way_that_was_ended_meanwhile_gets_nothing() -> None:
    with http_gateway() as outside:
        opened("sms", outside.url)
        by = member()
        mine = way(by, "sms", "19900005678", quiet_from=0, quiet_to=23 * 60)
        pushed()
        worker()
        end_way(way=mine.id, by=by, at=AT, request=uuid4())
        worker(AT + timedelta(days=1))
    row = Delivery.objects.get()
    assert (row.state, row.error, outside.messages) == ("failed", "本人已不要这个通道", [])


def test_a_mail_reaches_the_mailbox() -> None:
    with mail_server() as outside:
        opened("mail", outside.url, sender="post@example.invalid", secret="")
        way(member(), "mail", "clerk@example.invalid")
        pushed()
        worker()
    letter = outside.messages[0]["letter"]
    assert "To: clerk@example.invalid" in letter and f"<{Delivery.objects.get().id}@xiangli>" in letter


@pytest.mark.parametrize(
    "channel, address", [("wecom", "示例".encode().hex() * 3), ("dingtalk", "a1" * 16 + ":" + "b2" * 10)]
)
def test_an_offices_group_is_told_by_its_robot(channel: str, address: str) -> None:
    with http_gateway() as outside:
        opened(channel, outside.url, secret="")
        way(member(), channel, address, office=ROADS_OFFICE)
        pushed()
        worker()
        assert address.split(":")[0] in outside.messages[0]["path"]
        assert ("sign=" in outside.messages[0]["path"]) == (":" in address)
        outside.answer = {"errcode": 93000, "errmsg": "invalid webhook url"}
        pushed()
        worker()
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["failed", "sent"]


def test_addresses_and_secrets_stand_nowhere_in_the_clear() -> None:
    opened("sms", "https://gateway.invalid/send", secret="看不见的令牌")
    way(member(), "sms", "19900005678")
    held = bytes(Way.objects.get().address) + bytes(Gateway.objects.get().secret)
    assert b"19900005678" not in held and "看不见".encode() not in held
    assert Way.objects.get().shown == "199…5678"


@pytest.mark.parametrize(
    "wrong, field",
    [({"channel": "pigeon"}, "channel"), ({"address": "不是号码"}, "address"), ({"channel": "mail", "address": "a@example.cn", "office": "desk@430181"}, "office"),
     ({"channel": "sms", "office": ROADS_OFFICE}, "channel"), ({"quiet_from": 1440}, "quiet_from")],
)  # fmt: skip
def test_a_wrong_way_is_refused_beside_its_field(wrong: dict[str, Any], field: str) -> None:
    given = {"channel": "sms", "address": "19900005678", **wrong}
    with pytest.raises(NoticeError) as refused:
        choose_way(by=member(), at=AT, request=uuid4(), **given)
    assert refused.value.field == field and not Way.objects.exists()


def test_a_gateway_without_encryption_is_refused() -> None:
    with pytest.raises(NoticeError):
        opened("sms", "http://gateway.invalid/send")
    assert not Gateway.objects.exists()


def test_the_week_is_counted_by_channel() -> None:
    with http_gateway() as outside:
        opened("sms", outside.url)
        way(member(), "sms", "19900005678")
        pushed()
        worker()
    sms, mail = channel_states(county=PLACE[:6], channels=["sms", "mail"], at=AT)
    assert (sms.sent, sms.failed, mail.sent, mail.gateway) == (1, 0, 0, None)
