"""Counting: what must hold for every start, limit, pause and extension."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangli.law.days import BeyondTheCalendar, Calendar, notices, standing
from xiangli.law.limits import SHANGHAI, Limit, LimitError, Pause, Unit, due, due_at, quick

FIRST = dt.datetime(2004, 1, 1, tzinfo=SHANGHAI)
moments = st.integers(0, 60 * 24 * 365 * 40).map(lambda minutes: FIRST + dt.timedelta(minutes=minutes))
day_limits = st.builds(Limit, st.integers(1, 90), st.sampled_from([Unit.WD, Unit.D]), st.just("P2"))
all_limits = st.builds(Limit, st.integers(1, 60), st.sampled_from(list(Unit)), st.just("P2")).filter(
    lambda one: one.unit is not Unit.Y or one.amount <= 20
)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@given(moments, all_limits)
def test_the_quick_answer_is_the_long_answer(start: dt.datetime, limit: Limit) -> None:
    assert due_at(start, limit) == due(start=start, limit=limit).at


@given(moments, all_limits)
def test_a_limit_ends_at_midnight_after_a_worked_day_or_by_the_hour(start: dt.datetime, limit: Limit) -> None:
    at = due_at(start, limit)
    assert at > start
    if limit.unit is Unit.H:
        assert at - start == limit.amount * HOUR
    else:
        assert at.time() == dt.time() and standing().works((at - DAY).date())


@given(moments, all_limits)
def test_the_time_zone_in_which_a_moment_is_written_does_not_matter(start: dt.datetime, limit: Limit) -> None:
    assert due_at(start.astimezone(dt.UTC), limit) == due_at(start, limit)


@given(moments, day_limits)
def test_a_day_more_is_never_earlier(start: dt.datetime, limit: Limit) -> None:
    assert due_at(start, Limit(limit.amount + 1, limit.unit, "P2")) >= due_at(start, limit)


@given(moments, st.integers(1, 60))
def test_working_days_are_as_many_as_promised(start: dt.datetime, amount: int) -> None:
    last = (due_at(start, Limit(amount, Unit.WD, "S2")) - DAY).date()
    first = start.date()
    assert sum(standing().works(first + n * DAY) for n in range(1, (last - first).days + 1)) == amount


@given(moments, day_limits, st.integers(0, 40 * 24), st.integers(0, 40 * 24))
def test_a_pause_never_shortens_and_an_empty_one_changes_nothing(
    start: dt.datetime, limit: Limit, after: int, long: int
) -> None:
    plain = due(start=start, limit=limit).at
    begins = start + after * HOUR
    assert due(start=start, limit=limit, pauses=[Pause(begins, begins + long * HOUR, "S5")]).at >= plain
    assert due(start=start, limit=limit, pauses=[Pause(begins, begins, "S5")]).at == plain


@given(moments, day_limits, st.integers(1, 400), st.integers(1, 400), st.integers(1, 400))
def test_two_pauses_that_touch_or_overlap_are_one(start: dt.datetime, limit: Limit, a: int, b: int, c: int) -> None:
    first, mid, last = start + a * HOUR, start + (a + b) * HOUR, start + (a + b + c) * HOUR
    whole = due(start=start, limit=limit, pauses=[Pause(first, last, "S5")]).at
    assert due(start=start, limit=limit, pauses=[Pause(mid, last, "S5"), Pause(first, mid, "S5")]).at == whole
    assert due(start=start, limit=limit, pauses=[Pause(first, last, "S5"), Pause(first, mid, "S5")]).at == whole


@settings(max_examples=40)
@given(moments, st.integers(1, 40), st.integers(1, 30))
def test_an_extension_counts_on_from_the_unmoved_end(start: dt.datetime, days: int, more: int) -> None:
    whole = due(start=start, limit=Limit(days + more, Unit.D, "P2")).at
    assert due(start=start, limit=Limit(days, Unit.D, "P2"), extensions=[Limit(more, Unit.D, "P2")]).at == whole


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_hours_stand_still_in_a_pause_to_the_minute() -> None:
    stop = Pause(at("2026-10-01T12:00"), at("2026-10-01T14:30"), "S5")
    found = due(start=at("2026-10-01T10:00"), limit=Limit.parse("24 H", by="E16"), pauses=[stop, stop])
    assert found.at == at("2026-10-02T12:30")


@given(st.lists(st.tuples(st.integers(-40, 90), st.integers(0, 30)), max_size=5), st.integers(1, 48))
def test_hours_are_those_in_which_no_pause_stood(stops: list[tuple[int, int]], amount: int) -> None:
    start = at("2026-10-01T10:00")
    pauses = [Pause(start + a * HOUR, start + (a + long) * HOUR, "S5") for a, long in stops]
    found = due(start=start, limit=Limit(amount, Unit.H, "E16"), pauses=pauses).at
    ran = [
        n
        for n in range(int((found - start) / HOUR))
        if not any(one.start <= start + n * HOUR < (one.end or start) for one in pauses)
    ]
    assert len(ran) == amount and ran[-1] == (found - start) / HOUR - 1


def test_a_pause_over_before_the_clock_started_is_not_in_the_sum() -> None:
    early = Pause(at("2026-09-30T08:00"), at("2026-09-30T09:00"), "S5")
    found = due(start=at("2026-10-01T10:00"), limit=Limit.parse("24 H", by="E16"), pauses=[early])
    assert not any("停表" in line for line in found.lines)


def test_the_sum_lists_each_pause_with_its_ground() -> None:
    stop = Pause(at("2026-03-09T09:30"), at("2026-03-16"), "S5")
    found = due(start=at("2026-03-02"), limit=Limit.parse("20 WD", by="S2"), pauses=[stop])
    assert found.lines[4:7] == (
        "停表7天不计（当日24时停着的算停）：3月9日至3月15日。",
        "停表：2026年3月9日（周一）09:30至2026年3月16日（周一）00:00，依据《行政许可法》第四十五条。",
        "最后期限：2026年4月7日（周二）24时。",
    ), found.lines


def test_the_table_of_quick_answers_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "MOST", 3)
    monkeypatch.setattr(quick, "_answers", {})
    days = [at("2026-03-02") + n * DAY for n in range(20)]
    limit = Limit.parse("5 WD", by="S1")
    assert [due_at(day, limit) for day in days] == [due(start=day, limit=limit).at for day in days]
    assert len(quick._answers) <= 3


def test_an_open_pause_keeps_the_due_time_and_marks_it() -> None:
    limit = Limit.parse("20 WD", by="S2")
    found = due(start=at("2026-03-02"), limit=limit, pauses=[Pause(at("2026-03-10"), None, "S5")])
    assert found.paused and found.at == due_at(at("2026-03-02"), limit)
    assert "停表" in found.lines[-1] and "第四十五条" in found.lines[-1]


def test_a_pause_begun_after_the_end_hides_no_lateness() -> None:
    found = due(
        start=at("2026-03-02"), limit=Limit.parse("5 WD", by="S1"), pauses=[Pause(at("2026-03-20"), None, "S5")]
    )
    assert not found.paused


def test_a_clock_stopped_on_its_last_day_has_that_day_left_when_it_goes_on() -> None:
    stop = Pause(at("2026-03-09T09:00"), at("2026-03-16T09:00"), "S5")
    assert due(start=at("2026-03-02"), limit=Limit.parse("5 WD", by="S1"), pauses=[stop]).at == at("2026-03-17")


def test_a_supplement_starts_the_clock_anew_and_says_so() -> None:
    found = due(
        start=at("2026-03-02"), limit=Limit.parse("20 WD", by="S7"), supplements=[at("2026-03-11"), at("2026-03-09")]
    )
    assert found.start == at("2026-03-11") and found.at == due_at(at("2026-03-11"), found.limit)
    assert found.lines[0].startswith("2026年3月11日（周三）补正材料到齐")


def test_the_sum_names_what_was_skipped_why_and_by_which_paper() -> None:
    found = due(start=at("2026-09-28T10:00"), limit=Limit.parse("5 WD", by="N-report"))
    assert found.lines == (
        "从2026年9月28日（周一）起算，当天不计入，次日为第一天（《民法典》第二百零一条）。",
        "期限5个工作日。依据：规范（非法律）：一般办理。",
        "计入：9月29日、9月30日、10月8日、10月9日、10月10日（周末调休上班）。",
        "不计：10月1日至10月7日国庆节放假。",
        "放假安排见：国办发明电〔2025〕7号。",
        "最后期限：2026年10月10日（周六）24时。",
    )


def test_the_sum_says_why_the_last_day_moved() -> None:
    found = due(start=at("2026-09-03"), limit=Limit.parse("30 D", by="P3"))
    assert found.lines[1:] == (
        "期限30日。依据：《信访工作条例》第三十五条。",
        "期满日遇10月3日至10月7日国庆节放假，顺延到休假结束的次日（《民法典》第二百零三条）。",
        "放假安排见：国办发明电〔2025〕7号。",
        "最后期限：2026年10月8日（周四）24时。",
    )


def test_past_the_last_notice_the_sum_says_that_it_is_provisional() -> None:
    found = due(start=at("2027-01-04"), limit=Limit.parse("5 WD", by="N-report"))
    assert found.provisional and "2027年放假通知还没有录入" in found.lines[-1]
    assert not due(start=at("2026-12-21"), limit=Limit.parse("5 WD", by="N-report")).provisional


def test_another_calendar_gives_its_own_answer() -> None:
    old = Calendar([one for one in notices() if one.year < 2026])
    start, limit = at("2026-09-28"), Limit.parse("5 WD", by="N-report")
    # without the notice the sixth and seventh of October are worked and the tenth is a plain Saturday
    assert due(start=start, limit=limit, calendar=old).at == at("2026-10-08")
    assert due(start=start, limit=limit, calendar=old).provisional


@pytest.mark.parametrize("text", ["", "0 WD", "-3 D", "1.5 D", "5", "WD 5", "5 wd", "五 D", "999999 D"])
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(LimitError, match="no limit"):
        Limit.parse(text, by="P2")


def test_a_limit_reads_back_as_written() -> None:
    assert str(Limit.parse(" 15 WD ", by="P1")) == "15 WD"


def test_moments_without_a_zone_are_refused() -> None:
    naive, limit = dt.datetime(2026, 9, 28), Limit.parse("5 D", by="P2")  # noqa: DTZ001
    for ask in (lambda: due_at(naive, limit), lambda: due(start=naive, limit=limit), lambda: Pause(naive, None, "S5")):
        with pytest.raises(LimitError, match="no time zone"):
            ask()


def test_a_pause_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(LimitError, match="before it starts"):
        Pause(at("2026-03-02"), at("2026-03-01"), "S5")


def test_hours_and_days_do_not_mix() -> None:
    with pytest.raises(LimitError, match="hours and days"):
        due(start=at("2026-03-02"), limit=Limit.parse("24 H", by="E16"), extensions=[Limit.parse("1 D", by="E16")])


@pytest.mark.parametrize("limit", ["90 Y", "9999 Y", "99999 M", "99999 D"])
def test_beyond_the_lunar_table_there_is_a_clear_error(limit: str) -> None:
    with pytest.raises(BeyondTheCalendar):
        due(start=at("2026-03-02"), limit=Limit.parse(limit, by="P2"))


def test_years_and_months_are_one_sum_and_only_its_end_has_a_matching_day() -> None:
    leap = dt.datetime(2024, 2, 29, 9, tzinfo=SHANGHAI)
    made = due(start=leap, limit=Limit.parse("1 Y"), extensions=[Limit.parse("6 M")])
    assert made.at == dt.datetime(2025, 8, 30, tzinfo=SHANGHAI)  # to 24:00 of 29 August, a Friday
    assert made.at == due(start=leap, limit=Limit.parse("18 M")).at


def test_an_extension_runs_on_from_the_month_s_end_before_it_is_moved() -> None:
    """Three months from 30 November end on 28 February, a Saturday that is worked; what is granted counts from there."""
    start = dt.datetime(2025, 11, 30, 9, tzinfo=SHANGHAI)
    months = Limit.parse("3 M")
    by_working_days = due(start=start, limit=months, extensions=[Limit.parse("10 WD")])
    assert by_working_days.at == dt.datetime(2026, 3, 14, tzinfo=SHANGHAI)  # 2–6 and 9–13 March
    start = dt.datetime(2026, 1, 31, 9, tzinfo=SHANGHAI)
    by_days = due(start=start, limit=months, extensions=[Limit.parse("15 D")])
    assert by_days.at == dt.datetime(2026, 5, 16, tzinfo=SHANGHAI)  # 30 April and 15 days
    twice = due(start=start, limit=months, extensions=[Limit.parse("1 D"), Limit.parse("1 D")])
    assert twice.at == dt.datetime(2026, 5, 7, tzinfo=SHANGHAI)  # 2 May is a holiday, which ends on the 5th
