"""The sum of a count in plain Chinese."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from xiangli.law.quorum.meetings import Meeting, Subject, meetings
from xiangli.law.quorum.shares import Share
from xiangli.law.sources import Number

if TYPE_CHECKING:
    from xiangli.law.quorum.counting import Reading

_UNITS = {"person": "人", "household": "户"}
_BOUNDS = {">=": "不少于", ">": "多于", "<=": "不超过"}


def amount(value: Fraction) -> str:
    """201, or an area with up to four digits, cut and marked where there are more: 1234.5, 66.6666…."""
    whole, rest = divmod(value.numerator * 10_000 // value.denominator, 10_000)
    digits = f"{whole}.{rest:04d}".rstrip("0").rstrip(".")
    return digits if Fraction(digits) == value else f"{digits}…"


def share(name: str, of: str, need: Share, count: Fraction, base: Fraction, *, whole: bool, charter: bool) -> str:
    """到会人数：要过“本村十八周岁以上的村民”的半数。400 的 1/2 是 200，至少 201；实有 210，够。"""
    exact = need.part * base
    if whole:
        least, lacking = f"至少 {need.least(base)}", need.least(base) - count
    else:
        least, lacking = f"{'不少于' if need.op == '>=' else '超过'} {amount(exact)}", exact - count
    end = "够" if need.is_met(count, base) else f"差 {amount(lacking)}" if lacking > 0 else "不够"
    own = "（章程的规定更严）" if charter else ""
    return (
        f"{name}：{need.zh(of)}{own}。{amount(base)} 的 {need.part} 是 {amount(exact)}，{least}；"
        f"实有 {amount(count)}，{end}。"
    )


def plain(name: str, number: Number, count: Fraction, met: bool) -> str:
    """全体成员代表：要多于 20 人；实有 21，符合。"""
    unit = _UNITS.get(number.unit, "")
    bound = _BOUNDS[number.op]
    return f"{name}：要{bound} {number.value} {unit}；实有 {amount(count)}，{'符合' if met else '不符合'}。"


def barred(meeting: Meeting, subject: Subject, empowered: bool) -> str:
    """Why this meeting may not decide the subject; empty when it may."""
    if subject.here == "yes" or (subject.here == "empowered" and empowered):
        return ""
    instead = meetings()[subject.instead].name if subject.instead else ""
    if subject.here == "empowered":
        return f"“{subject.name}”要由{instead}决定；{instead}没有授权，{meeting.name}不能决定（{subject.where}）。"
    return f"“{subject.name}”不能由{meeting.name}决定，应当由{instead}决定（{subject.where}）。"


def lines(
    meeting: Meeting,
    readings: Mapping[str, Sequence["Reading"]],
    *,
    valid: bool,
    formed: bool,
    barred: str,
    carried: bool,
) -> tuple[str, ...]:
    """Each reading with its article, and what follows from all of them."""
    said = [f"{one.sum}（{one.where}）" for part in ("asked", "formed", "ways", "carried") for one in readings[part]]
    if barred:
        said.append(barred)
    if not formed:
        end = "会议的组成不合规定，决定不成立。"
    elif not valid:
        end = "参加的不够，无效，不能作决定。"
    elif barred:
        end = "这件事不能在这个会上决定。"
    else:
        end = "通过。" if carried else "没有通过。"
    return (*said, f"{meeting.name}：{end}")
