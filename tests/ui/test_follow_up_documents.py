"""Documents: letters by keyboard, nothing written lost, and what is missing asked for."""

from datetime import timedelta

import pytest
from follow_up_parts import Visit
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from shell_parts import button, field, line, seen, words

from inspektor import clock
from inspektor.actions import requests as asking
from inspektor.actions import reviews as reading
from inspektor.formats import as_date
from inspektor.queries.reviews import requests
from inspektor.shapes.enums import SampleOutcome
from ui.screens.follow_up.sample_rows import SampleRows
from ui.widgets.choice import Check
from ui.widgets.list_rows import ListRows

PLACE = "documents"

OK, LACKING, ABSENT = SampleOutcome
KEY = Qt.Key


@pytest.fixture
def desk(visit) -> Visit:
    visit.go("documents")
    return visit


@pytest.fixture
def plans(desk, press) -> Visit:
    """Five plans are open."""
    desk.write(line(desk.page, "Kind of document"), "Genomförandeplaner\n")
    desk.settle()
    write_size(desk, press, "5")
    return desk


def write_size(desk, press, size):
    number = line(desk.page, "Number read")
    number.setFocus()
    number.selectAll()
    desk.write(number, size)
    press(number, KEY.Key_Return)
    desk.settle()


def letters(desk) -> SampleRows:
    (rows,) = seen(desk.page, SampleRows)
    return rows


def outcomes(desk):
    (review,) = desk.reviews()
    return {each.letter: each.outcome for each in review.samples}


def about(desk):
    return line(desk.page, "About the marked document")


def asked(desk):
    return requests(desk.workspace, desk.id)


def test_a_size_makes_the_letters(plans):
    assert [row.key for row in letters(plans).all_rows()] == ["A", "B", "C", "D", "E"]
    assert letters(plans).current_key() == "A"
    assert "Inget är sagt om dokumenten än." in words(plans.page)


def test_five_keys_judge_five_documents(plans, press):
    rows = letters(plans)
    rows.setFocus()
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_1, KEY.Key_3, KEY.Key_1):
        press(rows, key)
    plans.settle()
    assert outcomes(plans) == dict(zip("ABCDE", (OK, LACKING, OK, ABSENT, OK), strict=True))
    assert "5 granskade: 3 som det ska vara, 1 brister, 1 saknas" in words(plans.page)
    assert rows.current_key() == "E"


def test_a_result_is_taken_back_by_delete_and_by_a_second_press(plans, press):
    rows = letters(plans)
    rows.setFocus()
    press(rows, KEY.Key_2)
    press(rows, KEY.Key_Up)
    press(rows, KEY.Key_Delete)
    plans.settle()
    assert outcomes(plans) == {}
    place = rows.visualRect(rows.model().index(2))
    cell = rows._delegate.cells(place.toRectF())[ABSENT].center().toPoint()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert outcomes(plans) == {"C": ABSENT}
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert outcomes(plans) == {}


def test_words_on_a_letter_are_written_from_the_keyboard_and_one_goes_on(plans, press):
    rows = letters(plans)
    rows.setFocus()
    press(rows, KEY.Key_Down)
    press(rows, KEY.Key_Return)
    assert about(plans).hasFocus()
    plans.write(about(plans), "Saknar datum")
    press(about(plans), KEY.Key_Return)
    assert rows.hasFocus()
    assert rows.current_key() == "C"
    assert about(plans).text() == ""
    press(rows, KEY.Key_Up)
    assert about(plans).text() == "Saknar datum"
    (review,) = plans.reviews()
    assert [(each.letter, each.text) for each in review.samples] == [("B", "Saknar datum")]


def test_another_letter_never_gets_the_words_of_the_one_before(plans, press):
    rows = letters(plans)
    plans.write(about(plans), "Om A")
    place = rows.visualRect(rows.model().index(3)).topLeft() + QPoint(20, 10)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    plans.write(about(plans), "Om D")
    plans.go("overview")
    (review,) = plans.reviews()
    assert [(each.letter, each.text) for each in review.samples] == [("A", "Om A"), ("D", "Om D")]


def test_a_smaller_sample_is_refused_by_its_field_while_something_is_written(plans, press):
    reading.set_sample(plans.workspace, plans.reviews()[0].id, "E", outcome=LACKING)
    plans.settle()
    write_size(plans, press, "3")
    assert "E" in field(plans.page, "Number read").error()
    assert outcomes(plans) == {"E": LACKING}
    assert len(letters(plans).all_rows()) == 5


