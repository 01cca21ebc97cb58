"""Dates, numbers and sorting as Swedes write them."""

import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspektor import formats
from inspektor.i18n import use_language

EVENING = datetime(2026, 12, 17, 23, 30, tzinfo=UTC)  # already the 18th in Sweden
SUMMER = datetime(2026, 7, 1, 9, 5, tzinfo=UTC)


def test_the_register_stands_in_swedish_order():
    names = ["Alma", "bo", "Östen", "Åsa", "Ärla", "Zorn", "Émile", "Ekbacken", "Årsta", "zon"]
    assert sorted(names, key=formats.sort_key_sv) == [
        "Alma",
        "bo",
        "Ekbacken",
        "Émile",
        "zon",
        "Zorn",
        "Årsta",
        "Åsa",
        "Ärla",
        "Östen",
    ]


def test_the_order_does_not_depend_on_capitals_or_unicode_form():
    for word in ("Åsa", "ärende", "Öst", "Ekbacken", "Émile"):
        key = formats.sort_key_sv(word)
        assert key == formats.sort_key_sv(word.upper())
        assert key == formats.sort_key_sv(unicodedata.normalize("NFD", word))


def test_the_neighbours_letters_sort_with_ours():
    assert sorted(["ö", "ø", "ä", "æ", "å", "z"], key=formats.sort_key_sv) == ["z", "å", "ä", "æ", "ö", "ø"]


def test_a_word_stands_before_the_words_it_begins():
    assert sorted(["Björken 2", "Björken", "Björk"], key=formats.sort_key_sv) == [
        "Björk",
        "Björken",
        "Björken 2",
    ]


@given(st.text())
def test_any_text_has_a_place(text):
    assert formats.sort_key_sv(text) == formats.sort_key_sv(unicodedata.normalize("NFD", text))


def test_the_ring_may_be_written_apart():
    assert formats.nfc("a\u030a") == "å"


def test_days_are_the_local_ones():
    assert formats.as_date(EVENING) == date(2026, 12, 18)
    assert formats.date_iso(EVENING) == "2026-12-18"
    assert formats.date_iso(date(2026, 12, 17)) == "2026-12-17"


def test_clock_times_follow_summer_and_winter():
    assert formats.clock_time(EVENING) == "00.30"
    assert formats.clock_time(SUMMER) == "11.05"


@pytest.mark.parametrize(
    ("form", "swedish", "english"),
    [
        (formats.date_short, "18 dec", "18 Dec"),
        (formats.date_prose, "18 december 2026", "18 December 2026"),
        (formats.weekday_prose, "Fredag 18 december", "Friday 18 December"),
    ],
)
def test_dates_in_words(form, swedish, english):
    assert form(EVENING) == swedish
    assert form(EVENING, "en") == english


def test_every_month_and_weekday_has_its_own_name():
    months = {formats.date_short(date(2026, month, 1)) for month in range(1, 13)}
    days = {formats.weekday_prose(date(2026, 6, day)).split()[0] for day in range(1, 8)}
    assert (len(months), len(days)) == (12, 7)
    assert formats.date_prose(date(2026, 5, 9)) == "9 maj 2026"
    assert formats.date_prose(date(2026, 8, 31)) == "31 augusti 2026"


@pytest.mark.parametrize(
    ("day", "english"),
    [
        (date(2026, 11, 23), "Today"),
        (date(2026, 11, 24), "Tomorrow"),
        (date(2026, 11, 25), "In 2 days"),
        (date(2026, 11, 22), "1 day overdue"),
        (date(2026, 11, 15), "8 days overdue"),
    ],
)
def test_how_far_away_a_deadline_lies(day, english):
    use_language("en")
    assert formats.relative_day(day, date(2026, 11, 23)) == english


def test_thousands_are_held_together_by_a_space_that_does_not_break():
    assert formats.number(0) == "0"
    assert formats.number(12345) == "12\u00a0345"
    assert formats.number(1_000_200) == "1\u00a0000\u00a0200"
    assert formats.number(-1234) == "-1\u00a0234"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (640_400, "640 kB"),
        (999_499, "999 kB"),
        (999_999, "1,0 MB"),
        (2_300_000, "2,3 MB"),
        (1_500_000_000, "1,5 GB"),
    ],
)
def test_sizes_of_files(size, words):
    assert formats.file_size(size).replace("\u00a0", " ") == words
