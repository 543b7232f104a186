"""Texts with a place in them, worded and mistyped otherwise than `vary_addresses.py`: a second opinion on the address reader.

Use: python tools/fresh_addresses.py N SEED [WORDING 1 or 2] > FILE.jsonl, then `xiangli locate --file FILE.jsonl` and score_addresses.py.
Slips come from the sounds of pypinyin (with the confusions of Hunan speech), not from the reader's own tables. Names are
kept to where they decide: another division of the same name within the scope that is said makes the row `ambiguous`.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from pypinyin import Style, pinyin

from xiangli.engines.address.names import seat, short
from xiangli.engines.address.writing import tables
from xiangli.places.rows import ZONE_GROUND, Division, Former, divisions, former

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.fresh_wording import FIRST, SECOND, Wording

INSIDE = (
    "{n}组塘边|老粮站{n}号|幸福路{n}号|人民南路与解放路口|{n}栋{n}单元|锦绣华府{n}栋|村部往南两百米|中心小学对面|卫生院背后|供销社老屋|"
    "{n}队祠堂旁|汽车站出口|农商行隔壁|金桂苑{n}号楼|长沙路{n}号门面|大桥桥头"
).split("|")  # fmt: skip
# What one hears alike in Hunan: initials and finals that fall together.
ALIKE = (("n", "l"), ("h", "f"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))

Row = dict[str, Any]


@cache
def sound(character: str) -> str:
    """The syllable without its tone, confusions of Hunan speech put together."""
    told = str(pinyin(character, style=Style.NORMAL)[0][0])
    for one, other in ALIKE:
        told = other + told[len(one) :] if told.startswith(one) and not one.endswith("g") else told
        told = told[: -len(one)] + other if one.endswith("g") and told.endswith(one) else told
    return told


@cache
def common() -> dict[str, list[str]]:
    """The 3,755 commonest characters (first level of GB 2312) by their sound."""
    found: dict[str, list[str]] = defaultdict(list)
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                character = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            found[sound(character)].append(character)
    return found


class Country:
    """The divisions, and who shares a name with whom."""

    def __init__(self, seed: int, words: Wording) -> None:
        self.words = words
        self.random = random.Random(seed)
        self.by = {d.code: d for d in divisions()}
        self.below = [d for d in self.by.values() if d.level in ("township", "village") and len(seat(d.name)) >= 3]
        self.named: dict[str, list[Division]] = defaultdict(list)
        self.cut: dict[str, list[Division]] = defaultdict(list)
        for d in self.by.values():
            self.named[seat(d.name)].append(d)
            self.cut[short(d.name, d.level)].append(d)
        self.gone = [f for f in former() if f.successor in self.by]
        self.gone_names = {f.name for f in former()} | {seat(f.name) for f in former()}

    def pick(self, level: str = "") -> Division:
        while True:
            d = self.random.choice(self.below)
            if (not level or d.level == level) and (level or d.level == "village" or self.random.random() < 0.8):
                return d

    def chain(self, d: Division, lengths: tuple[int, ...], joint: str = "", own: str = "") -> str:
        names = [self.by[d.code[:n]].name for n in lengths if n < len(d.code)]
        return joint.join([*names, own or seat(d.name)])

    def equals(self, d: Division, scope: str) -> list[str]:
        told = [o.code for o in self.named[seat(d.name)] if o.code.startswith(scope)]
        if len(scope) == 6 or scope == "43":
            told += [o.code for o in self.named[seat(d.name)] if ZONE_GROUND.get(o.code[:6]) == scope]
        return sorted(set(told))

    def alone(self, d: Division, scope: str) -> bool:
        """Whether no other division there is called so today, and none was."""
        return self.equals(d, scope) == [d.code]

    def say(self, p: str) -> str:
        return self.random.choice(self.words.one).format(p=p, x=self.random.choice(self.words.troubles))


def row(text: str, style: str, codes: list[str], hint: str | None = None) -> Row:
    level = {0: "none", 4: "prefecture", 6: "county", 9: "township", 12: "village"}[len(codes[0]) if codes else 0]
    return {"text": text, "hint": hint, "style": style, "codes": codes, "level": level}


def slip(c: Country, name: str) -> str:
    """One slip in a name: a character that sounds alike (most often), looks alike, is left out, doubled or swapped."""
    at = c.random.randrange(len(name) - 1)
    kind = c.random.random()
    heard = [o for o in common().get(sound(name[at]), []) if o != name[at]]
    if kind < 0.55 and heard:
        return name[:at] + c.random.choice(heard) + name[at + 1 :]
    if kind < 0.7:
        drawn = tables()["drawn"]
        parts = set(drawn.get(name[at], "")) | {name[at]}
        level_one = {o for told in common().values() for o in told}
        seen = [o for o, own in drawn.items() if o in level_one and o != name[at] and parts & (set(own) | {o})]
        if seen:
            return name[:at] + c.random.choice(sorted(seen)) + name[at + 1 :]
    if kind < 0.8 and len(name) >= 4:
        return name[:at] + name[at + 1 :]
    if kind < 0.9 and len(name) >= 4 and at + 2 < len(name) and name[at] != name[at + 1]:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    if kind < 0.95:
        return name[:at] + name[at] + name[at:]
    return name[:at] + c.random.choice(heard or ["某"]) + name[at + 1 :]


def formal(c: Country) -> Row:
    d = c.pick()
    return row(c.say("湖南省" + c.chain(d, (4, 6, 9))), "formal", [d.code])


def omitted(c: Country) -> Row:
    d = c.pick()
    for lengths in c.random.sample([(6,), (4, 9), (4, 6), (9,), (4,)], 5):
        known = [n for n in lengths if n < len(d.code)]
        if not known:
            continue
        scope = d.code[: max(known)]
        town = c.by[d.code[:9]]
        if c.alone(d, scope) and (max(known) < 9 or c.alone(town, d.code[:4] if 4 in known else "43")):
            return row(c.say(c.chain(d, tuple(known))), "levels_omitted", [d.code])
    return formal(c)


def dropped(c: Country) -> Row:
    d = c.pick()
    cut = short(seat(d.name), d.level)
    county = c.by[d.code[:6]]
    rivals = [o for o in c.cut[cut] if o.code[:6] == d.code[:6]]
    if len(cut) < 2 or len(rivals) != 1 or len(short(county.name, "county")) < 2:
        return formal(c)
    names = [short(county.name, "county")]
    if d.level == "village" and c.random.random() < 0.4:
        names.append(short(c.by[d.code[:9]].name, "township"))
    return row(c.say(c.random.choice(["", "", " ", "的"]).join([*names, cut])), "suffix_dropped", [d.code])


def mistyped(c: Country) -> Row:
    d = c.pick()
    county, town = c.by[d.code[:6]], c.by[d.code[:9]]
    where = c.random.random()
    own = seat(d.name)
    if where < 0.2:
        text = slip(c, county.name) + c.chain(d, (9,))
    elif where < 0.4 and d.level == "village":
        text = county.name + slip(c, town.name) + own
    else:
        wrong = slip(c, own)
        if wrong in c.named or wrong in c.gone_names:
            return mistyped(c)
        text = county.name + (town.name if d.level == "village" and c.random.random() < 0.6 else "") + wrong
        if d.level == "village" and town.name not in text and not c.alone(d, d.code[:6]):
            return mistyped(c)
    return row(c.say(text), "typo", [d.code])


def old_script(c: Country) -> Row:
    back: dict[str, str] = {}
    for old, new in sorted(tables()["simple"].items()):
        back.setdefault(new, old)
    d = c.pick()
    return row("".join(back.get(s, s) for s in c.say(c.chain(d, (6, 9)))), "traditional", [d.code])


def wide(c: Country) -> Row:
    d = c.pick()
    joint = c.random.choice(["　", "  ", "／", "•", "—", "，", "、", ">", "|", "_"])
    text = c.say(c.chain(d, (6, 9), joint) + f"{c.random.randint(1, 30)}组")
    wider = str.maketrans("0123456789,:!", "０１２３４５６７８９，：！")
    return row(text.translate(wider) if c.random.random() < 0.5 else text, "fullwidth", [d.code])


def noisy(c: Country) -> Row:
    d = c.pick()
    noise = c.random.choice(INSIDE).format(n=c.random.randint(1, 60))
    return row(c.say(c.chain(d, c.random.choice([(6, 9), (4, 6, 9)])) + noise), "detail_noise", [d.code])


def both(c: Country) -> Row:
    p, q = c.pick(), c.pick()
    if p.code[:6] == q.code[:6]:
        return both(c)
    text = c.random.choice(c.words.two)
    far = c.chain(q, (6, 9)) if c.random.random() < 0.7 else c.by[q.code[:6]].name
    return row(text.format(p=c.chain(p, (6, 9)), q=far, x=c.random.choice(c.words.troubles)), "two_places", [p.code])


def through(c: Country) -> Row:
    d = c.pick()
    if not c.alone(d, d.code[:6]):
        return equal(c)
    return row(c.say(seat(d.name)), "hint", [d.code], d.code[:6])


def through_other(c: Country) -> Row:
    d = c.pick()
    return row(c.say(c.chain(d, (6, 9))), "hint_other", [d.code], c.pick().code[:6])


def nowhere(c: Country) -> Row:
    x = c.random.choice(c.words.troubles)
    if c.random.random() < 0.55:
        return row(c.random.choice(c.words.nothing).format(x=x), "none", [])
    return row(c.random.choice(c.words.one).format(p=c.random.choice(c.words.elsewhere), x=x), "none", [])


def long_one(c: Country) -> Row:
    d = c.pick()
    x, y = c.random.sample(c.words.troubles, 2)
    p = c.chain(d, (6, 9))
    text = c.random.choice(
        (
            f"您好，我不太会写，有话直说。今年开春以后，{p}{x}，接着又{y}。跑了三趟，柜台上的人让我等通知，等到现在没有下文。"
            "要是归别的单位管，请告诉我是哪一家，我自己去找。",
            f"写这封信想了很久。事情说大不大：{x}。可是住在{p}的二十几户天天要受这个罪。有人说打市长热线没用，我还是想试一试，"
            "盼回电话。",
            f"上回的答复收到了，说已经派人处理。实际上没有人来。{x}还是老样子，{y}也没有改。请再派人到{p}看一眼，拍张照片就清楚了。",
        )
    )
    return row(text, "long_complaint", [d.code])


def bygone(c: Country) -> Row:
    f: Former = c.random.choice(c.gone)
    now = c.by[f.successor]
    if f.level == "county":
        return row(c.say(f.name), "old_name", [f.successor])
    county = c.by[now.code[:6]].name
    own, kind = f.name, c.random.random()
    if kind < 0.25:  # as it was called before the reforms
        own = short(seat(own), f.level) + ("公社" if f.level == "township" else "大队")
    standing = [
        o.code for o in c.named[seat(f.name)] + c.cut[short(seat(f.name), f.level)] if o.code[:6] == now.code[:6]
    ]
    others = {g.successor for g in c.gone if seat(g.name) == seat(f.name) and g.code[:6] == f.code[:6]}
    if set(standing) - {f.successor} or others != {f.successor} or now.level != f.level or len(own) < 4:
        return bygone(c)
    town = c.by[now.code[:9]].name if f.level == "village" and c.random.random() < 0.6 else ""
    return row(c.say(county + town + own), "old_name", [f.successor])


def equal(c: Country) -> Row:
    while True:
        d = c.pick()
        scope = c.random.choice(["43", "43", d.code[:6], d.code[:4]])
        codes = c.equals(d, scope)
        if 2 <= len(codes) <= 20:
            head = c.by[scope].name if len(scope) > 2 else ""
            return row(c.say(head + seat(d.name)), "ambiguous", codes)


STYLES: tuple[Callable[[Country], Row], ...] = (
    formal, omitted, dropped, mistyped, mistyped, old_script, wide, noisy, both, both, through, through_other, nowhere,
    bygone, equal, long_one,
)  # fmt: skip


def main(n: int, seed: int, wording: int = 1) -> None:
    """Prints n rows in the first or the second wording."""
    country = Country(seed, (FIRST, SECOND)[wording - 1])
    for k in range(n):
        print(json.dumps(STYLES[k % len(STYLES)](country), ensure_ascii=False))


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:4]))
