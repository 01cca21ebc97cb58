"""Observations and documents: made at the first letter, gone on with by keyboard."""

import pytest
from follow_up_parts import CTRL, SHIFT
from PySide6.QtCore import Qt
from shell_parts import button, field, line, seen

from inspektor.shapes.enums import ObservationKind
from ui.screens.follow_up.document_editor import DocumentEditor
from ui.screens.follow_up.requirement_choice import RequirementChoice
from ui.widgets.list_rows import ListRows
from ui.widgets.segmented import Segmented

PLACE = "observations"


@pytest.fixture
def spot(visit):
    visit.go("observations")
    return visit


def test_an_observation_is_made_at_its_first_letters(spot, type_text, qtbot):
    assert spot.text("What was seen or heard").hasFocus()
    spot.write(spot.text("What was seen or heard"), "Skåpet står")
    qtbot.waitUntil(lambda: len(spot.observations()) == 1)
    spot.write(spot.text("What was seen or heard"), " olåst")
    spot.write(line(spot.page, "Place"), "Plan 2\n")
    (made,) = spot.observations()
    assert (made.text, made.place, made.kind) == ("Skåpet står olåst", "Plan 2", ObservationKind.NEUTRAL)


def test_place_and_kind_chosen_first_go_with_it(spot, type_text):
    code = spot.template.requirements[4].code
    next(each for each in seen(spot.page, Segmented) if "negative" in each._cells)._cells["negative"].click()
    choice = seen(spot.page, RequirementChoice)[0]
    choice.setCurrentIndex(choice.findData(code))
    spot.write(line(spot.page, "Place"), "Plan 2")
    spot.write(spot.text("What was seen or heard"), "Olåst")
    spot.go("overview")
    (made,) = spot.observations()
    assert (made.place, made.kind, made.requirement) == ("Plan 2", ObservationKind.NEGATIVE, code)


def test_a_new_one_is_begun_by_keyboard_while_another_is_written(spot, type_text, press):
    spot.write(spot.text("What was seen or heard"), "Ett")
    press(spot.text("What was seen or heard"), Qt.Key.Key_N, CTRL | SHIFT)
    spot.write(spot.text("What was seen or heard"), "Två")
    spot.go("overview")
    assert sorted(row.text for row in spot.observations()) == ["Ett", "Två"]


def test_rows_are_walked_and_each_shows_its_own(spot, type_text, press):
    for words_of_it in ("Ett", "Två"):
        spot.write(spot.text("What was seen or heard"), words_of_it)
        press(spot.text("What was seen or heard"), Qt.Key.Key_N, CTRL | SHIFT)
    spot.settle()
    rows = seen(spot.page, ListRows)[0]
    rows.setFocus()
    press(rows, Qt.Key.Key_Home)
    assert spot.text("What was seen or heard").toPlainText() == spot.observations()[0].text
    press(rows, Qt.Key.Key_Down)
    assert spot.text("What was seen or heard").toPlainText() == spot.observations()[1].text


def test_the_time_can_be_mended(spot, type_text, press):
    spot.write(spot.text("What was seen or heard"), "Ett")
    spot.screen.setFocus()
    spot.settle()
    time = line(spot.page, "Time")
    assert time.text() == "09.36"
    time.setFocus()
    time.selectAll()
    spot.write(time, "8.05")
    press(time, Qt.Key.Key_Return)
    assert spot.observations()[0].observed_at.strftime("%H.%M") == "07.05"


def test_what_is_written_up_the_day_after_is_of_the_day_of_the_visit(spot, press, frozen_clock):
    frozen_clock.advance(days=1)
    time = line(spot.page, "Time")
    spot.write(time, "8.05")
    press(time, Qt.Key.Key_Return)
    spot.write(spot.text("What was seen or heard"), "Ett")
    spot.go("overview")
    (made,) = spot.observations()
    assert made.observed_at.date() == spot.sheet().visit.arrived_at.date()


