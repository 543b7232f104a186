"""Template tags of the kit (``{% load kit %}``); each draws one partial of ``templates/kit``."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils import timezone, translation
from django.utils.safestring import SafeString

from xiangli.web.kit.shapes import Card, ClockFace, Figure, Link, Moment, Table

register = template.Library()
WEEKDAYS = "一二三四五六日"


@register.filter
def when(at: datetime | None) -> str:
    """An instant in words; midnight is said as 24:00 of the day before, as the law counts (民法典 203)."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    hour = local.strftime("%H:%M")
    if hour == "00:00" and local.second == 0:
        local, hour = local - timedelta(days=1), "24:00"
    if translation.get_language() == "en":
        return f"{local:%a} {local.day} {local:%b %Y}, {hour}"
    return f"{local.year}年{local.month}月{local.day}日（周{WEEKDAYS[local.weekday()]}）{hour}"


@register.inclusion_tag("kit/button.html")
def button(
    label: str, kind: str = "main", href: str = "", name: str = "", value: str = "", big: bool = False, key: str = ""
) -> dict[str, Any]:
    """A button, or a link that looks like one when ``href`` is given; ``kind`` is main, quiet or warn.

    ``key``: the key of the keyboard that presses it at the desk.
    """
    return {"label": label, "kind": kind, "href": href, "name": name, "value": value, "big": big, "key": key}


@register.inclusion_tag("kit/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field: label, hint and error above the control, tied to it for screen readers."""
    kind = str(getattr(bound.field.widget, "input_type", "text"))
    grouped = kind == "radio" or (kind == "checkbox" and isinstance(bound.field, forms.MultipleChoiceField))
    described = " ".join(
        part
        for part in (
            f"{bound.id_for_label or bound.auto_id}-hint" if bound.help_text else "",
            f"{bound.auto_id}-error" if bound.errors else "",
        )
        if part
    )
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if bound.errors and not grouped:
        attrs["aria-invalid"] = "true"
    return {
        "bound": bound,
        "kind": kind,
        "grouped": grouped,
        "control": "" if grouped else drawn(bound, attrs),
        "described": described,
    }


def drawn(bound: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """The control of a field with extra attributes."""
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("kit/notice.html")
def notice(text: object, kind: str = "info", title: str = "") -> dict[str, Any]:
    """A message in the page; ``kind`` is info, good, near or bad (bad is read out at once)."""
    return {"text": text, "kind": kind, "title": title}


@register.inclusion_tag("kit/table.html")
def table(shape: Table) -> dict[str, Any]:
    """A table that becomes a list of labelled pairs on a narrow screen."""
    return {
        "table": shape,
        "rows": [[(column, cell, isinstance(cell, Link)) for column, cell in row] for row in shape.cells()],
    }


@register.inclusion_tag("kit/card.html")
def card(shape: Card) -> dict[str, Any]:
    """A list card; the whole card is the target of its one link."""
    return {"card": shape}


@register.inclusion_tag("kit/clock.html")
def clock(face: ClockFace, open_sum: bool = False) -> dict[str, Any]:
    """A clock with its state, source and the sum under 怎么算的."""
    return {"clock": face, "open_sum": open_sum}


@register.inclusion_tag("kit/timeline.html")
def timeline(moments: Sequence[Moment]) -> dict[str, Any]:
    """What happened, newest first."""
    return {"moments": moments}


@register.inclusion_tag("kit/steps.html")
def steps(names: Sequence[str], current: int) -> dict[str, Any]:
    """Where one stands in a way of a few steps; ``current`` counts from 1."""
    return {"steps": [(name, number < current, number == current) for number, name in enumerate(names, 1)]}


@register.inclusion_tag("kit/empty.html")
def empty(title: str, text: str = "", href: str = "", label: str = "") -> dict[str, Any]:
    """A list with nothing in it: why, and what to do next."""
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("kit/pager.html")
def pager(earlier: str = "", later: str = "", said: str = "") -> dict[str, Any]:
    """Links to the page before and after; ``said`` tells where one stands."""
    return {"earlier": earlier, "later": later, "said": said}


@register.inclusion_tag("kit/facts.html")
def facts(pairs: Sequence[tuple[object, object]] | Mapping[object, object]) -> dict[str, Any]:
    """Pairs of term and value; a value may be a ``Link`` or a ``datetime``."""
    rows = pairs.items() if isinstance(pairs, Mapping) else pairs
    return {
        "rows": [
            (term, when(value) if isinstance(value, datetime) else value, isinstance(value, Link))
            for term, value in rows
        ]
    }


@register.inclusion_tag("kit/receipt.html")
def receipt(code: str, qr: str, follow: str, words: str = "") -> dict[str, Any]:
    """A receipt: the follow code in large type with its QR picture (a view's address, as CSP allows no data:)."""
    return {"code": code, "qr": qr, "follow": follow, "words": words}


@register.inclusion_tag("kit/filters.html")
def filters(links: Sequence[Link], label: str) -> dict[str, Any]:
    """Filters of a list with their counts."""
    return {"links": links, "label": label}


@register.inclusion_tag("kit/figures.html")
def figures(shapes: Sequence[Figure]) -> dict[str, Any]:
    """Figures side by side, each a door to what it counts."""
    return {"figures": shapes}


@register.inclusion_tag("kit/progress.html")
def progress(done: int, total: int | None, said: str = "") -> dict[str, Any]:
    """A bar with the figures in words beside it; without a total it only shows that work goes on."""
    return {"done": done, "total": total, "said": said}


@register.inclusion_tag("kit/copy.html")
def copy(label: str, text: str, id: str, hint: str = "", empty: str = "") -> dict[str, Any]:
    """A text to be copied as it stands: one tap with scripts, selected whole by a tap without. ``id`` is unique in the page."""
    return {"label": label, "text": text, "id": id, "hint": hint, "empty": empty or "—"}


@register.inclusion_tag("kit/tag.html")
def tag(label: str, tone: str = "") -> dict[str, Any]:
    """A short word in a coloured ground; ``tone`` is good, near or late. The word alone must carry the sense."""
    return {"label": label, "tone": tone}
