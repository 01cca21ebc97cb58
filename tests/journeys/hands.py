"""Keys and a pointer, given to the window as the window system gives them: shortcuts, focus and lists included."""

from PySide6.QtCore import QCoreApplication, QKeyCombination, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _window() -> QWindow:
    """The window that takes the keys; the system may need a moment after a dialog has closed."""
    for _ in range(200):
        window = QGuiApplication.focusWindow()  # it passes on to what is unfolded over it
        if window is not None:
            return window
        QTest.qWait(10)
    raise AssertionError("no window takes the keys")


def press(keys: str, times: int = 1) -> None:
    """Press keys by their names, as in "Ctrl+Shift+Z"."""
    combination: QKeyCombination = QKeySequence(keys)[0]
    for _ in range(times):
        _strike(combination.key(), _text_of(combination), combination.keyboardModifiers())
        QCoreApplication.processEvents()


def _strike(key: Qt.Key, text: str, held: Qt.KeyboardModifier) -> None:
    for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
        QTest.sendKeyEvent(action, _window(), key, text, held)  # the press may close the window it came to


def _text_of(combination: QKeyCombination) -> str:
    """What the key writes: a digit or a blank does, Tab and arrows do not."""
    if combination.keyboardModifiers() & ~SHIFT:
        return ""
    special = {
        Qt.Key.Key_Return: "\r",
        Qt.Key.Key_Enter: "\r",
        Qt.Key.Key_Tab: "\t",
        Qt.Key.Key_Escape: "\x1b",
    }
    code = int(combination.key())
    return special.get(combination.key(), chr(code) if code < 0x100 else "")


def write(text: str) -> None:
    """Write, letter by letter, with the codes the keys have: å, ä and ö too. A line break is Enter."""
    for letter in text:
        if letter == "\n":
            press("Return")
            continue
        upper = letter.upper()
        code = ord(upper) if len(upper) == 1 and ord(upper) < 0x100 else int(Qt.Key.Key_unknown)
        held = SHIFT if letter.isupper() else NONE
        _strike(Qt.Key(code), letter, held)


def point(place: QPoint) -> None:
    """Press the left button of the pointer at a place on the screen."""
    window = _window()
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, NONE, window.mapFromGlobal(place))
