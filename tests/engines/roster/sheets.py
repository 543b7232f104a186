"""Rosters of an invented village, written here as lists of rows. Nobody in them exists: area code 439900 was never given out."""

from datetime import date

from xiangli.engines.roster import gather
from xiangli.engines.roster.numbers import CHECKS, WEIGHTS
from xiangli.registers.edition import registers

DAY = date(2026, 6, 30)


def number(birth: str, order: int) -> str:
    """An invented identity number with a right check character; ``order`` odd for a man."""
    plain = f"439900{birth}{order:03d}"
    return plain + CHECKS[sum(int(c) * w for c, w in zip(plain, WEIGHTS, strict=True)) % 11]


class Sheet:
    """Rows of cells; None and '' are empty."""

    def __init__(self, name, rows):
        self.name, self.lines = name, rows
        self.rows, self.cols = len(rows), max(map(len, rows), default=0)

    def cell(self, r, c):
        row = self.lines[r - 1]
        return row[c - 1] if c <= len(row) and row[c - 1] != "" else None


def read(*sheets, day=DAY):
    """The village that these sheets, each a file of its own, make."""
    kinds = {id: (*one.fields, *one.joined) for id, one in registers().items()}
    return gather([(f"{sheet.name}.xlsx", [sheet]) for sheet in sheets], kinds, day=day)


ZHAO, QIAN, SUN, LI = number("19500101", 1), number("19520305", 2), number("19780912", 3), number("20101020", 4)

HOUSEHOLDS = Sheet(
    "户册",
    [
        ["茶子县某镇样板村农户登记册"],
        ["户号", "村民小组", "自然村", "户主姓名", "户别", "房屋", "", "田亩", "惠农卡号", "电话"],
        ["", "", "", "", "", "结构类型", "鉴定等级", "", "", ""],
        [
            "Y01",
            "一组",
            "甲湾",
            "赵甲",
            "低保/脱贫",
            "砖混结构",
            "Ｂ级",
            "３.５亩",
            "6200000000000000001",
            "0730-8888888",
        ],
        [""] * 10,
        ["Y02", "第2组", "乙湾", "钱乙", "一般", "土砖", "D", "", "6200000000000000002", 19900009999.0],
        ["合计", "2户"],
    ],
)
PERSONS = Sheet(
    "常住人口",
    [
        ["样板村人口登记表（截至2026年6月）"],
        ["户号", "村民小组", "姓名", "性别", "公民身份号码", "出生年月日", "与户主的关系", "族别", "学历", "在何处务工", "保险情况", "", "手机号码", "何时去世"],
        ["", "", "", "", "", "", "", "", "", "", "医疗保险", "养老保险", "", ""],
        ["Y01", "一组", "赵　甲", "男", ZHAO, "1950年1月1日", "本人", "汉", "小学", "", "新农合", "领取待遇", "1990-000-0001", ""],
        ["Y01", 1.0, "钱乙乙", "女", QIAN, "1952.3.5", "妻", "汉族", "文盲", "", "居民医保", "领取", "", "2026/3/1"],
        ["Y01", "１组", "赵丙", "男", SUN, "19780912", "长子", "土家", "大学", "广东深圳", "职工", "职工", 19900000002.0, ""],
        ["Y02", "2", "钱乙", "男", number("19600101", 5), date(1960, 1, 1), "户主", "苗族", "初中", "", "未参加", "未参加", "", ""],
        ["Y02", "2", "钱新", "男", "", "2026-06-20", "孙子", "苗", "", "", "", "", "", ""],
        ["Y02", "2组", "李丁", "女", LI, "", "外孙女", "汉族", "小学", "", "居民", "", "", ""],
    ],
)  # fmt: skip
