"""A row of a file → a report. Columns are found by the names people give them, in Chinese or English."""

from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from xiangli.intake.incoming import Incoming, Refused
from xiangli.intake.outer import Outer, SheetRow

COLUMNS: dict[str, tuple[str, ...]] = {
    "outer_id": ("id", "编号", "工单编号", "留言编号", "序号"),
    "title": ("title", "标题", "主题", "留言主题", "工单标题"),
    "text": ("text", "内容", "详情", "留言详情", "诉求内容", "反映内容", "content"),
    "time": ("time", "时间", "留言时间", "来电时间", "受理时间", "created"),
    "due": ("due", "办理期限", "截止时间", "要求办结时间"),
    "place": ("place", "地方代码", "区划代码"),
    "name": ("name", "姓名", "来电人", "反映人"),
    "phone": ("phone", "电话", "联系电话", "来电号码"),
}
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_COLUMN_OF = {"outer_id": "id", "outer_at": "time", "outer_due": "due", "place": "place_words", "point": "place_words"}
_STYLES = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y-%m-%d",
           "%Y年%m月%d日 %H:%M", "%Y年%m月%d日")  # fmt: skip


def incoming(row: dict[str, Any], *, place: str, source: str, by: str, n: int) -> Incoming:
    """The report of one row. Its id is made from source and outer id, so the same row never comes in twice.

    Raises Refused for a time that is none or a row without words.
    """
    if isinstance(row, SheetRow) and row.outer:
        return _ticket(row, row.outer, place=place, by=by)
    said = {name: _first(row, names) for name, names in COLUMNS.items()}
    key = f"xiangli:{source}:{said['outer_id'] or (said['title'] + said['text'])}"
    return Incoming(
        id=uuid5(NAMESPACE_URL, key), text=said["text"], title=said["title"], place=said["place"] or place,
        channel="import", source=source, outer_id=said["outer_id"][:80], outer_at=_moment(said["time"], "time"),
        outer_due=_moment(said["due"], "due"), by=by,
        reporter={k: said[k] for k in ("name", "phone") if said[k]},
    )  # fmt: skip


def _ticket(row: SheetRow, outer: Outer, *, place: str, by: str) -> Incoming:
    """A row of an outer export: known ever after by that system's number, wherever in the county it is brought in."""
    said = {name: str(row.get(name) or "") for name in ("id", "title", "text", "time", "due", "place_words")}
    if not said["id"]:
        raise Refused("outer_id", f"没有{outer.name}的编号，回填时找不到它。")
    if len(said["id"]) > 80:
        raise Refused("outer_id", "编号太长，最多 80 个字符。")
    where = said["place_words"]
    text = said["text"] if not where or where in said["text"] else f"{said['text']}\n（地点：{where}）"
    source = f"{outer.system}@{place[:6]}"
    return Incoming(
        id=uuid5(NAMESPACE_URL, f"xiangli:{source}:{said['id']}"), text=text if said["text"] else "",
        title=said["title"], place=place, channel="import", source=source, outer_id=said["id"],
        outer_at=_moment(said["time"], "time"), outer_due=_moment(said["due"], "due"), by=by,
        reporter={k: str(row[k]) for k in ("name", "phone", "identity") if row.get(k)}, procedure=row.procedure(),
    )  # fmt: skip


def cell_of(row: Any, field: str) -> tuple[str, str]:
    """Sheet and cell of the column a field was read from; empty for a row that is of no workbook."""
    if not isinstance(row, SheetRow):
        return "", ""
    own = _COLUMN_OF.get(field, field)
    if row.outer:
        return row.sheet, row.cell(own)
    names = COLUMNS.get(field) or COLUMNS.get(own) or ()
    return row.sheet, next((row.cell(name) for name in names if name in row.letters), "")


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        if (value := row.get(name)) not in (None, ""):
            return str(value)
    return ""


def _moment(text: str, field: str) -> datetime | None:
    """The instant a cell speaks of; a due day without an hour lasts to its end (民法典 203). Raises Refused."""
    if not text.strip():
        return None
    for style in _STYLES:
        try:
            found = datetime.strptime(text.strip(), style).replace(tzinfo=_SHANGHAI)
            return found + timedelta(days=1) if field == "due" and "%H" not in style else found
        except ValueError:
            continue
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused(field, f"时间“{text[:30]}”看不懂；请写成 2026-03-15 09:30。") from None
    return found if found.tzinfo else found.replace(tzinfo=_SHANGHAI)
