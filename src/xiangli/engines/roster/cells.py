"""One cell as a plain value of its field: full-width digits, dates in five styles, numbers that Excel kept as numbers.

Nothing is guessed: what cannot be read for certain is no value, and the reason is told.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from xiangli.engines.numerals import number
from xiangli.engines.roster.dictionary import Field, otherwise
from xiangli.engines.roster.shapes import Value

LOST = 10**15
"""From here on Excel keeps a number without its last digits."""
FORMULA = "=+@"
YES = frozenset({"是", "有", "√", "✓", "✔", "对", "1", "Y", "YES", "在", "享受", "已"})
NO = frozenset({"否", "无", "×", "✗", "没有", "0", "N", "NO", "不", "未"})
NOTHING = frozenset(
    {"", "-", "—", "——", "/", "\\", "无", "暂无", "不详", "未知", "空", "#N/A", "#REF!", "#VALUE!", "N/A"}
)


class Read(NamedTuple):
    """A value, or None with the reason in ``words`` ('' for an empty cell)."""

    value: Value | None
    words: str = ""


def text(cell: Any) -> str:
    """A cell as one reads it: half-width, blanks at the ends gone, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < LOST:
        return str(int(cell))
    return unicodedata.normalize("NFKC", str(cell)).replace("\u200b", "").strip()


def bare(cell: Any) -> str:
    """The text without any blank in it."""
    return "".join(text(cell).split())


def clean(field: Field, cell: Any) -> Read:
    """The cell as a value of ``field``."""
    said = text(cell)
    if said in NOTHING and not (
        field.type in ("yesno",) or said in field.values or said in otherwise().get(field.id, ())
    ):
        return Read(None)
    if isinstance(cell, str) and said[:1] in FORMULA and not re.fullmatch(r"\+?[\d .-]+", said):
        return Read(None, "这一格是公式，不是内容。")
    return READERS.get(field.type, _free)(field, cell)


def _free(field: Field, cell: Any) -> Read:
    return Read(" ".join(text(cell).split())[:120])


def _name(field: Field, cell: Any) -> Read:
    said = bare(cell)
    if any(c.isdigit() for c in said) or not any(c.isalpha() for c in said):
        return Read(None, "姓名里有数字，或没有字。")
    return Read(said[:40])


def _enum(field: Field, cell: Any) -> Read:
    if not field.values:
        return _free(field, cell)
    found = _one_of(field, bare(cell))
    # An enum of the dictionary may lack a word that villages use (外孙); what people wrote is kept.
    return Read(found) if found else _free(field, cell)


def _one_of(field: Field, said: str) -> str:
    """The value of the closed list that is meant, '' when it is none."""
    if said in field.values:
        return said
    if found := otherwise().get(field.id, {}).get(said):
        return found
    if field.id in EXACT:
        return ""
    inside = [one for one in field.values if one in said]
    if inside:
        longest = max(inside, key=len)
        return longest if len(said) - len(longest) <= 3 else ""
    around = [one for one in field.values if len(said) >= 2 and said in one]
    return around[0] if len(around) == 1 else ""


def _set(field: Field, cell: Any) -> Read:
    parts = [one for one in re.split(r"[、,，/;；+\s]+", text(cell)) if one and one not in NOTHING]
    found = [_one_of(field, one) if field.values else one for one in parts]
    if wrong := [part for part, one in zip(parts, found, strict=True) if not one]:
        return Read([one for one in found if one] or None, f"“{wrong[0][:12]}”不在{field.zh}的几种里。")
    return Read(sorted(dict.fromkeys(found), key=lambda one: field.values.index(one) if one in field.values else 99))


def _number(field: Field, cell: Any) -> Read:
    """An identity, certificate, card or running number, kept as text."""
    if (isinstance(cell, float) and abs(cell) >= LOST) or re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", bare(cell)):
        return Read(None, "号码被 Excel 存成了数值，后几位已经丢了，请重新输入。")
    return Read(bare(cell).upper().strip("'‘’`")[:40])


