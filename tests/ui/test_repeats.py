"""Rooms and plans: many added at once, gone through by keys, protected, and quick at two hundred."""

import pytest
from builders import a_follow_up, a_workspace
from follow_up_parts import CTRL, SHIFT, opened
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton
from shell_parts import button, line, seen, words
from template_content import rich_content

from inspektor.actions import answers
from inspektor.actions.templates import publish
from inspektor.queries import answers as given
from inspektor.shapes.template import from_content
from ui.screens.follow_up.repeat_item import RepeatItem
from ui.screens.follow_up.repeats import RepeatsPanel
from ui.widgets.answer_field import AnswerField
from ui.widgets.list_rows import ListRows
from ui.widgets.segmented import Segmented


@pytest.fixture
def rooms(tmp_path, qapp, show, qtbot, frozen_clock):
    """A follow-up whose template asks about rooms and plans, the rooms in sight."""
    workspace = a_workspace(tmp_path / "arbetsyta")
    version = publish(workspace, from_content(rich_content())).created("template_version")
    follow_up = a_follow_up(workspace, template_version_id=version)
    visit = opened(workspace, follow_up, show, qtbot, place="observations")
    visit.go("observations", "rum")
    yield visit
    visit.operations.close()
    workspace.close()


def kept(visit, repeat="rum"):
    return given.items(visit.workspace, visit.id, repeat)


def labels(visit):
    return [row.title for row in seen(visit.page, ListRows)[0].all_rows()]


def questions(visit):
    return seen(visit.page, AnswerField)


def add(visit, count):
    answers.add_items(visit.workspace, visit.id, "rum", count)
    visit.settle()


def focus():
    return QApplication.focusWidget()


