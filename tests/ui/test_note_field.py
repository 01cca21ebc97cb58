"""The writing field of a visit: its keys, its tags, its time."""

from datetime import UTC, datetime

import pytest
from kit_values import TAGS
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.note_field import NoteField

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Visit(QWidget):
    """A screen with the field, and rating keys that would also like Ctrl with a digit."""

    def __init__(self) -> None:
        super().__init__()
        self.field = NoteField(TAGS, check=lambda text: "Personnummer?" if "0101" in text else "")
        self.heard: list[object] = []
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        self.field.begun.connect(lambda: self.heard.append("begun"))
        self.field.ended.connect(lambda: self.heard.append("ended"))
        self.field.next_question.connect(lambda: self.heard.append("next"))
        self.field.tagged.connect(lambda key: self.heard.append(key))
        self.field.settled.connect(lambda text, typing: self.heard.append((text, typing)))
        QShortcut(QKeySequence("Ctrl+2"), self).activated.connect(lambda: self.heard.append("rated"))


@pytest.fixture
def visit(show):
    made = Visit()
    show(made)
    made.field.setFocus()
    return made


def editor(visit) -> QWidget:
    return visit.field.focusProxy()


def test_the_first_letter_begins_the_note(visit, type_text):
    type_text(editor(visit), "Ja")
    assert visit.heard == ["begun"]


def test_enter_saves_and_ends_the_note(visit, type_text, press):
    type_text(editor(visit), "Två på plats.")
    press(editor(visit), Qt.Key.Key_Return)
    assert visit.heard == ["begun", ("Två på plats.", False), "ended"]
    assert visit.field.text() == "Två på plats."


def test_enter_in_an_empty_field_does_nothing(visit, press):
    press(editor(visit), Qt.Key.Key_Return)
    assert visit.heard == []


def test_shift_enter_is_a_new_line(visit, type_text, press):
    type_text(editor(visit), "Ett")
    press(editor(visit), Qt.Key.Key_Return, SHIFT)
    type_text(editor(visit), "Två")
    assert visit.field.text() == "Ett\nTvå"


def test_ctrl_enter_saves_and_asks_for_the_next_question(visit, type_text, press):
    press(editor(visit), Qt.Key.Key_Return, CTRL)
    type_text(editor(visit), "Ja")
    press(editor(visit), Qt.Key.Key_Return, CTRL)
    assert visit.heard == ["next", "begun", ("Ja", False), "next"]


def test_ctrl_and_a_digit_tags_and_nothing_else_hears_it(visit, press):
    press(editor(visit), Qt.Key.Key_2, CTRL)
    press(editor(visit), Qt.Key.Key_4, CTRL)
    assert visit.heard == ["quote", "serious"]
    assert visit.field.tag() == "serious"
    press(editor(visit), Qt.Key.Key_4, CTRL)
    assert visit.field.tag() == ""


def test_digits_alone_are_text(visit, type_text):
    type_text(editor(visit), "1234")
    assert visit.field.text() == "1234"
    assert visit.field.tag() == ""


def test_a_loaded_note_shows_time_tag_and_when_it_was_saved(visit, qtbot):
    moment = datetime(2026, 11, 26, 10, 26, tzinfo=UTC)
    visit.field.load("Redan skrivet", time=moment, tag="come_back")
    visit.field.set_saved(moment)
    said = [label.text() for label in visit.field.findChildren(type(visit.field._time))]
    assert "11.26" in said
    assert "Sparat 11.26" in said
    assert visit.field.tag() == "come_back"
    assert visit.heard == []
    visit.field.load("")
    assert not visit.field._time.isVisible()


def test_a_personal_number_is_warned_of_inside_the_frame(visit, type_text):
    type_text(editor(visit), "0101")
    visit.field.flush()
    assert visit.field._warning.isVisible()
    visit.field.load("")
    assert not visit.field._warning.isVisible()


def test_a_tag_is_chosen_by_pointer_too(visit, qtbot):
    cell = visit.field._tags._cells[2]
    qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert visit.heard == ["come_back"]
