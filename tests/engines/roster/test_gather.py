"""A village's own rosters, messy as they are, become its households and persons."""

from datetime import date

from tests.engines.roster.sheets import DAY, HOUSEHOLDS, LI, PERSONS, QIAN, SUN, ZHAO, Sheet, number, read


def values(village, kind="person"):
    return [one.values for one in village.of(kind)]


def words(village, whole=None):
    return [(one.spot.row, one.words) for one in village.faults if whole is None or one.whole is whole]


def test_two_rows_of_headings_are_read_and_blank_and_total_rows_are_nobody():
    village = read(HOUSEHOLDS)
    assert [one.key for one in village.of("household")] == ["Y01", "Y02"]
    assert values(village, "household")[0] == {
        "h_code": "Y01", "h_group": "1组", "h_yard": "甲湾", "h_head": "赵甲", "h_kind": ["低保户", "脱贫户"], "h_house": "砖混",
        "h_danger": "B", "h_land": "3.5", "h_card": "6200000000000000001", "h_phone": "07308888888",
    }  # fmt: skip
    assert village.faults == []


def test_persons_stand_in_their_households_with_what_is_written_of_them():
    village = read(HOUSEHOLDS, PERSONS)
    people = village.of("person")
    assert [(one.household, one.values["p_name"]) for one in people] == [
        ("Y01", "赵甲"), ("Y01", "钱乙乙"), ("Y01", "赵丙"), ("Y02", "钱乙"), ("Y02", "钱新"), ("Y02", "李丁"),
    ]  # fmt: skip
    assert people[2].values == {
        "p_name": "赵丙", "p_sex": "男", "p_id": SUN, "p_birth": "1978-09-12", "p_relation": "子", "p_nation": "土家族",
        "p_edu": "本科", "p_work_place": "广东深圳", "p_med_kind": "职工医保", "p_pen_kind": "职工养老", "p_phone": "19900000002",
    }  # fmt: skip
    assert people[1].values["p_death"] == "2026-03-01"
    assert people[0].spots["p_id"].row == 4


def test_a_gap_in_the_birth_is_filled_from_the_number_and_a_newborn_has_none():
    village = read(PERSONS)
    newborn, granddaughter = village.of("person")[4:]
    assert "p_id" not in newborn.values and newborn.values["p_birth"] == "2026-06-20"
    assert granddaughter.values["p_birth"] == "2010-10-20"
    assert granddaughter.values["p_relation"] == "外孙女"


def test_the_same_number_twice_is_one_person_and_what_differs_is_told():
    again = Sheet(
        "常住人口",
        [
            *PERSONS.lines,
            ["Y01", "1组", "赵甲", "男", ZHAO, "1950-01-01", "户主", "汉族", "小学", "", "", "", "19900000009", ""],
        ],
    )
    village = read(HOUSEHOLDS, again)
    assert len(village.of("person")) == 6
    assert values(village)[0]["p_phone"] == "19900000001"
    assert words(village) == [(10, "和第 4 行是同一个人（身份证号相同），合并了；联系电话不同，留用前面的。")]


def test_who_is_only_likely_the_same_is_shown_beside_and_never_joined():
    slip = ZHAO[:-2] + str((int(ZHAO[-2]) + 1) % 10) + ZHAO[-1]
    again = Sheet("常住人口", [*PERSONS.lines, ["Y02", "2组", "赵甲", "男", slip, "1950-01-01", "父亲", "汉族"]])
    village = read(HOUSEHOLDS, again)
    assert len(village.of("person")) == 7
    assert [(pair.one.row, pair.other.row, pair.words) for pair in village.likely] == [
        (4, 10, "同名，身份证号只差一两位。")
    ]


def test_the_dead_and_strangers_and_namesakes_on_a_list_are_left_out_with_the_reason():
    allowance = Sheet(
        "高龄津贴",
        [
            ["样板村高龄津贴发放花名册"],
            ["姓名", "身份证", "开始享受时间", "每月标准"],
            ["赵甲", ZHAO, 2020.3, 50],
            ["钱乙乙", QIAN, "2022.3", 50],
            ["吴戊", number("19400101", 1), "2020.1", 50],
            ["赵甲", ZHAO, "2020.3", 50],
        ],
    )
    village = read(PERSONS, allowance)
    assert words(village, whole=True) == [
        (4, "人口册记着此人 已于 2026-03-01 去世，名册上还在，没有收。"), (5, "人口册上没有这个人。"),
        (6, "和第 3 行是同一个人，只收一次。"),
    ]  # fmt: skip
    assert [one.get("p_allow") for one in values(village)] == [True, False, False, False, False, False]
    assert values(village)[0]["p_allow_from"] == "2020-03" and values(village)[0]["p_allow_std"] == "50"


def test_between_namesakes_without_a_number_nothing_is_guessed():
    twins = [*PERSONS.lines, ["Y01", "1组", "钱乙", "男", number("19900101", 7), "", "子"]]
    party = Sheet(
        "党员", [["支部党员花名册"], ["序号", "党员姓名", "入党日期"], [1, "钱乙", "2000.7.1"], [2, "赵丙", "20050701"]]
    )
    village = read(Sheet("常住人口", twins), party)
    assert words(village, whole=True) == [(3, "同名的有 2 个，又没有身份证号，分不清是谁。")]
    assert values(village)[2]["p_party"] is True and values(village)[2]["p_party_join"] == "2005-07-01"
    assert values(village)[3]["p_party"] is False


