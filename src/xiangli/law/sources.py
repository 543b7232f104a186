"""Every number the law sets, with its article, from ``sources.yaml``; what is only a norm says so.

A number is shown as law only when its article was read in the version shipped (``seen: yes``) and the number itself
stands there (``kind: law``). Everything else is a norm, whatever the row's name.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from xiangli.law.texts import NoSuchText, cited

Seen = Literal["yes", "part", "no"]
Kind = Literal["law", "norm"]
NORM = "规范（非法律）"
_AMOUNT = re.compile(
    r"^(?:(>=|<=|>|<|=) )?(\d+(?:/\d+)?|every) (H|WD|D|M|Y|share|person|household|yuan|percent|times)$"
)
TIME_UNITS = ("H", "WD", "D", "M", "Y")


class SourceError(ValueError):
    """``sources.yaml`` is not sound, or has no such row; the message names the row."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Number(_Strict):
    """One number: what it limits, how much (``<= 15 D``, ``>= 2/3 share``), of what, from which moment, which article."""

    what: str
    op: Literal[">=", "<=", ">", "<", "="]
    value: str
    unit: str
    of: str = ""
    since: str = ""
    law: str = ""
    article: str = ""
    kind: Kind

    @property
    def where(self) -> str:
        """《信访工作条例》第二十二条, or 规范（非法律）."""
        return _cite(self.law, self.article) if self.kind == "law" else NORM


class Source(_Strict):
    """One row: laws with their articles, the rule in our own words, its numbers, and whether the text was read."""

    id: str
    seen: Seen
    cites: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    papers: tuple[str, ...] = ()
    rule: str
    numbers: tuple[Number, ...] = ()

    @property
    def law(self) -> str:
        """The first law cited (its short name), or the first paper not had; empty for a norm of ours."""
        return next(iter([*self.cites, *self.papers]), "")

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles cited in that first law, as ``22``."""
        return self.cites.get(self.law, ())

    @property
    def kind(self) -> Kind:
        """Law when its text was read, else a norm."""
        return "law" if self.seen == "yes" else "norm"

    @property
    def where(self) -> str:
        """All its articles in words; a norm says that it is one, with the paper's number if there is one."""
        if self.kind == "law":
            return "、".join(_cite(law, *articles) for law, articles in self.cites.items())
        return NORM + (f"，参照{'、'.join(self.papers)}" if self.papers else "")

    def cited(self, article: str) -> str:
        """One of its articles in words (``28``, or ``law 28`` beyond the first law). SourceError when it is not cited."""
        law, _, number = article.rpartition(" ")
        law = law or self.law
        if self.kind != "law" or number not in self.cites.get(law, ()):
            raise SourceError(f"{self.id}: {article} is not among the row's articles")
        return _cite(law, number)

    def lawful(self, amount: int, unit: str) -> tuple[Number, ...]:
        """The row's numbers of just this amount and unit that stand in a law."""
        return tuple(one for one in self.numbers if one.kind == "law" and (one.value, one.unit) == (str(amount), unit))

    def ours(self, amount: int, unit: str) -> tuple[Number, ...]:
        """The row's numbers of just this amount and unit that are norms."""
        return tuple(one for one in self.numbers if one.kind == "norm" and (one.value, one.unit) == (str(amount), unit))

    @model_validator(mode="after")
    def _law_only_where_read(self) -> "Source":
        if self.seen == "yes" and not self.cites:
            raise ValueError("a row that was read cites a text")
        for one in self.numbers:
            if one.kind == "law" and self.seen != "yes":
                raise ValueError(f"{one.what}: shown as law, but its text was not read")
            if one.kind == "law" and one.article not in (self.cites.get(one.law) or ("",)):
                raise ValueError(f"{one.what}: {one.law} {one.article} is not among the row's articles")
        return self


def _cite(law: str, *articles: str) -> str:
    return f"《{law}》" + "、".join(cited(number) for number in articles if number)


def read(text: str) -> dict[str, Source]:
    """Rows by id. ``SourceError`` for an unknown key, a wrong amount, a double id, law where nothing was read."""
    rows: dict[str, Source] = {}
    for raw in yaml.load(text, Loader=yaml.BaseLoader):
        name = raw.get("id", "?") if isinstance(raw, dict) else "?"
        try:
            one = Source.model_validate({**raw, "numbers": [_number(raw, n) for n in raw.get("numbers", [])]})
        except (ValidationError, ValueError, TypeError, AttributeError) as wrong:
            raise SourceError(f"{name}: {wrong}") from wrong
        if one.id in rows:
            raise SourceError(f"{name}: stands twice")
        rows[one.id] = one
    return rows


def _number(raw: dict[str, Any], number: dict[str, str]) -> dict[str, str]:
    """The short form ``{what, is: "15 D", from, at: 22 | "民法典 202", kind}`` spelt out."""
    left = dict(number)
    found = _AMOUNT.match(left.pop("is"))
    if not found:
        raise SourceError(f"{number['is']!r} is no amount")
    law, _, article = left.pop("at", "").rpartition(" ")
    law = law or next(iter(raw.get("cites", {})), "")
    kind = left.pop("kind", "law" if raw["seen"] == "yes" else "norm")
    full = {"op": found[1] or "<=", "value": found[2], "unit": found[3], "kind": kind, "since": left.pop("from", "")}
    return left | full | ({"law": law, "article": article} if kind == "law" else {})


@lru_cache(maxsize=1)
def rows() -> Mapping[str, Source]:
    """All rows by id."""
    return read(files("xiangli.law").joinpath("sources.yaml").read_text("utf-8"))


def row(id: str) -> Source:
    """The row; ``SourceError`` when there is none."""
    try:
        return rows()[id]
    except KeyError:
        raise SourceError(f"no row {id!r} in sources.yaml") from None


def basis(by: str, amount: int | None = None, unit: str = "") -> str:
    """How a page names the ground of a limit: 《信访工作条例》第三十四条, or 规范（非法律）：what it is.

    Only an amount that stands in the row as law is shown as law; a county's own shorter number, and a row not
    listed, are norms. Without an amount (a pause) the row's articles are named.
    """
    source = rows().get(by)
    if source is None:
        return f"{NORM}：{by}"
    if amount is None:
        return source.where if source.kind == "law" else f"{source.where}：{source.rule}"
    if found := source.lawful(amount, unit):
        articles: dict[str, list[str]] = {}
        for one in found:
            articles.setdefault(one.law, []).append(one.article)
        return "、".join(_cite(law, *dict.fromkeys(numbers)) for law, numbers in articles.items())
    if norms := source.ours(amount, unit):
        return f"{NORM}：{'、'.join(one.what for one in norms)}"
    return f"{NORM}：本地另定的期限" + (f"（法律的规定见{source.where}）" if source.kind == "law" else "")


def check(source: Source) -> list[str]:
    """Faults of a row against the shipped texts: a law or an article that is not there."""
    from xiangli.law import texts  # only the checker needs all texts read

    faults = []
    for law, articles in source.cites.items():
        try:
            texts.law(law)
            for number in articles:
                texts.article(law, number)
        except NoSuchText as missing:
            faults.append(f"{source.id}: {missing}")
    return faults