def _phone(field: Field, cell: Any) -> Read:
    said = text(cell)
    first = re.split(r"[/、,，;；]", said)[0]
    digits = re.sub(r"\D", "", first)
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    more = "写了不止一个电话，取第一个。" if first != said else ""
    if not 7 <= len(digits) <= 12:
        return Read(None, f"电话有 {len(digits)} 位，不对。")
    return Read(digits, more)


def _date(field: Field, cell: Any) -> Read:
    found = day(cell)
    return Read(found.isoformat()) if found else Read(None, f"“{text(cell)[:12]}”读不成日期。")


def day(cell: Any) -> date | None:
    """A day in any of the styles rosters use; None when it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 10_000 <= cell < 80_000:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    parts = re.findall(r"\d+", bare(cell).split("T")[0]) if len(bare(cell)) <= 24 else []
    if len(parts) == 1 and len(parts[0]) == 8:
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if len(parts) not in (3, 6) or len(parts[0]) != 4:
        return None
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def _month(field: Field, cell: Any) -> Read:
    if whole := day(cell):
        return Read(f"{whole:%Y-%m}")
    parts = re.findall(r"\d+", bare(cell))
    if len(parts) == 1 and len(parts[0]) == 6:
        parts = [parts[0][:4], parts[0][4:]]
    if isinstance(cell, float) and len(parts) == 2 and parts[1] == "1":
        return Read(None, f"{parts[0]}.1 看不出是 1 月还是 10 月。")
    if len(parts) == 2 and len(parts[0]) == 4 and 1 <= int(parts[1]) <= 12:
        return Read(f"{parts[0]}-{int(parts[1]):02d}")
    return Read(None, f"“{text(cell)[:12]}”读不成年月。")


def _whole(field: Field, cell: Any) -> Read:
    found = re.fullmatch(r"(-?\d+)(?:\.0+)?\D{0,4}", bare(cell))
    return Read(int(found[1])) if found else Read(None, f"“{text(cell)[:12]}”不是整数。")


def _decimal(field: Field, cell: Any) -> Read:
    found = re.fullmatch(r"(-?[\d,]*\.?\d+)[^\d.]{0,6}", bare(cell))
    try:
        plain = format(Decimal(found[1].replace(",", "")).normalize(), "f") if found else ""
    except InvalidOperation:
        plain = ""
    return Read(plain) if plain else Read(None, f"“{text(cell)[:12]}”不是数。")


def _yes(field: Field, cell: Any) -> Read:
    said = bare(cell).upper()
    if said in YES:
        return Read(True)
    return Read(False) if said in NO else Read(None, "" if not said else f"“{said[:8]}”看不出是还是否。")


def _group(field: Field, cell: Any) -> Read:
    return Read(group(text(cell)))


def group(said: str) -> str:
    """3, 第3组, 三组, 第三村民小组 → 3组; a group that has a name keeps it."""
    plain = "".join(unicodedata.normalize("NFKC", said).split())
    found = re.fullmatch(
        r"第?(\d{1,3}|[零一二三四五六七八九十]{1,3})(?:村民)?(?:小)?(?:组|队|号|生产队|村小组)?", plain
    )
    if not found:
        return plain
    return f"{number(found[1])}组"


def _nation(field: Field, cell: Any) -> Read:
    said = bare(cell)
    return Read(said if said.endswith("族") or len(said) > 5 else said + "族")


EXACT = frozenset({"p_relation"})
"""Fields of which a longer word is another value: 外孙女 is no 孙女."""
READERS = {
    "name": _name, "enum": _enum, "set": _set, "id": _number, "phone": _phone, "date": _date, "ym": _month, "int": _whole,
    "num": _decimal, "yesno": _yes, "group": _group, "nation": _nation,
}  # fmt: skip
