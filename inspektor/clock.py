"""The time and new row ids; both can be replaced in tests."""

import os
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from datetime import time as clock_time
from threading import Lock
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

EARLIEST = -62_104_060_800_000
LATEST = 253_370_764_800_000
"""Milliseconds since 1970 UTC that have a date in every time zone: the years 2 to 9998."""


def _system_now() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system_now


def set_source(source: Callable[[], datetime] | None) -> None:
    """Replace the source of time (tests, the demo); None restores the system clock."""
    global _source
    _source = source or _system_now


def source() -> Callable[[], datetime]:
    """The source of time, to be put back after a replacement."""
    return _source


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source()


def wall_ms() -> int:
    """The present moment in milliseconds since 1970 UTC, as operations store it."""
    return round(now().timestamp() * 1000)


def elapsed() -> float:
    """Monotonic seconds; for measuring how long something took, never for dates."""
    return time.monotonic()


def local(moment: datetime) -> datetime:
    """The moment in Swedish local time; without time-zone data on the machine, in the system's own zone."""
    try:
        return moment.astimezone(ZoneInfo("Europe/Stockholm"))
    except ZoneInfoNotFoundError:
        return moment.astimezone()


def on_day(day: date, at: clock_time) -> datetime:
    """A local day and clock time as a moment."""
    return datetime.combine(day, at, local(now()).tzinfo)


_id_lock = Lock()
_last_id = (0, 0)  # the millisecond and the random bits of the id made last


def new_id() -> str:
    """A new row id: UUID version 7 (RFC 9562), so ids made later sort later and index pages stay full.

    Within one millisecond each id follows the one before it by a random step: ten photos keep their order.
    """
    global _last_id
    milliseconds = wall_ms() & ((1 << 48) - 1)
    with _id_lock:
        before, bits = _last_id
        if milliseconds == before:
            bits = (bits + 1 + int.from_bytes(os.urandom(4))) & ((1 << 74) - 1)
        else:
            bits = int.from_bytes(os.urandom(10)) & ((1 << 73) - 1)  # the highest bit is room to count in
        _last_id = milliseconds, bits
    value = milliseconds << 80 | 0x7 << 76 | (bits >> 62) << 64 | 0b10 << 62 | bits & ((1 << 62) - 1)
    return str(UUID(int=value))
