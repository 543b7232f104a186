"""An invented village's rosters as workbooks, and the people who may or may not work with its registers."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from tests.engines.roster.sheets import HOUSEHOLDS, PERSONS, QIAN, ZHAO, Sheet
from tests.houses import staff
from xiangli.proof.ids import uuid7
from xiangli.registers.acts.load_roster import File, Loaded, load_roster
from xiangli.registers.models import Record

TOWN, VILLAGE = "430181110", "430181110232"
AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
DAY = date(2026, 6, 30)
CLERK = staff(line="village", place=VILLAGE, acts=("households", "unseal"), name="示例文书")
TOWN_CLERK = staff(line="desk", place=TOWN, acts=("households", "unseal"), name="示例镇")
STRANGER = staff(line="village", place="430181110233", acts=("households", "unseal"), name="示例外人")
HEALTH = Sheet(
    "健康",
    [
        ["健康情况"],
        ["姓名", "身份证号", "健康状况", "慢病病种"],
        ["赵甲", ZHAO, "慢性病", "高血压、糖尿病"],
        ["钱乙乙", QIAN, "健康", ""],
    ],
)


def as_file(sheet, *more):
    """One sheet, or several, as a file: its digest is that of its cells."""
    cells = repr([(one.name, one.lines) for one in (sheet, *more)]).encode()
    return File(f"{sheet.name}.xlsx", sha256(cells).hexdigest(), [sheet, *more])


def load(*sheets, place=VILLAGE, day=DAY, by=CLERK, request: UUID | None = None, at=AT) -> Loaded:
    """The act, with the two base rosters where none are named."""
    given = [as_file(one) for one in (sheets or (HOUSEHOLDS, PERSONS))]
    return load_roster(place=place, files=given, day=day, by=by, at=at, request=request or uuid7())


def changed(sheet, row, column, value):
    """The sheet with one other cell; rows and columns from 1."""
    lines = [list(line) for line in sheet.lines]
    lines[row - 1] += [""] * (column - len(lines[row - 1]))
    lines[row - 1][column - 1] = value
    return Sheet(sheet.name, lines)


def record(kind, place=VILLAGE, **values) -> Record:
    """The one record with these plain values."""
    found = [one for one in Record.objects.filter(kind=kind, place=place) if values.items() <= one.values.items()]
    assert len(found) == 1, found
    return found[0]
