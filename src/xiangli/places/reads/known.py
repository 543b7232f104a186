"""Whether a code names a place that stands today; asked of the shipped divisions first, so it costs nothing."""

import functools

from xiangli.places.models import Place
from xiangli.places.rows import divisions, former


@functools.cache
def _standing() -> frozenset[str]:
    return frozenset(d.code for d in divisions())


@functools.cache
def _ended() -> dict[str, tuple[str, str, int]]:
    return {f.code: (f.name, f.successor, f.last) for f in sorted(former(), key=lambda f: f.last)}


def known(code: str) -> str:
    """'' when the place stands; else why not, in plain words: never was, or ended, since when and what followed it."""
    if code in _standing():
        return ""
    if code in _ended():
        name, successor, last = _ended()[code]
        after = f"，现在归 {successor}" if successor else ""
        return f"代码 {code}（{name}）{last} 年以后已经撤销{after}，请用新代码。"
    if len(code) > 12 and Place.objects.filter(code=code, valid_to__isnull=True).exists():
        return ""
    return f"没有代码为 {code[:20]!r} 的地方；请核对区划代码。"
