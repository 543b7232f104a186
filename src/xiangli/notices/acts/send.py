"""Send: one try of one delivery. A job outside a transaction, since it talks to the outside; sent twice it has one id."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from xiangli.matters.acts.perform import perform
from xiangli.matters.models import Entry, Report
from xiangli.notices.acts.deliver import queue
from xiangli.notices.adapters import Door, NotSent
from xiangli.notices.channels import CHANNELS
from xiangli.notices.models import Delivery, Gateway, Notice, Way
from xiangli.notices.sealing import opened
from xiangli.parties.reads.actor import SYSTEM
from xiangli.vault.acts.open_record import note_opening, values
from xiangli.vault.cipher import Unopened

MOST_TRIES = 6
FIRST_WAIT = timedelta(minutes=2)
PURPOSE = "发短信告知办理进度"


def send(*, payload: dict[str, Any], at: datetime) -> None:
    """Do it, and leave the row ``sent``, ``failed``, or waiting for its next try."""
    row = Delivery.objects.get(id=UUID(payload["delivery"]), county=payload["county"])
    if row.state != "waiting":
        return
    try:
        _through(row, at)
    except NotSent as wrong:
        row.tries += 1
        row.error = str(wrong)[:200]
        if wrong.again and row.tries < MOST_TRIES:
            row.due_at = at + FIRST_WAIT * 2 ** (row.tries - 1)
        else:
            row.state, row.done_at = "failed", at
        row.save()
        if row.state == "waiting":
            queue(row)
        return
    row.state, row.done_at, row.error = "sent", at, ""
    row.save()


def _through(row: Delivery, at: datetime) -> None:
    gateway = Gateway.objects.filter(county=row.county, channel=row.channel, open=True).first()
    if gateway is None:
        raise NotSent("通道关着", again=False)
    notice = Notice.objects.get(id=row.notice, county=row.county)
    try:
        secret = opened(gateway.secret, gateway.channel) if gateway.secret else ""
        address, text = _address(row, notice, at)
    except Unopened:
        raise NotSent("封存的地址打不开，密钥不对", again=False) from None
    door = Door(gateway.url, gateway.sender, secret)
    CHANNELS[row.channel].send(door, address=address, text=text, message=str(row.id))


def _address(row: Delivery, notice: Notice, at: datetime) -> tuple[str, str]:
    """Where to, and what: a reporter's text message names the number of the matter and what happened, nothing more."""
    if row.way is not None:
        way = Way.objects.get(id=row.way)
        if way.ended_at is not None:
            raise NotSent("本人已不要这个通道", again=False)
        return opened(way.address, str(way.id)), f"【乡里】{notice.text}"
    report = Report.objects.get(id=UUID(notice.reader), county=notice.county)
    phone = _number(report, row, at)
    if not phone:
        raise NotSent("没有留电话", again=False)
    return phone, f"【乡里】您反映的事 {notice.text.split('：', 1)[0]}，凭查询码可以看全文。"


def _number(report: Report, row: Delivery, at: datetime) -> str:
    """The reporter's phone number, the opening an entry of her matter; the tries of one delivery are one opening."""
    record = report.reporter
    if record is None:
        return ""

    def note(entry: Entry) -> None:
        note_opening(record=record, county=entry.county, matter=entry.matter, entry=entry.id, actor=entry.actor,
                     purpose=PURPOSE, at=at)  # fmt: skip

    data = {"report": str(report.id), "record": str(record), "purpose": PURPOSE}
    perform(matter=report.matter, verb="unseal", data=data, by=SYSTEM, at=at, request=uuid5(row.id, "open"), also=note)
    return values(record=record, county=report.county).get("phone", "")
