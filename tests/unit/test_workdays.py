"""Deadlines in working days: weekends, holidays that move, and the eves offices are closed."""

from datetime import date

import pytest

from inspektor.workdays import is_workday, workdays_after


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 11, 30), 10, date(2026, 12, 14)),
        (date(2026, 12, 18), 10, date(2027, 1, 8)),  # Christmas, New Year and Epiphany, each with its eve
        (date(2027, 3, 24), 5, date(2027, 4, 2)),  # Easter; Maundy Thursday is worked
        (date(2026, 6, 17), 2, date(2026, 6, 22)),  # Midsummer's Eve
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # from a Saturday
    ],
)
def test_deadlines_fall_on_working_days(start, count, end):
    assert workdays_after(start, count) == end


def test_a_day_between_a_holiday_and_a_weekend_is_worked():
    assert is_workday(date(2026, 5, 15))
    assert not is_workday(date(2026, 5, 14))
