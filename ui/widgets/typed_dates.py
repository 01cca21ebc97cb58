"""Dates and clock times as people type them."""

import re
from datetime import date, time, timedelta

_MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec".split()
_ENGLISH = {"may": 5, "oct": 10}
_WORDS = {"idag": 0, "today": 0, "imorgon": 1, "tomorrow": 1, "igår": -1, "yesterday": -1}


def read_date(text: str, today: date) -> date | None:
    """The date that was meant, or None. Without a year the nearest one; "+14" counts from today."""
    text = text.strip().casefold()
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if counted := re.fullmatch(r"([+-])(\d{1,4})", text):
        return today + timedelta(days=int(counted[1] + counted[2]))
    if written := re.fullmatch(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|(\d{2})(\d{2}))", text):
        return _made(int(written[1]), int(written[2] or written[4]), int(written[3] or written[5]))
    if short := re.fullmatch(r"(\d{2})(\d{2})(\d{2})", text):
        return _made(2000 + int(short[1]), int(short[2]), int(short[3]))
    if spoken := re.fullmatch(r"(\d{1,2})\s*[/. ]\s*(\d{1,2}|[a-zå-ö]{3,9})\.?(?:[\s/.]+(\d{4}))?", text):
        month = _month(spoken[2])
        year = int(spoken[3]) if spoken[3] else None
        return _made(year, month, int(spoken[1])) if year else _nearest(month, int(spoken[1]), today)
    return None


def read_time(text: str) -> time | None:
    """The clock time that was meant, or None: 11.26, 11:26, 1126, 9."""
    found = re.fullmatch(r"(\d{1,2})(?:\s*[.:, ]?\s*(\d{2}))?", text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    start = text[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _ENGLISH.get(start, 0)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, today: date) -> date | None:
    years = (today.year - 1, today.year, today.year + 1)
    found = [made for year in years if (made := _made(year, month, day))]
    return min(found, key=lambda each: abs((each - today).days), default=None)