def test_an_observation_is_deleted_and_undone(spot, type_text):
    spot.write(spot.text("What was seen or heard"), "Ett")
    spot.screen.setFocus()
    spot.settle()
    button(spot.page, "Delete the observation").click()
    spot.settle()
    assert spot.observations() == ()
    assert spot.text("What was seen or heard").toPlainText() == ""
    spot.operations.undo()
    assert len(spot.observations()) == 1


def test_twelve_observations_are_written_without_the_pointer(spot, type_text, press):
    for number in range(12):
        what = spot.text("What was seen or heard")
        assert what.hasFocus()
        spot.write(what, f"Iakttagelse {number}")
        if number == 0:
            spot.write(line(spot.page, "Place"), "Matsalen")
            press(line(spot.page, "Place"), Qt.Key.Key_Tab)
            press(spot.page.window().focusWidget(), Qt.Key.Key_Tab)
            press(spot.page.window().focusWidget(), Qt.Key.Key_Minus)
        press(spot.page.window().focusWidget(), Qt.Key.Key_N, CTRL)
    spot.settle()
    made = {row.text: row for row in spot.observations()}
    assert set(made) == {f"Iakttagelse {number}" for number in range(12)}
    assert {row.place for row in made.values()} == {"Matsalen"}
    kinds = [made[f"Iakttagelse {number}"].kind for number in range(2)]
    assert kinds == [ObservationKind.NEGATIVE, ObservationKind.NEUTRAL]


def test_a_requirement_left_out_is_no_longer_offered(spot):
    from inspektor.actions import scope

    choice = seen(spot.page, RequirementChoice)[0]
    keep = [r.code for r in spot.template.requirements][:3]
    scope.choose_requirements(spot.workspace, spot.id, keep)
    spot.settle()
    assert [choice.itemData(at) for at in range(choice.count())] == ["", *keep]


# Documents


@pytest.fixture
def desk(visit):
    visit.go("documents")
    return visit


def test_a_document_is_made_once_its_kind_is_written(desk, type_text, press):
    desk.write(line(desk.page, "Number read"), "28")
    desk.write(line(desk.page, "Kind of document"), "Schema")
    desk.write(line(desk.page, "How the sample was chosen"), "Alla nätter v. 45")
    desk.write(desk.text("What came out"), "Jour 9 av 28 nätter")
    desk.go("overview")
    (made,) = desk.reviews()
    assert (made.kind, made.sample_size, made.selection, made.result) == (
        "Schema",
        28,
        "Alla nätter v. 45",
        "Jour 9 av 28 nätter",
    )


def test_a_result_without_a_kind_asks_for_the_kind_and_stays(desk, type_text):
    desk.write(desk.text("What came out"), "Jour")
    line(desk.page, "Number read").setFocus()
    assert desk.reviews() == ()
    assert field(desk.page, "Kind of document").error()
    desk.write(line(desk.page, "Kind of document"), "Schema\n")
    assert desk.reviews()[0].result == "Jour"


def test_a_number_that_is_none_is_refused_by_the_field(desk, type_text, press):
    size = line(desk.page, "Number read")
    desk.write(size, "många")
    press(size, Qt.Key.Key_Return)
    assert field(desk.page, "Number read").error() == "Skriv ett heltal."


def test_a_document_is_deleted_and_undone(desk, type_text):
    desk.write(line(desk.page, "Kind of document"), "Schema\n")
    desk.settle()
    button(desk.page, "Delete the document").click()
    assert desk.reviews() == ()
    desk.operations.undo()
    assert len(desk.reviews()) == 1


def test_an_undone_document_leaves_an_empty_form(desk, type_text):
    desk.write(line(desk.page, "Kind of document"), "Schema\n")
    desk.settle()
    desk.operations.undo()
    desk.settle()
    assert desk.page.findChild(DocumentEditor).record_id() == ""
    assert line(desk.page, "Kind of document").text() == ""
