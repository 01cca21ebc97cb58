"""Working days in Sweden: deadlines fall on none of its holidays, nor on the eves that every office keeps."""

from datetime import date, timedelta
from functools import cache

_WEEKEND = 5
"""Saturday's number, from Monday's 0."""


def is_workday(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < _WEEKEND and day not in _holidays(day.year)


def workdays_after(start: date, count: int) -> date:
    """The day that many working days after the start, which itself is not counted."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays

    kept = ("public", "de_facto")
    return frozenset(country_holidays("SE", years=year, categories=kept, include_sundays=False))