def test_twelve_rooms_are_added_at_once_by_keyboard(rooms, press, type_text):
    assert "Rum kommer att stå här." in words(rooms.page)
    press(focus(), Qt.Key.Key_N, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    type_text(line(dialog, "How many"), "12")
    assert button(dialog, "Lägg till 12")
    press(line(dialog, "How many"), Qt.Key.Key_Return)
    rooms.settle()
    assert labels(rooms)[:2] == ["Rum 1", "Rum 2"]
    assert len(kept(rooms)) == 12
    assert "0 av 12 klara" in words(rooms.page)
    rooms.operations.undo()
    rooms.settle()
    assert kept(rooms) == ()


def test_usual_names_and_own_names_are_added_with_numbers(rooms, type_text):
    button(rooms.page, "Add").click()
    dialog = QApplication.activeModalWidget()
    button(dialog, "Kök").click()
    type_text(line(dialog, "Names, with commas between"), "Hall, Tvättstuga")
    type_text(line(dialog, "How many"), "1")
    button(dialog, "Lägg till 4").click()
    rooms.settle()
    assert labels(rooms) == ["Kök", "Hall", "Tvättstuga", "Rum 1"]
    button(rooms.page, "Add").click()
    dialog = QApplication.activeModalWidget()
    assert "Vardagsrum" in [each.text() for each in seen(dialog, type(button(dialog, "Vardagsrum")))]
    assert not [each for each in seen(dialog, type(button(dialog, "Vardagsrum"))) if each.text() == "Kök"]
    dialog.reject()


@pytest.mark.parametrize("number", ["0", "201", "många", "2,5"])
def test_a_number_that_cannot_be_is_told_in_the_dialog(rooms, type_text, number):
    button(rooms.page, "Add").click()
    dialog = QApplication.activeModalWidget()
    type_text(line(dialog, "How many"), number)
    dialog.submit()
    assert "Lägg till mellan 1 och 200 åt gången." in words(dialog)
    dialog.reject()
    assert kept(rooms) == ()


def test_a_room_is_answered_and_the_next_comes_by_keys_alone(rooms, press, type_text):
    add(rooms, 3)
    rooms.page.focus_first()
    press(focus(), Qt.Key.Key_1)
    type_text(focus(), "20,5")
    press(focus(), Qt.Key.Key_Return)
    press(focus(), Qt.Key.Key_2)
    press(focus(), Qt.Key.Key_2)
    rooms.settle()
    first, second, _ = kept(rooms)
    assert {code: row.value for code, row in first.answers.items()} == {
        "RUM-1": "yes",
        "RUM-2": "20.5",
        "RUM-3": "sliten",
    }
    assert {code: row.value for code, row in second.answers.items()} == {"RUM-1": "no"}
    assert "2 av 3" in words(rooms.page)
    assert "1 av 3 klara" in words(rooms.page)
    press(focus(), Qt.Key.Key_Return, CTRL)
    assert "3 av 3" in words(rooms.page)
    press(focus(), Qt.Key.Key_Return, CTRL)
    assert focus() is button(rooms.page, "Next")


def test_what_is_typed_is_saved_when_one_goes_on(rooms, press, type_text):
    add(rooms, 2)
    temperature = seen(questions(rooms)[1], QLineEdit)[0]
    temperature.setFocus()
    type_text(temperature, "19")
    press(temperature, Qt.Key.Key_Return, CTRL)
    rooms.settle()
    assert kept(rooms)[0].answers["RUM-2"].value == "19"
    assert questions(rooms)[1].value() == ""
    seen(rooms.page, ListRows)[0].move(-1)
    assert questions(rooms)[1].value() == "19"


def test_a_wrong_number_is_told_by_the_question(rooms, press, type_text):
    add(rooms, 1)
    temperature = seen(questions(rooms)[1], QLineEdit)[0]
    temperature.setFocus()
    type_text(temperature, "200")
    press(temperature, Qt.Key.Key_Return)
    assert questions(rooms)[1].error() == "Talet är för stort. Mellan \u22125 och 45,5."
    assert "RUM-2" not in kept(rooms)[0].answers


def test_only_those_with_something_left_can_be_shown(rooms, press):
    add(rooms, 3)
    for code, value in (("RUM-1", "yes"), ("RUM-2", "20"), ("RUM-3", "hel")):
        answers.set_value(rooms.workspace, rooms.id, code, value, item_id=kept(rooms)[1].id)
    rooms.settle()
    which = seen(seen(rooms.page, RepeatsPanel)[0], Segmented)[0]
    which._cells["left"].click()
    assert labels(rooms) == ["Rum 1", "Rum 3"]
    which._cells["all"].click()
    assert labels(rooms) == ["Rum 1", "Rum 2", "Rum 3"]


def test_a_room_with_answers_goes_only_when_that_is_confirmed_and_comes_back(rooms, press):
    add(rooms, 2)
    press(questions(rooms)[0].findChild(QRadioButton), Qt.Key.Key_1)
    rooms.settle()
    listed = seen(rooms.page, ListRows)[0]
    listed.setFocus()
    press(listed, Qt.Key.Key_Delete)
    dialog = QApplication.activeModalWidget()
    assert "1 svar följer med." in words(dialog)
    dialog.reject()
    assert len(kept(rooms)) == 2
    press(listed, Qt.Key.Key_Delete)
    button(QApplication.activeModalWidget(), "Remove").click()
    rooms.settle()
    assert labels(rooms) == ["Rum 2"]
    rooms.operations.undo()
    rooms.settle()
    assert kept(rooms)[0].answers["RUM-1"].value == "yes"
    assert labels(rooms) == ["Rum 1", "Rum 2"]


def test_an_empty_room_goes_at_once(rooms):
    add(rooms, 2)
    button(rooms.page, "Remove").click()
    rooms.settle()
    assert QApplication.activeModalWidget() is None
    assert labels(rooms) == ["Rum 2"]
    assert seen(rooms.page, RepeatItem)[0].item_id() == kept(rooms)[0].id


def test_a_room_gets_another_name(rooms, press, type_text):
    add(rooms, 1)
    name = line(rooms.page, "Name")
    name.setFocus()
    name.selectAll()
    type_text(name, "Matsal")
    press(name, Qt.Key.Key_Return)
    rooms.settle()
    assert labels(rooms) == ["Matsal"]
    name.clear()
    press(name, Qt.Key.Key_Return)
    assert (name.text(), kept(rooms)[0].label) == ("Matsal", "Matsal")


def test_what_all_rooms_say_together_stands_below(rooms):
    add(rooms, 3)
    for room in kept(rooms)[:2]:
        answers.set_value(rooms.workspace, rooms.id, "RUM-1", "yes", item_id=room.id)
    rooms.settle()
    assert "Finns brandvarnare: 2 av 2 ja, 1 ej besvarade" in words(rooms.page)


def test_plans_have_letters_and_stand_by_the_documents(rooms):
    rooms.go("documents", "plan")
    button(rooms.page, "Add").click()
    dialog = QApplication.activeModalWidget()
    button(dialog, "Lägg till 1").click()
    rooms.settle()
    assert labels(rooms) == ["Plan A"]
    assert "En bokstav eller ett nummer, aldrig vems den är." in words(rooms.page)


def test_the_page_itself_is_one_choice_away_and_a_record_leads_to_it(rooms):
    rooms.page._which._cells[""].click()
    assert button(rooms.page, "New observation")
    rooms.go("observations", "rum")
    assert button(rooms.page, "Add")


def test_two_hundred_rooms_need_one_set_of_fields(rooms, press):
    add(rooms, 200)
    assert len(labels(rooms)) == 200
    before = len(rooms.page.findChildren(AnswerField))
    rooms.page.focus_first()
    for _ in range(5):
        press(focus(), Qt.Key.Key_Return, CTRL)
    assert "6 av 200" in words(rooms.page)
    assert len(rooms.page.findChildren(AnswerField)) == before == 3
