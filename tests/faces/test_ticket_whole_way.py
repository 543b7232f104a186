"""A hotline ticket's whole way over the pages: brought in, owned, returned in time, ruled, answered, copied back, in the bulletin."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.bridge.exports import HEADS, export
from tests.faces.people import COUNTY, hire, signed_in
from xiangli.bridge.models import KeyedIn, OuterTicket
from xiangli.intake.models import Batch
from xiangli.matters.fold import fold
from xiangli.matters.models import Entry, Matter, Report
from xiangli.policy.reads.edition import procedure
from xiangli.proof.ids import uuid7
from xiangli.work.registry import kinds

pytestmark = pytest.mark.usefixtures("house")
ROADS = f"transport@{COUNTY} "
TOLD = "永和镇到县城的县道上有一座桥的栏杆断了一截，上学的孩子天天从那里过"


def ticket(tmp_path: Path) -> bytes:
    """The day's export with one ticket and one row without a number."""
    now = timezone.localtime()
    due = (now + timedelta(days=9)).strftime("%Y-%m-%d 18:00")
    row = [
        1,
        "SL2611250001",
        "示例甲",
        "19900000001",
        now.strftime("%Y-%m-%d 08:00"),
        "桥栏杆断了",
        TOLD,
        "永和镇",
        "求助",
        "",
        due,
    ]
    return export(tmp_path / "x.xlsx", row, [2, "", *row[2:]], heads=HEADS).read_bytes()


def done(client: Client, matter: UUID, verb: str, **data: Any) -> None:
    """One act on the matter's page; the page must take it."""
    sent = {"request_id": str(uuid7()), "seen": str(Matter.objects.get(id=matter).seq), **data}
    answer = client.post(f"/desk/matter/{matter}/{verb}/", sent)
    assert answer.status_code == 302, answer.content.decode()[:4000]


def option(client: Client, matter: UUID, office: str) -> str:
    """The value under which the page offers an office with its list item."""
    page = client.get(f"/desk/matter/{matter}/").content.decode()
    return next(part.split('"')[0] for part in page.split('<option value="') if part.startswith(office))


def test_a_ticket_goes_the_whole_way(tmp_path: Path) -> None:
    hire("hotline", line="desk", place=COUNTY, acts=["sort", "handle", "import"], lines=["*"])
    county, roads = signed_in("hotline"), signed_in("roads")
    file = SimpleUploadedFile("12345工单.xlsx", ticket(tmp_path))
    assert county.post("/desk/import/", {"request_id": str(uuid7()), "file": file}).status_code == 302
    batch = Batch.objects.get()
    kinds()["intake.batch"].handler(payload={"batch": str(batch.id)}, at=timezone.now())
    shown = county.get(f"/desk/import/{batch.id}/").content.decode()
    assert "工单列表 B5" in shown

    matter = Report.objects.get(outer_id="SL2611250001").matter
    row = Matter.objects.get(id=matter)
    assert (row.procedure, row.outer_due is not None) == ("ticket", True)
    verb, ground = ("assign", {}) if row.step == "sort" else ("transfer", {"ground": "县道归县交通运输局养护"})
    if row.owner != ROADS.strip() or row.step == "sort":
        done(county, matter, verb, office=option(county, matter, ROADS), **ground)
    page = roads.get(f"/desk/matter/{matter}/").content.decode()
    assert "SL2611250001" in page
    assert "上级系统时限" in page

    done(roads, matter, "return", ground="这座桥在村道上，按清单归乡镇街道管养")
    row.refresh_from_db()
    assert (row.step, row.outer_due > timezone.now()) == ("sort", True)
    done(county, matter, "assign", office=option(county, matter, ROADS))
    done(roads, matter, "dispute", ground="村道上的桥按清单归乡镇街道管养，不归本单位")
    done(
        county,
        matter,
        "rule",
        office=option(county, matter, ROADS),
        ground="现场核对，桥在县道上，归县交通运输局，以后照此办理",
    )
    done(roads, matter, "accept")
    done(roads, matter, "answer", answer="栏杆已焊好并刷了反光漆，请放心通行。")

    copy = roads.get(f"/desk/matter/{matter}/copy/").content.decode()
    assert "栏杆已焊好并刷了反光漆" in copy
    report = Report.objects.get(matter=matter)
    keyed = {
        "request_id": str(uuid7()),
        "report": str(report.id),
        "system": "hotline12345",
        "number": report.outer_id,
        "minutes": "2",
    }
    assert roads.post(f"/desk/matter/{matter}/copy/keyed/", keyed).status_code == 302
    assert OuterTicket.objects.get().back_at is not None
    assert KeyedIn.objects.get().minutes == 2

    bulletin = county.get("/desk/bulletin/").content.decode()
    assert f"示例transport单位{COUNTY}" in bulletin
    assert [one.verb for one in Entry.objects.filter(matter=matter).order_by("seq")][-6:] == [
        "assign", "dispute", "rule", "accept", "answer", "keyed"]  # fmt: skip
    row.refresh_from_db()
    now = fold(Entry.objects.filter(matter=matter).order_by("seq"), procedure(row.edition)).row()
    assert {name: getattr(row, name) for name in now} == now
