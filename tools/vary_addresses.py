"""Make varied texts with a place in them, to develop the address reader without looking at any truth set.

Use: python tools/vary_addresses.py N SEED > FILE.jsonl, then xiangli locate --file FILE.jsonl and score_addresses.py.
Rows are as score_addresses.py reads them: text, hint, style, codes (several where the text cannot decide), level.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from xiangli.engines.address.names import seat, short
from xiangli.engines.address.writing import tables
from xiangli.places.rows import Division, divisions, former

PROBLEMS = (
    "水管爆了三天没人修|井盖不见了|晚上烧烤摊油烟呛人|低保名单没有公示|山体滑坡堵住了进村的路|手机没有信号|电压低得电饭煲都煮不熟|"
    "老年活动室一直锁着门|挖沙船半夜作业|养猪场的水直接排进沟里|公交车不停站|红绿灯坏了|有野狗追小孩|树倒了压着电线|"
    "化肥补贴没到账|学校食堂涨价|危房一下雨就塌一块|广场舞音响太大|垃圾车不来|河堤垮了一段"
).split("|")  # fmt: skip
FRAMES = (
    "{p}{x}，请派人看看|{x}，地点在{p}|我想反映{p}{x}的问题|{p}的居民：{x}|你好，我家住{p}，{x}|{p}那条路上{x}，已经报了两次|"
    "请问{p}{x}归谁管？|关于{p}{x}的投诉|现居{p}，{x}，麻烦处理|昨天在{p}看到{x}|{p}；{x}|急！{p}{x}！"
).split("|")  # fmt: skip
TWO = (
    "我老家在{q}，现在在{p}租房，{x}|我是{q}人，嫁到{p}，{x}|户口在{q}，人住{p}，{x}|{p}{x}，隔壁{q}早就修好了|从{q}搬到{p}才半年，{x}|"
    "{p}{x}，比{q}差远了|我是{q}的，在{p}做工，{x}|{q}的亲戚来玩都说不像话，{p}{x}|来自{q}，租住{p}，{x}|"
    "{p}{x}，孩子只好送到{q}去读书|同样是乡镇，{q}的早就解决了，{p}{x}还没人管"
).split("|")  # fmt: skip
NONE = (
    "请问医保怎么转|祝工作人员身体健康|我觉得政策很好，希望落实|退休金什么时候发|手机打不开小程序|孩子三岁可以上幼儿园吗|"
    "大家要团结，注意安全，祝幸福|公园里人很多|先锋模范带头，人民满意|今天天气真好，道路通畅|A市A3区{x}|B市C7县{x}"
).split("|")  # fmt: skip
FAR = (
    "广东省东莞市长安镇|江西省萍乡市上栗县桐木镇|湖北省咸宁市通城县五里镇|贵州省铜仁市玉屏侗族自治县新店镇|广西桂林市全州县黄沙河镇|"
    "重庆市秀山土家族苗族自治县石堤镇|浙江省杭州市余杭区太平村|四川省成都市双流区永安镇|河南省信阳市固始县石桥镇|山东省临沂市兰山区新桥镇"
).split("|")  # fmt: skip
DETAIL = "{n}组|{n}号|建设路{n}号|人民中路{n}号{n}栋|阳光花园{n}栋|老供销社旁边|小学后面|加油站对面|文化广场|{n}组晒坪|卫生院门口|解放大道与五一路交叉口".split(
    "|"
)

Row = dict[str, Any]


class World:
    """The divisions with what a text needs to name them and to know what else bears the name."""

    def __init__(self, seed: int) -> None:
        self.by = {d.code: d for d in divisions()}
        self.random = random.Random(seed)
        self.towns = [d for d in self.by.values() if d.level == "township"]
        self.villages = [d for d in self.by.values() if d.level == "village" and len(seat(d.name)) >= 3]
        self.same: dict[tuple[str, str], list[Division]] = defaultdict(list)
        self.stems: dict[str, list[Division]] = defaultdict(list)
        for d in self.by.values():
            self.same[d.level, seat(d.name)].append(d)
            self.stems[short(d.name, d.level)].append(d)
        self.old = [f for f in former() if f.successor and f.level == "village" and len(f.name) > 3]
        by_sound: dict[str, list[str]] = defaultdict(list)
        for character, sounds in tables()["spoken"].items():
            by_sound[sounds.split()[0]].append(character)
        self.by_sound = by_sound

    def any(self) -> Division:
        return self.random.choice(self.villages if self.random.random() < 0.6 else self.towns)

    def full(self, d: Division, *, top: int = 4, own: str = "") -> str:
        """The names from level `top` (length of code) down to the place."""
        above = [self.by[d.code[:n]].name for n in (2, 4, 6, 9) if top <= n < len(d.code)]
        return "".join(above) + (own or seat(d.name))

    def equals(self, d: Division, scope: str) -> list[str]:
        return sorted(o.code for o in self.same[d.level, seat(d.name)] if o.code.startswith(scope))

    def text(self, p: str) -> str:
        x = self.random.choice(PROBLEMS)
        return self.random.choice(FRAMES).format(p=p, x=x)


def row(text: str, style: str, codes: list[str], hint: str | None = None) -> Row:
    level = {0: "none", 4: "prefecture", 6: "county", 9: "township", 12: "village"}[len(codes[0]) if codes else 0]
    return {"text": text, "hint": hint, "style": style, "codes": codes, "level": level}


def typo(w: World, name: str) -> str:
    """One character heard wrong, dropped, doubled or put elsewhere; never the last."""
    at = w.random.randrange(len(name) - 1)
    sounds = tables()["spoken"].get(name[at], "").split()
    alike = [c for c in w.by_sound[sounds[0]] if c != name[at]] if sounds else []
    kind = w.random.random()
    if alike and kind < 0.6:
        return name[:at] + w.random.choice(alike) + name[at + 1 :]
    drawn = tables()["drawn"]
    looks = [c for c, parts in drawn.items() if c != name[at] and set(parts) & set(drawn.get(name[at], ""))]
    if (looks and kind < 0.85) or len(name) < 4:
        return name[:at] + w.random.choice(looks or ["某"]) + name[at + 1 :]
    return name[:at] + name[at + 1 :]


def formal(w: World) -> Row:
    d = w.any()
    return row(w.text("湖南省" + w.full(d)), "formal", [d.code])


def levels_omitted(w: World) -> Row:
    d = w.any()
    top = w.random.choice([n for n in (4, 6, 9) if n < len(d.code)])
    here = [self for self in (4, 6, 9) if top <= self < len(d.code)]
    kept = [n for n in here if n == top or w.random.random() < 0.5]
    name = "".join(w.by[d.code[:n]].name for n in kept) + seat(d.name)
    codes = w.equals(d, d.code[: kept[-1]])
    if kept[-1] == 9:
        codes = [c for c in codes if w.by[c[:9]].name == w.by[d.code[:9]].name]
    return row(w.text(name), "levels_omitted" if len(codes) == 1 else "ambiguous", codes)


def suffix_dropped(w: World) -> Row:
    d = w.any()
    cut = short(d.name, d.level)
    county = w.by[d.code[:6]]
    equals = [o for o in w.stems[cut] if o.code[:6] == d.code[:6]]
    top = [o for o in equals if len(o.code) == 9] or equals
    head = short(county.name, "county") if w.random.random() < 0.7 else county.name
    sep = w.random.choice(["", "", "-", " "])
    codes = sorted(o.code for o in top)
    return row(w.text(f"{head}{sep}{cut}"), "suffix_dropped" if len(codes) == 1 else "ambiguous", codes)


def typed(w: World) -> Row:
    d = w.any()
    county = w.by[d.code[:6]].name
    if w.random.random() < 0.25:
        return row(w.text(typo(w, county) + w.full(d, top=9)), "typo", [d.code])
    return row(w.text(county + w.full(d, top=9, own=typo(w, seat(d.name)))), "typo", [d.code])


def traditional(w: World) -> Row:
    back: dict[str, str] = {}
    for old, new in tables()["simple"].items():
        back.setdefault(new, old)
    d = w.any()
    return row("".join(back.get(c, c) for c in w.text(w.full(d, top=6))), "traditional", [d.code])


def fullwidth(w: World) -> Row:
    d = w.any()
    sep = w.random.choice(["　", " ", "／", "·", "－", "，", "、"])
    names = [w.by[d.code[:n]].name for n in (6, 9) if n < len(d.code)]
    return row(w.text(sep.join([*names, seat(d.name)])), "fullwidth", [d.code])


def detail(w: World) -> Row:
    d = w.any()
    noise = w.random.choice(DETAIL).format(n=w.random.randint(1, 99))
    return row(w.text(w.full(d, top=6) + noise), "detail_noise", [d.code])


def two_places(w: World) -> Row:
    p, q = w.any(), w.any()
    text = w.random.choice(TWO).format(p=w.full(p, top=6), q=w.full(q, top=6), x=w.random.choice(PROBLEMS))
    return row(text, "two_places", [p.code])


def hinted(w: World) -> Row:
    d = w.any()
    codes = w.equals(d, d.code[:6])
    return row(w.text(seat(d.name)), "hint" if len(codes) == 1 else "ambiguous", codes, d.code[:6])


def hint_other(w: World) -> Row:
    d, other = w.any(), w.any()
    return row(w.text(w.full(d, top=6)), "hint_other", [d.code], other.code[:6])


def none(w: World) -> Row:
    x = w.random.choice(PROBLEMS)
    if w.random.random() < 0.5:
        return row(w.random.choice(NONE).format(x=x), "none", [])
    return row(w.random.choice(FRAMES).format(p=w.random.choice(FAR), x=x), "none", [])


def old_name(w: World) -> Row:
    f = w.random.choice(w.old)
    town = w.by[f.successor[:9]]
    name = w.by[town.code[:6]].name + town.name + f.name
    now = {seat(w.by[o.code].name) for o in w.same["village", seat(f.name)] if o.code[:9] == f.successor[:9]}
    return row(w.text(name), "old_name", [f.successor]) if not now or seat(f.name) in now else formal(w)


def bare(w: World) -> Row:
    d = w.any()
    codes = w.equals(d, "43")
    return row(w.text(seat(d.name)), "ambiguous" if len(codes) > 1 else "levels_omitted", codes)


STYLES: list[Callable[[World], Row]] = [
    formal, levels_omitted, suffix_dropped, typed, typed, traditional, fullwidth, detail, two_places, two_places, hinted,
    hint_other, none, old_name, bare,
]  # fmt: skip


def main(n: int, seed: int) -> None:
    """Prints n rows."""
    world = World(seed)
    made = 0
    while made < n:
        one = STYLES[made % len(STYLES)](world)
        if len(one["codes"]) > 20:  # no page would show so many
            one = formal(world)
        print(json.dumps(one, ensure_ascii=False))
        made += 1


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
