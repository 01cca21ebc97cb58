"""Dates, numbers and sorting as Swedes write them."""

import re
import unicodedata
from datetime import date, datetime

from inspektor import clock
from inspektor.i18n import tr, tr_n

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_WEEKDAYS = {
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# å, ä and ö are letters of their own after z, so after "zz" too; other accents sort with their base letter.
_LAST_LETTERS = {"å": "z\uffff1", "ä": "z\uffff2", "æ": "z\uffff2", "ö": "z\uffff3", "ø": "z\uffff3"}


def nfc(text: str) -> str:
    """The text in Unicode form NFC, so a pasted 'a' + ring equals 'å' everywhere."""
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """The text in form NFC with plain line breaks, without control, direction-turning and halved characters."""
    return nfc(_UNWANTED.sub("", _BREAKS.sub("\n", text)))


def as_date(moment: date | datetime) -> date:
    """The calendar day in local time."""
    return clock.local(moment).date() if isinstance(moment, datetime) else moment


def date_iso(moment: date | datetime) -> str:
    """2026-12-18, as in fields."""
    return as_date(moment).isoformat()


def date_short(moment: date | datetime, language: str = "sv") -> str:
    """27 nov, as in lists."""
    day = as_date(moment)
    return f"{day.day} {_MONTHS[language][day.month - 1][:3]}"


def date_prose(moment: date | datetime, language: str = "sv") -> str:
    """18 december 2026, as in running text."""
    day = as_date(moment)
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def month_prose(month: str, language: str = "sv") -> str:
    """The month in words, of 2026-11: november 2026."""
    year, number = month.split("-")
    return f"{_MONTHS[language][int(number) - 1]} {year}"


def weekday_prose(moment: date | datetime, language: str = "sv") -> str:
    """Torsdag 26 november, as on the start screen."""
    day = as_date(moment)
    name = _WEEKDAYS[language][day.weekday()]
    return f"{name[0].upper()}{name[1:]} {day.day} {_MONTHS[language][day.month - 1]}"


def clock_time(moment: datetime) -> str:
    """11.26, local time."""
    return clock.local(moment).strftime("%H.%M")


def relative_day(moment: date | datetime, today: date) -> str:
    """How far away a deadline lies: Today, Tomorrow, In 4 days, 8 days overdue."""
    days = (as_date(moment) - today).days
    if days == 0:
        return tr("Today")
    if days == 1:
        return tr("Tomorrow")
    if days > 1:
        return tr_n("In {n} day", "In {n} days", days).format(n=days)
    return tr_n("{n} day overdue", "{n} days overdue", -days).format(n=-days)


def number(value: int) -> str:
    """12 345 with a no-break space between thousands."""
    return f"{value:,}".replace(",", "\u00a0")


def file_size(size: int) -> str:
    """A size in bytes as people read it: 640 kB, 2,3 MB."""
    if size < 1000:
        return f"{size} B"
    if size < 999_500:
        return f"{round(size / 1000)} kB"
    if size < 999_950_000:
        return f"{size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{size / 1_000_000_000:.1f} GB".replace(".", ",")


def sort_key_sv(text: str) -> str:
    """A key that sorts as a Swedish register does: å, ä, ö last, case and accents ignored."""
    letters = []
    for letter in nfc(text).casefold():
        letters.append(_LAST_LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0])
    return "".join(letters)
