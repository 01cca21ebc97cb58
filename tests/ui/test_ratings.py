"""Choosing: the rating, segmented controls, lists to unfold."""

import pytest
from kit_values import SCALE
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.choice import Check, Choice
from ui.widgets.rating_list import RatingList
from ui.widgets.segmented import Segment, Segmented

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
DIGITS = [Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5]


class Panel(QWidget):
    """A rating and a text field beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.rating, self.grounds = RatingList(SCALE, "Bedömning"), QLineEdit()
        self.rated: list[str] = []
        self.rating.rated.connect(self.rated.append)
        column = QVBoxLayout(self)
        column.addWidget(self.rating)
        column.addWidget(self.grounds)
        column.addStretch(1)
        self.resize(380, 500)


@pytest.fixture
def panel(show):
    made = Panel()
    show(made)
    return made


def test_digits_rate_while_the_rating_has_the_keyboard(panel, press):
    panel.rating.focus_current()
    for number, key in enumerate(DIGITS):
        press(QApplication.focusWidget(), key)
        assert panel.rating.current() == SCALE[number].key
    assert panel.rated == [choice.key for choice in SCALE]


@pytest.mark.parametrize("held", [ALT, CTRL])
def test_a_digit_with_a_modifier_rates_from_anywhere(panel, press, held):
    panel.grounds.setFocus()
    press(panel.grounds, Qt.Key.Key_3, held)
    assert panel.rated == ["not_met"]
    assert panel.grounds.text() == ""


def test_a_digit_in_a_text_field_is_text(panel, press):
    panel.grounds.setFocus()
    press(panel.grounds, Qt.Key.Key_3)
    assert (panel.rated, panel.grounds.text()) == ([], "3")


def test_arrows_look_without_choosing(panel, press):
    panel.rating.focus_current()
    for _ in range(3):
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert panel.rated == []
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert panel.rated == ["not_applicable"]


def test_showing_a_rating_tells_nobody_and_choosing_the_same_again_neither(panel, press):
    panel.rating.set_current("partly_met")
    panel.rating.focus_current()
    press(QApplication.focusWidget(), Qt.Key.Key_2)
    assert panel.rated == []
    panel.rating.set_current("")
    assert panel.rating.current() == ""


def test_the_chosen_row_unfolds_its_definition(panel, qtbot):
    rows = panel.rating._rows
    folded = rows[1].height()
    panel.rating.set_current("partly_met")
    qtbot.waitUntil(lambda: rows[1].height() > folded)
    panel.rating.set_current("not_reviewed")
    qtbot.waitUntil(lambda: rows[1].height() == folded)
    assert rows[4].height() == folded  # nothing to unfold


def test_the_rating_is_one_stop_for_tab(panel, press):
    panel.rating.set_current("not_met")
    panel.rating.focus_current()
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert panel.grounds.hasFocus()


def test_a_click_rates(panel, qtbot):
    qtbot.mouseClick(panel.rating._rows[0], Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    assert panel.rated == ["met"]


@pytest.fixture
def segments(show):
    made = Segmented(
        [Segment("all", "Alla frågor"), Segment("left", "Ej berörda"), Segment("x", "X")], "Filter"
    )
    made.told = []
    made.chosen.connect(made.told.append)
    show(made)
    return made


def test_arrows_choose_a_segment(segments, press):
    segments._cells["all"].setFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert (segments.current(), segments.told) == ("left", ["left"])


def test_choosing_by_the_program_tells_nobody(segments):
    segments.set_current("x")
    assert (segments.current(), segments.told) == ("x", [])


def test_new_counts_keep_the_choice(segments):
    segments.set_current("left")
    segments.set_segments([Segment("all", "Alla 31"), Segment("left", "Ej berörda 12"), Segment("x", "X")])
    assert segments.current() == "left"
    segments.set_segments([Segment("left", "Ej berörda"), Segment("y", "Y")])
    assert segments.current() == "left"
    segments.set_segments([Segment("y", "Y"), Segment("z", "Z")])
    assert segments.current() == ""


def test_a_choice_tells_of_keys_and_the_wheel_does_not_turn_it(show, press):
    choice, told = Choice("Tjänst", [("a", "HVB"), ("b", "Äldreboende")]), []
    choice.chosen.connect(told.append)
    show(choice)
    choice.set_current("a")
    choice.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, turn)
    assert (choice.current(), told) == ("a", [])
    press(choice, Qt.Key.Key_Down)
    assert (choice.current(), told) == ("b", ["b"])


def test_a_box_with_many_words_takes_the_lines_it_needs(show, qtbot):
    box = Check(
        "Jag har inget jäv i förhållande till verksamheten, dess ledning eller någon av de intervjuade."
    )
    holder = QWidget()
    QVBoxLayout(holder).addWidget(box)
    show(holder)
    holder.resize(260, 300)
    assert box.heightForWidth(240) > 3 * box.fontMetrics().lineSpacing()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(200, box.height() // 2))
    assert box.isChecked()
