"""Of several places in one text, the one where it happened: what stands before and after each name tells.

Residents name their home, where they came from, where others fare better, and where they work; the matter has one site.
"""

from __future__ import annotations

import re

_BEFORE = [
    (-2.5, r"(从|来自|户口在|户口还在|户籍在?|户籍地是?|老家在?|老家是|籍贯|祖籍|原籍|娘家在?|原来住在?|以前住在?|以前在|之前在|曾在|出生在|出生于|调自|嫁自|毕业于)$"),
    (-2.2, r"(比起?|不如|改走|绕道|绕到|运往|运到|送往|送到|销往|改到|转到|去过|听说|学学|参照|像|跟|和|同|连|隔壁的?|邻近的?|旁边的?|相邻的?|距离?|离|去了?|往|通往|开往|走)$"),
    (-1.0, r"(我是|我们是|本人是|本人系|我家是|我来自|身为|作为)$"),
    (1.5, r"(位于|坐落在|地点[是在:]?|地址[是在:]?|来信地址|案发地点|住址|住在|住|租住在?|租房在|房子在|发生在|事发|事发地|现场在|现住|现居|家住|家在|落户|管管|关于|反映的是|走在|位置在|就在|请问|经过|路过)$"),
    (0.8, r"(在|到|来到|搬到|迁到|嫁到|是|咨询一下，|各位领导，|我在)$"),
]  # fmt: skip
_AFTER = [
    (-2.5, r"^的?(来的|过来的|搬来|搬到|搬过来|迁来|迁到|嫁到|嫁来|嫁过来|调来|调到)"),
    (-2.2, r"^(的|那边的|那个)?(朋友|亲戚|同学|老乡|客人|同事|战友|亲家|施工队|包工队|包工头|老板|货车|车队|工人|人家|一家公司)"),
    (-2.0, r"^(那边|那里|的|的情况)?(就|早就|早已|已经|都已经?|却)?(修好了|整改了|解决了|装好了|通了|没有这|不这样|好得多|更?严重得多|严重|一样|好多了|办好了)"),
    (-1.2, r"^(的|人|人氏|籍|村民|居民|本地人|户口|户籍)+，?(现?在|如今在|租住|嫁|来|到|住)"),
    (1.0, r"^(这边|这里|这儿|群众|的路口|境内|路段|附近|发生|打零工|做事|做工|务工|上班|打工|租房|居住|生活|开店|的事|的情况|的居民|的村民)"),
]  # fmt: skip
_BEFORE_RULES = [(w, re.compile(p)) for w, p in _BEFORE]
_AFTER_RULES = [(w, re.compile(p)) for w, p in _AFTER]
_WORSE = re.compile(r"^.{0,3}(严重|好|差|快|强)(得?多|太多)")


def role(text: str, start: int, end: int) -> float:
    """How likely the name at [start, end) is the site: above 0 it is, below 0 it is somebody's home or a comparison."""
    before, after = text[max(0, start - 8) : start], text[end : end + 14]
    told = 0.0
    for weight, rule in _BEFORE_RULES:
        if rule.search(before):
            told += weight
            break
    for weight, rule in _AFTER_RULES:
        if rule.search(after):
            told += weight
            break
    if _WORSE.search(after):
        told -= 1.5
    return told
