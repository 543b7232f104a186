"""Error pages in plain words: what happened, that nothing is lost, what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def page(
    request: HttpRequest, status: int, title: str, words: str, next_href: str = "/", next_label: str = ""
) -> HttpResponse:
    """An error page with its HTTP status."""
    context = {
        "status": status,
        "title": title,
        "words": words,
        "next_href": next_href,
        "next_label": next_label or _("回首页"),
    }
    return render(request, "faces/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return page(request, 400, _("这个请求看不懂"), _("送来的内容不完整或格式不对。请退回上一页，检查后再交一次。"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the post one holds does not cover this."""
    words = (
        str(exception) if exception and str(exception) else _("您的岗位没有这个权限。如果工作需要，请找本单位管理员。")
    )
    return page(request, 403, _("这一页不归您的岗位"), words)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the form check: usually a page left open over night, or cookies off."""
    return page(
        request,
        403,
        _("页面放得太久了"),
        _("为了安全，这次没有提交。请退回上一页，刷新后再交一次。浏览器需要允许本站的 Cookie。"),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return page(request, 404, _("没有找到这一页"), _("地址可能抄错了，或者内容已经移走。"))


def conflict(request: HttpRequest, words: str, href: str) -> HttpResponse:
    """409: somebody was first; says who, and leads to how it stands now."""
    return page(request, 409, _("别人先办了一步"), words, href, _("看现在的情况"))


def too_many(request: HttpRequest) -> HttpResponse:
    """429."""
    return page(request, 429, _("试得太多次了"), _("请十分钟后再试。急事请打电话给村里或镇上。"))


def locked(request: HttpRequest) -> HttpResponse:
    """429 for one account: too many attempts failed from wherever."""
    words = _("这个账号试错太多，先锁住了，半小时后自动解开。急用请找本单位管理员解锁；不是您在试，请告诉安全管理员。")
    return page(request, 429, _("账号锁住了"), words)


def broken(request: HttpRequest) -> HttpResponse:
    """500: says what is safe; the cause is in the server's log."""
    return page(
        request, 500, _("系统出了差错"), _("已经交上来的事没有丢。请过一会儿再试；还不行，请打电话给镇上值班室。")
    )
