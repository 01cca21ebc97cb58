"""The time in which a story plays: working days, Swedish clock times, and a clock that only the storyteller sees."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from threading import get_ident
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inspektor import clock

_STEP = timedelta(milliseconds=40)


def workday(day: date, step: int) -> date:
    """The working day so many working days later, or earlier; for 0 the day itself or the next one that is."""
    left, way = abs(step), timedelta(days=-1 if step < 0 else 1)
    while left or day.weekday() >= 5:
        day += way
        left -= left > 0 and day.weekday() < 5
    return day


def moment(day: date, time: str, second: int = 0) -> datetime:
    """The instant of a Swedish clock time such as "09.04"; without time-zone data on the machine, in its own zone."""
    hour, minute = (int(part) for part in time.split("."))
    there = datetime(day.year, day.month, day.day, hour, minute, second)
    try:
        return there.replace(tzinfo=ZoneInfo("Europe/Stockholm")).astimezone(UTC)
    except ZoneInfoNotFoundError:
        return there.astimezone(UTC)


class StoryClock:
    """Stands where the story is and goes on a little at each look. Other threads keep the time they had."""

    def __init__(self, outside: Callable[[], datetime]) -> None:
        """Take the source of time of everybody else."""
        self._outside = outside
        self._thread = get_ident()
        self._now = outside()

    def __call__(self) -> datetime:
        """The present moment."""
        if get_ident() != self._thread:
            return self._outside()
        self._now += _STEP
        return self._now

    def turn(self, day: date, time: str, second: int = 0) -> None:
        """Set it to a moment of the story, also to an earlier one."""
        self._now = moment(day, time, second)


@contextmanager
def story_time() -> Iterator[StoryClock]:
    """The story's clock for as long as the block lasts."""
    outside = clock.source()
    told = StoryClock(outside)
    clock.set_source(told)
    try:
        yield told
    finally:
        clock.set_source(outside)
