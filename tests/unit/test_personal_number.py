"""What is taken for a personal identity number, and what is not. The numbers are of nobody: made for tests or of no such day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspektor.shapes.personal_number import personal_numbers

NUMBERS = [
    "811218-9876",
    "8112189876",
    "811218 9876",
    "811218+9876",
    "811218–9876",
    "811218 - 9876",
    "198112189876",
    "19811218-9876",
    "1981-12-18-9876",
    "20100314-2385",
    "100374-2382",
    "1003742382",
    "20100374-2382",
    "000229-1235",
]
OTHERS = [
    "811218-9875",
    "811232-9876",
    "19990229-1237",
    "556012-5790",
    "5560125790",
    "070-123 45 67",
    "+46 70 123 45 67",
    "+46701234567",
    "08-508 00 000",
    "2026-11-24",
    "20261124",
    "2026-11-24 1030",
    "26-11-24",
    "kl. 10.30–11.45",
    "SN 2026/0412",
    "12345678901234567890",
    "8112189876123",
    "811218-98761",
    "1 250 000 kr",
    "",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_found_where_it_stands(number):
    text = f"Född {number}, bor här."
    assert personal_numbers(text) == [(5, 5 + len(number))]


@pytest.mark.parametrize("text", OTHERS)
def test_what_only_looks_like_one_is_left_alone(text):
    assert personal_numbers(f"Det var {text} som gällde") == []


def test_each_of_several_is_found():
    assert len(personal_numbers("811218-9876 och 20100314-2385")) == 2


@given(st.text(max_size=200))
def test_no_text_is_too_odd_to_look_through(text):
    for start, end in personal_numbers(text):
        assert 0 <= start < end <= len(text)
