"""Which days are worked: the notices, the fallback before them, what the law fixes after them."""

import datetime as dt

import chinese_calendar
import pytest

from xiangli.law.days import BeyondTheCalendar, Calendar, NoticeError, notices, standing
from xiangli.law.days.festivals import fixed, lunar, pure_brightness
from xiangli.law.days.notices import read

ONE = dt.timedelta(1)


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + n * ONE for n in range((last - first).days + 1)]


def test_every_day_of_2004_to_2026_is_as_chinesecalendar_has_it() -> None:
    book = standing()
    wrong = [
        day
        for day in days(dt.date(2004, 1, 1), dt.date(2026, 12, 31))
        if book.works(day) != chinese_calendar.is_workday(day)
    ]
    assert wrong == []


def test_the_notices_cover_2019_to_2026_by_our_own_data() -> None:
    assert [one.year for one in notices()] == list(range(2019, 2027))
    assert standing().day(dt.date(2026, 10, 1)).source == "国办发明电〔2025〕7号"
    assert standing().day(dt.date(2018, 10, 1)).source == "chinesecalendar"


def test_a_notice_reaches_back_into_the_december_before() -> None:
    book = standing()
    assert book.works(dt.date(2018, 12, 29)) and not book.works(dt.date(2018, 12, 31))
    assert book.day(dt.date(2018, 12, 31)).name == "元旦"


def test_days_moved_by_a_notice_have_names() -> None:
    book = standing()
    assert book.day(dt.date(2026, 10, 10)).name == "调休上班" and book.works(dt.date(2026, 10, 10))
    assert book.day(dt.date(2026, 2, 23)).name == "春节" and not book.works(dt.date(2026, 2, 23))


def test_the_fixed_days_lie_within_every_notice_since_the_law_of_2024() -> None:
    book = standing()
    for year in (2025, 2026):
        assert len(fixed(year)) == 13
        assert [day for day in fixed(year) if book.works(day)] == []


def test_new_years_eve_was_worked_before_2025() -> None:
    assert standing().works(dt.date(2024, 2, 9))


def test_lunar_feasts_of_eight_years_stand_in_their_notices() -> None:
    for one in notices():
        free = {day: run.name for run in one.holidays for day in run.days()}
        assert "端午" in free[lunar(one.year, 5, 5)] and "中秋" in free[lunar(one.year, 8, 15)]
        assert "春节" in free[lunar(one.year, 1, 1)] and "清明" in free[pure_brightness(one.year)]


def test_pure_brightness_agrees_with_another_formula_for_a_century() -> None:
    for year in range(2001, 2100):
        terms = dict(chinese_calendar.get_solar_terms(dt.date(year, 4, 3), dt.date(year, 4, 7)))
        assert terms[pure_brightness(year)] == "清明"


def test_past_the_last_notice_weekends_and_fixed_days_are_free_and_nothing_is_certain() -> None:
    book = standing()
    assert {day.isoformat(): name for day, name in fixed(2027).items()} == {
        "2027-01-01": "元旦",
        "2027-02-05": "春节",
        "2027-02-06": "春节",
        "2027-02-07": "春节",
        "2027-02-08": "春节",
        "2027-04-05": "清明节",
        "2027-05-01": "劳动节",
        "2027-05-02": "劳动节",
        "2027-06-09": "端午节",
        "2027-09-15": "中秋节",
        "2027-10-01": "国庆节",
        "2027-10-02": "国庆节",
        "2027-10-03": "国庆节",
    }
    year = days(dt.date(2027, 1, 1), dt.date(2027, 12, 31))
    assert [day for day in year if book.works(day) and (day.weekday() > 4 or day in fixed(2027))] == []
    assert not any(book.day(day).certain for day in year)


def test_the_last_days_of_the_last_noticed_year_may_still_move() -> None:
    assert standing().day(dt.date(2026, 12, 28)).certain
    assert not standing().day(dt.date(2026, 12, 29)).certain


def test_two_feasts_on_one_day_are_one_free_day() -> None:
    assert fixed(2020)[dt.date(2020, 10, 1)] == "中秋节、国庆节"


@pytest.mark.parametrize("day", [dt.date(2003, 12, 31), dt.date(2100, 1, 1)])
def test_outside_all_tables_there_is_a_clear_error(day: dt.date) -> None:
    with pytest.raises(BeyondTheCalendar, match=str(day.year)):
        standing().day(day)


def test_a_new_notice_makes_its_year_certain() -> None:
    text = """
year: 2027
edition: 1
notices: [{number: 国办发明电〔0000〕0号, issued: 2026-11-30}]
holidays: [{name: 春节, first: 2027-02-05, last: 2027-02-11}]
working: [2027-02-20]
"""
    book = Calendar([*notices(), read(text, "2027.yaml")])
    assert book.works(dt.date(2027, 2, 20)) and not book.works(dt.date(2027, 2, 11))
    assert book.day(dt.date(2027, 2, 20)).certain and not standing().day(dt.date(2027, 2, 20)).certain


NOTICE = """
year: 2026
edition: 1
notices: [{number: 一号, issued: 2025-11-04}]
holidays: [{name: 元旦, first: 2026-01-01, last: 2026-01-03}]
working: [2026-01-04]
"""


@pytest.mark.parametrize(
    ("good", "bad", "word"),
    [
        ("2026-01-04", "2026-01-05", "Saturday or Sunday"),
        ("2026-01-04", "2026-01-03", "stands twice"),
        ("2026-01-04", "2027-01-03", "outside the year"),
        ("edition: 1", "edition: 2", "edition counts"),
        ("working", "worked", "worked"),
    ],
)
def test_an_unsound_notice_is_refused_by_name(good: str, bad: str, word: str) -> None:
    assert read(NOTICE, "2026.yaml").year == 2026
    with pytest.raises(NoticeError, match=word) as refused:
        read(NOTICE.replace(good, bad), "2026.yaml")
    assert "2026.yaml" in str(refused.value)
