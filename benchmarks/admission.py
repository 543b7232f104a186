"""A pasted task held against 50,000 items: the starter lists, and items made of invented words beside them."""

from __future__ import annotations

import random
import time
from statistics import median, quantiles

from xiangli.lists.catalogue import Item, ItemList, Now, starters
from xiangli.lists.edition import Basis
from xiangli.lists.lines import LINES
from xiangli.lists.reads.admit import Gate, admit

ITEMS = 50_000
TASKS = (
    "请各村于6月25日前将高龄补贴人员花名册报民政办，工作经费由县民政局承担",
    "各村：明天下午3点前把秸秆禁烧巡查打卡照片发群里，完不成的一票否决",
    "请各村对辖区食品店检查一遍，填写检查表",
    "请各村组织观看影片，并写心得体会上交",
    "请把本村外出打工的人员信息重新核一遍，名字、地点、电话都要准，" * 20,
)
SYLLABLES = "山水田林路桥渠塘井屋场组户老少男女粮油菜果茶竹木石土砖瓦灯网线管泵站点圈栏仓库棚架标牌图册卡证表单账簿章印"


def gate(count: int) -> Gate:
    """The starter lists with so many invented items more among those a village helps with."""
    chance, lines = random.Random(5), list(LINES)
    more = []
    for n in range(count):
        words = tuple({"".join(chance.choices(SYLLABLES, k=chance.randint(3, 6))) for _ in range(4)})
        more.append(
            Item(
                number=f"BM-{n:05d}", zh=f"{words[0]}的摸底", now=(Now.ASSIST, Now.TAKEN_BACK)[n % 2], line=chance.choice(lines),
                basis=Basis(norm="N-items"), words=words,
            )
        )  # fmt: skip
    known = dict(starters())
    assistance = known["assistance"]
    known["assistance"] = ItemList.model_construct(**{**assistance.__dict__, "items": (*assistance.items, *more)})
    return Gate(known)


def main() -> None:
    """Print how long the index takes to make, and a task to be answered."""
    start = time.perf_counter()
    made = gate(ITEMS)
    ready = time.perf_counter() - start
    took = []
    for _ in range(40):
        for task in TASKS:
            start = time.perf_counter()
            admit(task, gate=made)
            took.append((time.perf_counter() - start) * 1e3)
    print(
        f"admission: {ITEMS:,} items ready in {ready:.1f} s; a task {median(took):.2f} ms, of 100 the slowest {quantiles(took, n=100)[-1]:.2f} ms"
    )


if __name__ == "__main__":
    main()