def test_undo_takes_the_latest_result_back(plans, press):
    rows = letters(plans)
    rows.setFocus()
    press(rows, KEY.Key_2)
    plans.operations.undo()
    plans.settle()
    assert [row.outcome for row in rows.all_rows()] == [None] * 5


def test_undone_words_leave_the_field_too(plans, press):
    plans.write(about(plans), "Om A")
    letters(plans).setFocus()
    about(plans).setFocus()
    plans.operations.undo()
    plans.settle()
    assert about(plans).text() == ""


def test_letters_go_on_after_z_and_two_hundred_are_walked(plans, press):
    write_size(plans, press, "200")
    rows = letters(plans)
    rows.setFocus()
    press(rows, KEY.Key_End)
    press(rows, KEY.Key_1)
    assert (rows.current_key(), outcomes(plans)) == ("GR", {"GR": OK})


# What is asked for


def test_what_is_missing_is_asked_for_from_where_it_was_missed(plans, press):
    rows = letters(plans)
    rows.setFocus()
    for key in (KEY.Key_1, KEY.Key_3, KEY.Key_1, KEY.Key_3):
        press(rows, key)
    plans.settle()
    button(plans.page, "Ask for what is missing").click()
    plans.settle()
    (request,) = asked(plans)
    assert (request.kind, request.text) == ("Genomförandeplaner", "Saknades vid besöket: B, D.")
    assert line(plans.page, "What is asked for").text() == "Genomförandeplaner"
    assert len(plans.reviews()) == 1


def test_a_document_is_asked_for_with_its_day_and_comes(desk, press):
    button(desk.page, "Ask for a document").click()
    desk.write(line(desk.page, "What is asked for"), "Avtal\n")
    desk.settle()
    due = line(desk.page, "To be sent in by")
    day = as_date(clock.now()) + timedelta(days=10)
    desk.write(due, day.isoformat())
    press(due, KEY.Key_Return)
    desk.settle()
    (request,) = asked(desk)
    assert (request.kind, request.due, request.open) == ("Avtal", day, True)
    seen(desk.page, Check)[0].click()
    desk.settle()
    assert asked(desk)[0].received_on == as_date(clock.now())
    assert line(desk.page, "Received on").text() == as_date(clock.now()).isoformat()
    desk.operations.undo()
    desk.settle()
    assert not seen(desk.page, Check)[0].isChecked()


def test_a_day_before_it_was_asked_for_is_refused_by_its_field(desk, press):
    button(desk.page, "Ask for a document").click()
    desk.write(line(desk.page, "What is asked for"), "Avtal\n")
    desk.settle()
    due = line(desk.page, "To be sent in by")
    desk.write(due, "2020-01-01")
    press(due, KEY.Key_Return)
    assert field(desk.page, "To be sent in by").error()
    assert asked(desk)[0].due is None


def test_overdue_is_said_in_the_header_and_on_the_row(desk, frozen_clock):
    asking.ask_for(desk.workspace, desk.id, "Avtal", due=as_date(clock.now()))
    frozen_clock.advance(days=8)
    asking.ask_for(desk.workspace, desk.id, "Ärenden")
    desk.settle()
    assert "2 begärda dokument väntar · 1 försenat" in words(desk.page)
    desk.go("documents", "requests")
    (rows,) = seen(desk.page, ListRows)
    assert [row.chip.text for row in rows.all_rows()] == ["Försenad 8 dagar", "Ingen dag satt"]


def test_a_search_goes_to_the_request_or_the_review(desk):
    request = asking.ask_for(desk.workspace, desk.id, "Avtal").created("document_request")
    review = reading.add_document_review(desk.workspace, desk.id, "Schema").created("document_review")
    desk.go("documents", request)
    assert line(desk.page, "What is asked for").text() == "Avtal"
    desk.go("documents", review)
    assert line(desk.page, "Kind of document").text() == "Schema"


def test_a_request_is_deleted_and_undone(desk):
    asking.ask_for(desk.workspace, desk.id, "Avtal")
    desk.go("documents", asked(desk)[0].id)
    button(desk.page, "Delete the request").click()
    desk.settle()
    assert asked(desk) == ()
    assert "Här står det som verksamheten ska skicka in." in words(desk.page)
    desk.operations.undo()
    assert len(asked(desk)) == 1
