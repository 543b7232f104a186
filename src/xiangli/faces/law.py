"""The law reading room: all texts, one text, one article highlighted, and the source row behind a clock."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from xiangli.faces.access import public
from xiangli.law import sources, texts
from xiangli.web.kit.shapes import Column, Table


@public
def shelf(request: HttpRequest) -> HttpResponse:
    """All texts; with ``?q=`` the articles in which the words stand."""
    words = request.GET.get("q", "").strip()[:60]
    found = texts.search(words, limit=50) if words else []
    return render(request, "faces/law_shelf.html", {"laws": texts.laws().values(), "words": words, "found": found})


@public
def one(request: HttpRequest, name: str, article: str = "") -> HttpResponse:
    """One text, article by article; the one named in the address is marked and brought into view."""
    try:
        law = texts.law(name)
        marked = texts.article(name, article).number if article else ""
    except LookupError as error:
        raise Http404(str(error)) from error
    if law.name != name:
        return redirect("law-article", law.name, marked) if marked else redirect("law", law.name)
    around = nearby(list(law.articles.values()), marked)
    context = {
        "law": law,
        "marked": marked,
        "articles": around,
        "cut": len(around) < len(law.articles),
        "base": reverse("law", args=[law.name]),
    }
    return render(request, "faces/law_text.html", context)


def nearby(articles: list[texts.Article], marked: str, span: int = 5) -> list[texts.Article]:
    """All articles, or, when one is asked for, it and ``span`` on each side: 民法典 has 1,260."""
    if not marked:
        return articles
    here = next(index for index, one in enumerate(articles) if one.number == marked)
    return articles[max(0, here - span) : here + span + 1]


@public
def source(request: HttpRequest, row: str) -> HttpResponse:
    """One row of the sources: what it says, its numbers, whether it is law or a norm, its articles one tap away."""
    try:
        found = sources.row(row)
    except sources.SourceError as error:
        raise Http404(str(error)) from error
    cited = [texts.article(law, number) for law, numbers in found.cites.items() for number in numbers]
    numbers = [(one.what, amount(one), one.of or one.since, one.where) for one in found.numbers]
    columns = [Column(_("是什么")), Column(_("多少")), Column(_("占什么，或从何时起")), Column(_("依据"))]
    context = {"source": found, "cited": cited, "table": Table(str(_("其中的数字")), columns, numbers)}
    return render(request, "faces/law_source.html", context)


def amount(number: sources.Number) -> str:
    """A number of a source in words: not more than, at least, and its unit."""
    bounds = {"<=": _("不超过"), ">=": _("不少于"), "<": _("少于"), ">": _("超过"), "=": ""}
    units = {
        "H": _("小时"), "WD": _("个工作日"), "D": _("日"), "M": _("个月"), "Y": _("年"), "share": "", "person": _("人"),
        "household": _("户"), "yuan": _("元"), "percent": "%", "times": _("次"),
    }  # fmt: skip
    return f"{bounds[number.op]} {number.value} {units[number.unit]}".strip()
