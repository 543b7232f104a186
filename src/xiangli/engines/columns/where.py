"""What narrows a list or a count, read from words: ages, kinds of household, sex, work away, days of birth and death.

Tokens as the truth writes them, such as ``age:60-``, ``hk:低保户``, ``sex:女``, ``born:2026-01-01..2026-06-30``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from xiangli.engines.columns.dictionary import Dictionary
from xiangli.engines.numerals import number

_NUM = r"(\d{1,3}|[零一二三四五六七八九十]{1,3})"
_YEARS = r"(?:周岁|岁)"
_DASH = r"[-—–―~～至到]+"
_AGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"年?满?{_NUM}{_YEARS}?{_DASH}{_NUM}{_YEARS}(?:(?:以下)?[(（]不满{_NUM}{_YEARS}[)）])?"), "between"),
    (re.compile(rf"{_NUM}{_YEARS}?(?:及以上|以上|及其以上|\(含\)以上|含以上)?(?:[、，,]|至|且|、)?(?:不满|未满){_NUM}{_YEARS}"), "from_under"),
    (re.compile(rf"(?:年满|已满|满)?{_NUM}{_YEARS}(?:[(（]含(?:{_NUM}{_YEARS}?)?[)）])?(?:及以上|以上|及其以上|含以上|（含）以上|\(含\)以上|起)"), "from"),
    (re.compile(rf"(?:年满|已满){_NUM}{_YEARS}"), "from"),
    (re.compile(rf"(?:不满|未满|不足|小于){_NUM}{_YEARS}"), "under"),
    (re.compile(rf"{_NUM}{_YEARS}(?:[(（]含(?:{_NUM}{_YEARS}?)?[)）])?(?:及以下|以下|及其以下|含以下|以内|\(含\)以下)"), "to"),
)  # fmt: skip
_NAMED_AGES = (
    (re.compile("育龄妇女"), "sex:女&age:15-49"), (re.compile("劳动年龄人口|适龄劳动力|劳动力"), "age:16-59"),
    (re.compile("未成年人"), "age:0-17"), (re.compile("成年人"), "age:18-"), (re.compile("高龄老人|高龄人口"), "age:80-"),
    (re.compile("百岁老人"), "age:100-"), (re.compile("老年人口?|老人"), "age:60-"), (re.compile("婴幼儿"), "age:0-2"),
    (re.compile("学龄前儿童"), "age:0-5"),
)  # fmt: skip
_EVENTS = (
    ("died", re.compile("死亡|去世|亡故|过世|殁")), ("moved", re.compile("迁出|户口迁移")),
    ("born", re.compile("新生儿|出生|新出生")), ("ends", re.compile("到期|届满|期满|终止")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens read from a text and the letters that were left over."""

    tokens: tuple[str, ...]
    rest: str


def narrowing(text: str, known: Dictionary, *, as_of: date) -> Found:
    """What a text narrows to, and its left-over letters. ``as_of`` dates words such as 今年."""
    tokens: list[str] = []
    rest = text
    for event, words in _EVENTS:
        if words.search(rest) and (span := _span(rest, as_of)):
            tokens.append(f"{event}:{span[0].isoformat()}..{span[1].isoformat()}")
            rest = words.sub("\0", rest.replace(span[2], "\0"))
    for pattern, how in _AGES:
        while hit := pattern.search(rest):
            tokens.append(_age(how, [number(g) for g in hit.groups() if g]))
            rest = rest[: hit.start()] + "\0" + rest[hit.end() :]
    aged = any(t.startswith("age:") for t in tokens)
    rest = _by_word(rest, known, tokens)
    if aged:
        rest = re.sub("老年人口?|老人", "\0", rest)
    elif all(t.startswith(("sex:", "hk:")) for t in tokens):
        rest = _named(rest, tokens)
    return Found(_joined(tokens), rest.replace("\0", ""))


def _age(how: str, found: list[int]) -> str:
    if how == "between" or how == "from_under":
        low, high = found[0], found[1]
        return f"age:{low}-{high - 1 if how == 'from_under' else high}"
    if how == "from":
        return f"age:{found[0]}-"
    return f"age:0-{found[0] - 1 if how == 'under' else found[0]}"


def _named(rest: str, tokens: list[str]) -> str:
    for pattern, token in _NAMED_AGES:
        if hit := pattern.search(rest):
            tokens.extend(token.split("&"))
            rest = rest[: hit.start()] + "\0" + rest[hit.end() :]
    return rest


def _by_word(rest: str, known: Dictionary, tokens: list[str]) -> str:
    for word, token in known.narrowings:
        if word in rest:
            rest = rest.replace(word, "\0", 1)
            tokens.extend(t for t in token.split("&") if t not in tokens and t != "everyone")
    return rest


def _joined(tokens: list[str]) -> tuple[str, ...]:
    """Several values of one kind become alternatives: 低保、特困 are either, 高血压、糖尿病 too."""
    kinds: dict[str, list[str]] = {}
    for token in tokens:
        kind, colon, value = token.partition(":")
        held = kinds.setdefault(kind, [])
        if colon:
            held.extend(v for v in value.split("|") if v not in held)
    if "scope" in kinds:
        kinds.pop("out", None)
    if "dislv" in kinds:
        kinds.pop("dis", None)
    return tuple(f"{kind}:{'|'.join(values)}" if values else kind for kind, values in kinds.items())


def _span(text: str, as_of: date) -> tuple[date, date, str] | None:
    """A stretch of days in a text: from a day to a day, a half-year, a quarter, a month, a year."""
    day = r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?"
    if hit := re.search(rf"{day}{_DASH}{day}", text):
        y1, m1, d1, y2, m2, d2 = map(int, hit.groups())
        return date(y1, m1, d1), date(y2, m2, d2), hit[0]
    if hit := re.search(rf"(\d{{4}})年(\d{{1,2}})月?{_DASH}(?:(\d{{4}})年)?(\d{{1,2}})月", text):
        y2 = int(hit[3] or hit[1])
        return date(int(hit[1]), int(hit[2]), 1), _month_end(y2, int(hit[4])), hit[0]
    if hit := re.search(r"(\d{4})年(上半年|下半年|第?[一二三四1-4]季度)", text):
        year, part = int(hit[1]), hit[2]
        first, last = (1, 6) if part == "上半年" else (7, 12) if part == "下半年" else _quarter(part)
        return date(year, first, 1), _month_end(year, last), hit[0]
    if hit := re.search(r"(上半年|下半年)", text):
        first, last = (1, 6) if hit[1] == "上半年" else (7, 12)
        return date(as_of.year, first, 1), _month_end(as_of.year, last), hit[0]
    if hit := re.search(r"(\d{4})年(\d{1,2})月(?!\d{1,2}日)", text):
        return date(int(hit[1]), int(hit[2]), 1), _month_end(int(hit[1]), int(hit[2])), hit[0]
    if hit := re.search(rf"{day}(?:以来|至今|起|以后)", text):
        return date(*map(int, hit.groups())), as_of, hit[0]
    if hit := re.search(r"(\d{4})年(?:以来|至今|度|内)?(?!\d)", text):
        year = int(hit[1])
        return date(year, 1, 1), as_of if year == as_of.year else date(year, 12, 31), hit[0]
    if hit := re.search(r"今年以来|本年度|今年|本年", text):
        return date(as_of.year, 1, 1), as_of, hit[0]
    return None


def _quarter(part: str) -> tuple[int, int]:
    n = "一二三四".find(part[-3]) + 1 or int(part[-3])
    return 3 * n - 2, 3 * n


def _month_end(year: int, month: int) -> date:
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