def test_a_number_that_excel_kept_as_a_number_is_lost_and_found_by_name_and_the_digits_left():
    lost = [row[:] for row in PERSONS.lines]
    lost[3][4] = float(int(ZHAO)) if ZHAO[-1] != "X" else 4.3990019500101e17
    village = read(Sheet("常住人口", lost))
    assert "p_id" not in village.of("person")[0].values
    assert (4, "身份证号：号码被 Excel 存成了数值，后几位已经丢了，请重新输入。") in words(village)
    left = Sheet("留守老人", [["农村留守老人登记"], ["姓名", "证件号码"], ["李丁", float(int(LI[:17]) * 10)]])
    village = read(PERSONS, left)
    assert values(village)[5].get("p_left_elder") is True


def test_a_formula_where_a_name_should_be_is_no_name():
    rows = [*PERSONS.lines, ["Y01", "1组", "=cmd|' /C calc'!A0", "男", "", "1999-01-01", "子"]]
    village = read(Sheet("常住人口", rows))
    assert len(village.of("person")) == 6
    assert [said for row, said in words(village) if row == 10] == ["姓名：这一格是公式，不是内容。", "没有姓名。"]


def test_without_numbers_of_households_a_household_begins_with_its_head():
    rows = [
        ["某村花名册"],
        ["姓名", "和户主关系", "出生", "组别", "身份证号码"],
        ["孙一", "户主", "1960-01-01", "3组", number("19600101", 1)],
        ["孙二", "儿子", "1990-01-01", "", number("19900101", 1)],
        ["周三", "户主", "1970-01-01", "3组", number("19700101", 1)],
        ["周四", "女儿", "1999-01-01", "", number("19990101", 2)],
    ]
    village = read(Sheet("花名册", rows))
    assert [(one.household, one.values["p_name"]) for one in village.of("person")] == [
        ("#1", "孙一"), ("#1", "孙二"), ("#2", "周三"), ("#2", "周四"),
    ]  # fmt: skip


def test_ponds_contracts_leaders_and_posts_are_told_apart_by_what_stands_in_their_columns():
    ponds = Sheet(
        "山塘",
        [
            ["山塘水塘登记"],
            ["编码", "塘名", "类别", "所在组", "水面（亩）", "塘长", "手机"],
            ["T1", "大塘", "水塘", "1组", 3.5, "赵丙", "19900000002"],
            ["T2", "小塘", "山塘", "2组", 1, "钱乙", ""],
            ["T1", "大塘", "水塘", "1组", 3.5, "赵丙", ""],
        ],
    )
    contracts = Sheet(
        "合同",
        [
            ["集体合同"],
            ["合同编号", "合同名称", "标的物", "承包人", "年承包费", "开始日期", "到期日期"],
            ["H1", "甲号租赁合同", "鱼塘水面", "赵丙", "1,200.50元", "2020.1.1", date(2029, 12, 31)],
        ],
    )
    leaders = Sheet(
        "组长",
        [
            ["村民小组长名单"],
            ["组别", "姓名", "身份证号", "电话"],
            ["一组", "赵丙", SUN, "19900000002"],
            ["二组", "钱乙", "", ""],
        ],
    )
    posts = Sheet(
        "干部",
        [
            ["村两委干部"],
            ["姓名", "身份证号", "现任职务", "任职年月", "联系组"],
            ["赵丙", SUN, "支部书记", "2021.3", "2组"],
        ],
    )
    village = read(HOUSEHOLDS, PERSONS, ponds, contracts, leaders, posts)
    assert [(one.key, one.values["s_kind"], one.values["s_area"]) for one in village.of("site")] == [
        ("T1", "水塘", "3.5"),
        ("T2", "山塘", "1"),
    ]
    assert village.of("contract")[0].values == {
        "s_code": "H1", "s_name": "甲号租赁合同", "s_type": "鱼塘水面", "k_party": "赵丙", "k_rent": "1200.5", "k_start": "2020-01-01",
        "k_end": "2029-12-31", "s_kind": "合同",
    }  # fmt: skip
    assert [(one.key, one.values["g_leader"], one.person.values["p_name"]) for one in village.of("group")] == [
        ("1组", "赵丙", "赵丙"),
        ("2组", "钱乙", "钱乙"),
    ]
    assert village.of("post")[0].values["c_post"] == "支部书记" and village.of("post")[0].values["c_since"] == "2021-03"
    assert words(village, whole=True) == [(5, "和第 3 行重了，没有再收。")]


def test_a_sheet_nobody_understands_is_told_and_the_others_are_read():
    village = read(HOUSEHOLDS, Sheet("乱", [["甲", "乙"], ["丙", "丁"], ["戊", "己"]]))
    assert [(one.spot.sheet, one.words) for one in village.faults] == [("乱", "看不懂这张表的表头，没有读。")]
    assert len(village.of("household")) == 2


def test_the_village_is_named_by_a_sheet_of_facts_or_by_a_title():
    facts = Sheet("村情", [["基本情况"], ["所属乡镇", "某镇"], ["村名", "样板村"], ["小组数", 2]])
    assert (read(facts, HOUSEHOLDS).name, read(facts, HOUSEHOLDS).town) == ("样板村", "某镇")
    assert read(HOUSEHOLDS).name == "样板村"
    assert DAY.year == 2026
