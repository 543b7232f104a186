"""Whether a code names a place that stands today; asked of the shipped divisions first, so it costs nothing."""

import functools

from xiangli.places.models import Place, Succession
from xiangli.places.reads.changed import changed
from xiangli.places.rows import divisions, former


@functools.cache
def _standing() -> frozenset[str]:
    return frozenset(d.code for d in divisions())


@functools.cache
def _ended() -> dict[str, tuple[str, str, int]]:
    return {f.code: (f.name, f.successor, f.last) for f in sorted(former(), key=lambda f: f.last)}


def known(code: str) -> str:
    """'' when the place stands; else why not, in plain words: never was, or ended, since when and what followed it."""
    if len(code) > 12:
        return _below(code)
    if (ours := changed(code)) is not None:
        return "" if ours.ended is None else _over(code, ours.name, f"{ours.ended:%Y-%m-%d}", ours.successors)
    if code in _standing():
        return ""
    if code in _ended():
        name, successor, last = _ended()[code]
        return _over(code, name, f"{last} 年", (successor,) if successor else ())
    return _never(code)


def _below(code: str) -> str:
    row = Place.objects.filter(code=code).first()
    if row is None:
        return _never(code)
    if row.valid_to is None:
        return ""
    after = tuple(Succession.objects.filter(county=code[:6], old=code).order_by("new").values_list("new", flat=True))
    return _over(code, row.name, f"{row.valid_to:%Y-%m-%d}", after)


def _over(code: str, name: str, last: str, after: tuple[str, ...]) -> str:
    followed = f"，现在归 {'、'.join(after)}" if after else ""
    return f"代码 {code}（{name}）{last}以后已经撤销{followed}，请用新代码。"


def _never(code: str) -> str:
    return f"没有代码为 {code[:20]!r} 的地方；请核对区划代码。"
