"""The time and new row ids; both can be replaced in tests."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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


def new_id() -> str:
    """A new row id: UUID version 7 (RFC 9562), so ids made later sort later and index pages stay full."""
    milliseconds = wall_ms() & ((1 << 48) - 1)
    random = int.from_bytes(os.urandom(10))
    value = (
        milliseconds << 80 | 0x7 << 76 | (random >> 68 & 0xFFF) << 64 | 0b10 << 62 | random & ((1 << 62) - 1)
    )
    return str(UUID(int=value))
