"""Typed answers: one spelling for each, whatever was written."""

from decimal import Decimal

import pytest

from inspektor.i18n import use_language
from inspektor.shapes.questions import AnswerForm, AnswerKind, AnswerWrong, Option, as_number, read, shown

NUMBER = AnswerForm(AnswerKind.NUMBER, unit="°C", least=Decimal(-10), most=Decimal(1000))
CHOICE = AnswerForm(AnswerKind.CHOICE, (Option("hel", "Helt"), Option("sliten", "Slitet")))
YES_NO, DAY = AnswerForm(AnswerKind.YES_NO), AnswerForm(AnswerKind.DATE)


@pytest.mark.parametrize(
    ("form", "written", "kept"),
    [
        (YES_NO, "yes", "yes"),
        (CHOICE, " hel ", "hel"),
        (NUMBER, "20,50", "20.5"),
        (NUMBER, "1 000", "1000"),
        (NUMBER, "1\u00a0000", "1000"),
        (NUMBER, "\u22125", "-5"),
        (NUMBER, "+7", "7"),
        (NUMBER, "-0", "0"),
        (NUMBER, "007", "7"),
        (DAY, "2026-02-28", "2026-02-28"),
        (DAY, "20260228", "2026-02-28"),
    ],
)
def test_an_answer_has_one_spelling(form, written, kept):
    assert read(form, written) == kept
    assert read(form, kept) == kept


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (YES_NO, "ja"),
        (YES_NO, ""),
        (CHOICE, "trasig"),
        (NUMBER, "tjugo"),
        (NUMBER, ""),
        (NUMBER, "-11"),
        (NUMBER, "1000,5"),
        (NUMBER, "1.00001"),
        (NUMBER, "1e2"),
        (NUMBER, "٣"),
        (NUMBER, "1,2,3"),
        (DAY, "2026-02-30"),
        (DAY, "i går"),
    ],
)
def test_what_is_no_answer_is_refused_in_words(form, written):
    with pytest.raises(AnswerWrong) as caught:
        read(form, written)
    assert caught.value.message.endswith(".") or "2026" in caught.value.message


def test_an_answer_is_shown_in_words():
    use_language("sv")
    assert shown(YES_NO, "yes") == "Ja"
    assert shown(CHOICE, "sliten") == "Slitet"
    assert shown(CHOICE, "okänd") == "okänd"
    assert shown(NUMBER, "-20.5") == "\u221220,5 °C"
    assert shown(DAY, "2026-02-28") == "2026-02-28"


@pytest.mark.parametrize("written", [True, None, [], 10**10, "10000000000", float("inf"), "9" * 50])
def test_what_is_no_number(written):
    assert as_number(written) is None
