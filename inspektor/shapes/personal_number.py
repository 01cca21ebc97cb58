"""Personal identity numbers and co-ordination numbers in running text, to warn of them (SFS 1991:481 18 §; SFS 2022:1697).

A warning only, and nothing is kept of what was found. Ten or twelve digits with a day that exists (a co-ordination number adds
60 to it) and a right check digit (the Luhn sum of the last ten): so no organisation number, telephone number or date is taken for
one, and hardly a case number.
"""

import re
from datetime import date

_DIGITS = re.compile("\\d[-\\d .+\u00a0\u2010-\u2015\u2212]{8,}\\d", re.ASCII)
"""Where there can be one at all; a text of a million characters is looked through at every pause in typing."""
_CANDIDATE = re.compile(
    r"(?<![\d+])(?P<century>1[89]|20)?"
    r"(?P<year>\d{2})(?P<parted>[-. ]?)(?P<month>0[1-9]|1[0-2])(?P=parted)(?P<day>[0-3]\d|[6-9]\d)"
    "(?P<joint>[ \u00a0]?[-+\u2010-\u2015\u2212]?[ \u00a0]?)"
    r"(?P<last>\d{4})(?!\d)",
    re.ASCII,
)
_CO_ORDINATION = 60


def personal_numbers(text: str) -> list[tuple[int, int]]:
    """Where the text seems to hold personal identity or co-ordination numbers: (start, end) of each."""
    runs = (run.span() for run in _DIGITS.finditer(text))
    found = (match for start, end in runs for match in _CANDIDATE.finditer(text, start, end))
    return [match.span() for match in found if _is_one(match)]


def _is_one(match: re.Match[str]) -> bool:
    if match["parted"] and not match["joint"].strip():
        return False  # a day and an hour: 2026-11-24 1030
    year, month, day, last = (match[part] for part in ("year", "month", "day", "last"))
    return _exists(match["century"], int(year), int(month), int(day)) and _luhn(year + month + day + last)


def _exists(century: str | None, year: int, month: int, day: int) -> bool:
    """Whether there is such a day; without a century 29 February is believed in a leap year of any."""
    day -= _CO_ORDINATION if day > _CO_ORDINATION else 0
    try:
        date(100 * int(century or "20") + year, month, day)
    except ValueError:
        return False
    return True


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0
