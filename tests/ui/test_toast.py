"""The toast: eight seconds, longer while somebody is with it."""

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.toast import SHOWN_MS, Toast


@pytest.fixture
def page(show):
    made = QWidget()
    made.field = QLineEdit()
    QVBoxLayout(made).addWidget(made.field)
    made.resize(800, 500)
    made.toast = Toast(made, clearance=44)
    made.undone = []
    made.toast.undone.connect(lambda: made.undone.append(1))
    show(made)
    made.field.setFocus()
    return made


def button(page) -> QWidget:
    return page.toast.findChild(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def test_it_says_what_was_done_and_leaves_by_itself(show, qtbot):
    over = QWidget()
    over.resize(400, 300)
    show(over)
    toast = Toast(over, shown_ms=30)
    assert toast.isHidden()
    toast.say("Bristen är borttagen")
    assert toast.isVisible()
    assert toast.accessibleName() == "Bristen är borttagen"
    qtbot.waitUntil(toast.isHidden)


def test_eight_seconds_are_meant(page):
    page.toast.say("Borttaget")
    assert page.toast.findChild(QTimer).interval() == SHOWN_MS == 8000
    assert page.toast.waiting()


def test_it_stays_while_pointed_at(page):
    page.toast.say("Borttaget")
    QApplication.sendEvent(page.toast, QEvent(QEvent.Type.Enter))
    assert not page.toast.waiting()
    QApplication.sendEvent(page.toast, QEvent(QEvent.Type.Leave))
    assert page.toast.waiting()


def test_it_stays_while_it_has_the_keyboard_and_enter_takes_back(page, press, qtbot):
    page.toast.say("Borttaget")
    press(page.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is button(page)
    qtbot.waitUntil(lambda: not page.toast.waiting())
    press(button(page), Qt.Key.Key_Return)
    assert page.undone == [1]
    assert page.toast.isHidden()


def test_esc_puts_it_away(page, press):
    page.toast.say("Borttaget")
    button(page).setFocus()
    press(button(page), Qt.Key.Key_Escape)
    assert page.toast.isHidden()
    assert page.undone == []


def test_it_keeps_its_corner_above_the_capture_line(page, qtbot):
    page.toast.say("Borttaget")
    page.resize(700, 400)
    qtbot.waitUntil(lambda: page.toast.geometry().bottom() < 400 - 44)
    assert page.toast.x() == 24
    page.toast.say("En mycket lång mening om det som just togs bort. " * 6)
    assert page.toast.geometry().right() <= 700
