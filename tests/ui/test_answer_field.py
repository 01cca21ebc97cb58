"""A typed answer: pointed at, typed, declined, taken away; and nothing told but what the user did."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton
from shell_parts import button

from inspektor.shapes.enums import Role
from inspektor.shapes.questions import PICTURES, AnswerForm, AnswerKind, Option, Question
from ui import images
from ui.widgets.answer_field import AnswerField
from ui.widgets.answer_options import AnswerOptions

YES_NO = AnswerForm(AnswerKind.YES_NO)
NUMBER = AnswerForm(AnswerKind.NUMBER, unit="°C", least=Decimal(0), most=Decimal(40))
DAY = AnswerForm(AnswerKind.DATE)
SCALE = AnswerForm(
    AnswerKind.SCALE,
    tuple(Option(name.partition("-")[2], name.title(), name) for name in PICTURES),
)
LONG = AnswerForm(AnswerKind.CHOICE, tuple(Option(str(n), "Ett långt svar med många ord") for n in range(5)))


@pytest.fixture
def shown(show):
    """A field in a window, and what it told."""

    def make(form, **more):
        field = AnswerField(Question("Q", Role.STAFF, "Hur är det?", form), **more)
        told = []
        field.answered.connect(lambda value: told.append(value))
        for name in ("declined", "cleared", "done"):
            getattr(field, name).connect(lambda name=name: told.append(f"<{name}>"))
        show(field)
        field.focus_first()
        return field, told

    return make


def cells(field):
    return field.findChildren(QRadioButton)


def test_yes_or_no_by_digit_by_arrow_and_by_pointer(shown, press):
    field, told = shown(YES_NO)
    press(cells(field)[0], Qt.Key.Key_1)
    press(cells(field)[0], Qt.Key.Key_Right)
    assert told == ["yes", "<done>"]  # arrows move, they do not choose
    assert cells(field)[1].hasFocus()
    press(cells(field)[1], Qt.Key.Key_Space)
    cells(field)[0].click()
    press(cells(field)[0], Qt.Key.Key_Return)
    assert told[2:] == ["no", "yes", "<done>"]
    assert field.value() == "yes"


def test_what_is_shown_is_not_told(shown):
    field, told = shown(YES_NO)
    field.set_answer("no")
    field.set_answer("", declined=True)
    assert field.is_declined()
    assert told == []


def test_a_scale_has_large_targets_and_speaks(shown, press):
    field, told = shown(SCALE)
    assert len(cells(field)) == 5
    assert all(cell.height() >= 100 and cell.width() >= 80 for cell in cells(field))
    assert cells(field)[0].accessibleDescription() == "Ett ansikte som ler stort"
    assert len({cell.accessibleDescription() for cell in cells(field)}) == 5
    press(cells(field)[0], Qt.Key.Key_5)
    assert told == ["sad", "<done>"]


def test_every_picture_is_drawn():
    assert set(PICTURES) <= set(images.names())


def test_long_answers_stand_up_where_there_is_no_room_for_a_row(shown):
    field, _ = shown(LONG)
    field.resize(500, 400)
    tops = [cell.y() for cell in cells(field)]
    assert tops == sorted(set(tops))
    assert field.findChild(AnswerOptions).height() == 5 * cells(field)[0].height()
    field.resize(1900, 400)
    assert {cell.y() for cell in cells(field)} == {0}


def test_a_scale_stands_up_with_its_pictures_where_there_is_no_room_for_a_row(shown):
    field, told = shown(SCALE)
    field.resize(330, 500)
    assert len({cell.y() for cell in cells(field)}) == 5
    assert all(cell.height() >= 50 for cell in cells(field))
    cells(field)[3].click()
    assert told == ["troubled"]


def test_a_number_with_a_comma(shown, press, type_text):
    field, told = shown(NUMBER)
    line = field.findChild(QLineEdit)
    type_text(line, "20,50")
    press(line, Qt.Key.Key_Return)
    assert told == ["20.5", "<done>"]
    assert line.text() == "20,5"
    assert [label.text() for label in field.findChildren(QLabel) if label.text() == "°C"]


def test_a_wrong_number_is_told_by_the_field_and_stays(shown, press, type_text):
    field, told = shown(NUMBER)
    line = field.findChild(QLineEdit)
    type_text(line, "400")
    press(line, Qt.Key.Key_Return)
    assert told == []
    assert field.error() == "Talet är för stort. Mellan 0 och 40."
    assert line.text() == "400"
    assert field.error() in line.accessibleDescription()
    press(line, Qt.Key.Key_Backspace)
    assert field.error() == ""
    press(line, Qt.Key.Key_Return)
    assert told == ["40", "<done>"]


def test_an_emptied_number_is_no_answer(shown, press):
    field, told = shown(NUMBER)
    field.set_answer("20")
    field.focus_first()
    press(field.findChild(QLineEdit), Qt.Key.Key_Backspace)
    field.flush()
    assert told == ["<cleared>"]


def test_a_date(shown, press, type_text):
    field, told = shown(DAY)
    line = field.findChild(QLineEdit)
    type_text(line, "2026-03-01")
    press(line, Qt.Key.Key_Return)
    assert told == ["2026-03-01", "<done>"]
    field.set_answer("2026-03-02")
    assert line.text() == "2026-03-02"
    field.set_answer("inget datum")
    assert line.text() == ""


def test_what_is_being_typed_stays_when_the_same_answer_is_read_again(shown, type_text):
    field, _ = shown(NUMBER)
    field.set_answer("2")
    line = field.findChild(QLineEdit)
    line.end(False)
    type_text(line, "1")
    field.set_answer("2")
    assert line.text() == "21"


def test_declining_and_taking_away(shown):
    field, told = shown(YES_NO)
    button(field, "Did not want to answer").click()
    assert told == ["<declined>"]
    assert field.is_declined()
    button(field, "Take the answer away").click()
    assert told == ["<declined>", "<cleared>"]
    assert not field.is_declined()


def test_a_room_does_not_decline(shown):
    field, _ = shown(YES_NO, may_decline=False)
    assert not [each for each in field.findChildren(QLabel) if each.isVisible() and "svara" in each.text()]


def test_an_open_question_has_no_field(qapp):
    with pytest.raises(ValueError, match="Q"):
        AnswerField(Question("Q", Role.STAFF, "Hur?"))
