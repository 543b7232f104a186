"""Names of divisions: their stem without the word for the kind of place, and the other forms people use."""

from __future__ import annotations

import re
from functools import cache

PEOPLES = (
    "土家族苗族 苗族侗族 侗族苗族 瑶族苗族 苗族瑶族 回族维吾尔族 维吾尔族回族 土家族 苗族 侗族 瑶族 白族 回族 壮族 "
    "维吾尔族 蒙古族 满族 畲族 仡佬族 布依族 水族"
).split()
_VILLAGE = (
    "村村民委员会 社区居民委员会 村民委员会 居民委员会 社区居委会 社区村委会 居委会 村委会 社区 农村社区 村社区 村 "
    "居 大队 生产大队 虚拟社区"
).split()
_TOWN = "街道办事处 街道办 街道 民族乡 镇 乡 公社 人民公社 办事处".split()
_COUNTY = "自治县 自治州 地区 管理区 示范区 市 县 区 州 省".split()
_OTHER = "农场 渔场 工业园 管理区虚拟社区".split()
_SUFFIXES = sorted({*_VILLAGE, *_TOWN, *_COUNTY, *_OTHER}, key=len, reverse=True)
_OF_LEVEL = {"village": _VILLAGE, "township": _TOWN, "county": _COUNTY, "prefecture": _COUNTY, "province": _COUNTY}

# What a name of each level may be said with instead of its own kind of place; longest first.
SAID = {
    "village": (
        "村民委员会 社区居民委员会 居民委员会 社区居委会 农村社区 村委会 居委会 生产大队 大队 社区 村".split()
    ),
    "township": "街道办事处 人民公社 办事处 街道办 公社 街道 镇 乡".split(),
    "county": "自治县 县 市 区".split(),
    "prefecture": "自治州 地区 市 州".split(),
    "province": ["省"],
}  # fmt: skip
LEVELS = ("province", "prefecture", "county", "township", "village")
FULL, SWAPPED, STEM = 3.0, 2.5, 1.4  # what a way of saying a name is worth as evidence


@cache
def stem(name: str) -> str:
    """The name without its kind of place and people: 瑶族乡, 街道办事处, 村委会… The name itself if one letter would stay."""
    return _strip(name, tuple(_SUFFIXES))


def _strip(name: str, suffixes: tuple[str, ...]) -> str:
    cut = name
    for suffix in suffixes:
        if name.endswith(suffix) and len(name) > len(suffix):
            cut = name[: -len(suffix)]
            break
    for people in PEOPLES:
        if cut.endswith(people) and len(cut) > len(people):
            cut = cut[: -len(people)]
            break
    return cut if len(cut) >= 2 else name


@cache
def _suffixes(level: str) -> tuple[str, ...]:
    return tuple(sorted(_OF_LEVEL.get(level, _SUFFIXES), key=len, reverse=True))


_ZONE_HEAD = re.compile(r"^(湖南|.{2}市)(?=.{4,})")


_COMMITTEE = re.compile(r"(村民委员会|村委会|村村委会|村村民委员会|居民委员会|居委会|委员会|委会)$")


def seat(name: str) -> str:
    """A village's name as people say it, where the codes hold its committee: 江田村委会, 江田村村委会 → 江田村."""
    found = _COMMITTEE.search(name)
    if not found or len(name) - len(found[0]) < 2:
        return name
    bare = name[: found.start()]
    if bare.endswith(("村", "社区")):
        return bare
    return bare + ("村" if found[0].startswith("村") else "社区")


def short(name: str, level: str) -> str:
    """The stem by the kinds of place of this level only: 文艺路街道 → 文艺路, 裕南街街道 → 裕南街."""
    cut = _strip(seat(name) if level == "village" else name, _suffixes(level))
    if level == "county" and name.endswith(("管理区", "开发区", "示范区", "园区")):
        return _strip(_ZONE_HEAD.sub("", name), ("管理区", "示范区"))
    return cut


def whole(name: str, level: str) -> set[str]:
    """The full name and the forms that are as good as it: 通道县, 屈原管理区, 永州经开区, 东山乡 for 东山侗族乡."""
    told = {name}
    cut = short(name, level)
    if level == "village":
        told.add(seat(name))
    if level == "county":
        told |= _zone_forms(name)
        if name.endswith("自治县") and len(cut) >= 2:
            told |= {cut + "县", cut + "自治县"}
    if level == "prefecture" and name.endswith("自治州"):
        told |= {cut + "州", cut + "自治州"}
    if level == "township" and name.endswith("族乡") and len(cut) >= 2:
        told |= {cut + "乡", cut + "民族乡"}
    return told


def _zone_forms(name: str) -> set[str]:
    if not name.endswith(("管理区", "开发区", "示范区", "园区")):
        return set()
    said = {name, _ZONE_HEAD.sub("", name)}
    for one in list(said):
        said.add(one.replace("经济技术开发区", "经开区").replace("经济开发区", "经开区"))
        said.add(one.replace("高新技术产业园区", "高新区"))
        said.add(one.replace("高新技术产业园区", "高新技术产业开发区"))
    return {one for one in said if len(one) >= 4}
