"""A village of Liuyang to put places into, without the 31,691 divisions: what the tests of this room stand on."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from xiangli.places.acts.add_place import add_place
from xiangli.places.models import Place

COUNTY, TOWN = "430181", "430181110"
VILLAGE, BESIDE, FAR = "430181110236", "430181110235", "430181109217"
AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
BY = "示范·周小满（大瑶镇党政综合办公室）"
ROWS = [
    ("43", "湖南省", "province", ""), ("4301", "长沙市", "prefecture", "43"), (COUNTY, "浏阳市", "county", "4301"),
    (TOWN, "大瑶镇", "township", COUNTY), ("430181109", "永和镇", "township", COUNTY),
    (VILLAGE, "李畋村", "village", TOWN), (BESIDE, "南阳村", "village", TOWN), (FAR, "菊香村", "village", "430181109"),
]  # fmt: skip


def settle() -> None:
    """The few divisions that these tests need."""
    Place.objects.bulk_create(Place(code=c, name=n, level=level, parent=up) for c, n, level, up in ROWS)


def add(name: str, kind: str = "hamlet", *, village: str = VILLAGE, id: UUID | None = None, **more: object) -> Place:
    """A place below the village through the public act."""
    return add_place(id=id or uuid4(), village=village, kind=kind, name=name, by=BY, at=AT, **more)  # type: ignore[arg-type]
