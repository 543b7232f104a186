"""A row of a file → a report. Columns are found by the names people give them, in Chinese or English."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from xiangli.intake.incoming import Incoming, Refused

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
_STYLES = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d", "%Y-%m-%d",
           "%Y年%m月%d日 %H:%M", "%Y年%m月%d日")  # fmt: skip


def incoming(row: dict[str, Any], *, place: str, source: str, by: str, n: int) -> Incoming:
    """The report of one row. Its id is made from source and outer id, so the same row never comes in twice.

    Raises Refused for a time that is none or a row without words.
    """
    said = {name: _first(row, names) for name, names in COLUMNS.items()}
    key = f"xiangli:{source}:{said['outer_id'] or (said['title'] + said['text'])}"
    return Incoming(
        id=uuid5(NAMESPACE_URL, key), text=said["text"], title=said["title"], place=said["place"] or place,
        channel="import", source=source, outer_id=said["outer_id"][:80], outer_at=_moment(said["time"], "time"),
        outer_due=_moment(said["due"], "due"), by=by,
        reporter={k: said[k] for k in ("name", "phone") if said[k]},
    )  # fmt: skip


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        if (value := row.get(name)) not in (None, ""):
            return str(value)
    return ""


def _moment(text: str, field: str) -> datetime | None:
    if not text.strip():
        return None
    for style in _STYLES:
        try:
            return datetime.strptime(text.strip(), style).replace(tzinfo=_SHANGHAI)
        except ValueError:
            continue
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refused(field, f"时间“{text[:30]}”看不懂；请写成 2026-03-15 09:30。") from None
    return found if found.tzinfo else found.replace(tzinfo=_SHANGHAI)
