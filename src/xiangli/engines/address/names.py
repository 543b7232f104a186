"""Names of divisions: their stem without the word for the kind of place, and the short forms people say."""

from __future__ import annotations

from functools import cache

PEOPLES = (
    "土家族苗族 苗族侗族 侗族苗族 瑶族苗族 苗族瑶族 回族维吾尔族 维吾尔族回族 土家族 苗族 侗族 瑶族 白族 回族 壮族 "
    "维吾尔族 蒙古族 满族 畲族 仡佬族 布依族 水族"
).split()
_VILLAGE = (
    "村村民委员会 社区居民委员会 村民委员会 居民委员会 社区居委会 社区村委会 居委会 村委会 社区 农村社区 村社区 村 "
    "居 大队 生产大队 渔场 管理区虚拟社区 虚拟社区"
).split()
_TOWN = "街道办事处 街道办 街道 民族乡 镇 乡 公社 人民公社 农场 办事处 工业园 管理区".split()
_COUNTY = "自治县 自治州 地区 管理区 示范区 市 县 区 州 省".split()
_SUFFIXES = sorted({*_VILLAGE, *_TOWN, *_COUNTY}, key=len, reverse=True)


@cache
def stem(name: str) -> str:
    """The name without its kind of place and people: 瑶族乡, 街道办事处, 村委会… The name itself if nothing would stay."""
    short = name
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 0:
            short = name[: -len(suffix)]
            break
    for people in PEOPLES:
        if short.endswith(people) and len(short) > len(people):
            short = short[: -len(people)]
            break
    return short if len(short) >= 2 else name
