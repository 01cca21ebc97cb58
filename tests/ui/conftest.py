"""What every test of a window gets: our theme, fingers that can type å, and a look round for what was left behind."""

import gc
import threading
from collections.abc import Callable, Iterator

import pytest
from follow_up_parts import visit
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shell_parts import begin, shell

from ui import pdf_pages, theme

__all__ = ["begin", "shell", "visit"]  # fixtures

TypeText = Callable[[QWidget, str], None]
Press = Callable[..., None]
Show = Callable[[QWidget], None]

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="session", autouse=True)
def _garbage_on_this_thread_alone() -> Iterator[None]:
    """As in the program: a widget in a cycle must not be destroyed on a worker thread."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Light, 100 %."""
    if theme.current() is not theme.LIGHT or theme.text_size() != 100 or not qapp.styleSheet():
        theme.apply_theme(qapp, "light")


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail if a test leaves a window or a thread."""
    windows, threads = set(QApplication.topLevelWidgets()), set(threading.enumerate())
    yield
    pdf_pages.close_thread()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()  # what is left stays: looking at it again after each test would cost more than the tests
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [widget for widget in QApplication.topLevelWidgets() if widget not in windows]
    running = [thread.name for thread in threading.enumerate() if thread not in threads]
    for widget in left:
        widget.hide()
        widget.deleteLater()
    assert left == []
    assert running == []


@pytest.fixture
def type_text() -> TypeText:
    """Types into a widget, key by key. qtbot.keyClicks with å, ä or ö aborts the whole process."""

    def type_(widget: QWidget, text: str) -> None:
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, key, NONE, "\r" if letter == "\n" else letter))

    return type_


@pytest.fixture
def press(qtbot: QtBot) -> Press:
    """Presses a key as the window system does, shortcuts included: press(widget, Qt.Key.Key_Z, CTRL)."""

    def press_(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        qtbot.keyClick(widget, key, held)

    return press_


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows a widget as the active window and lets go of it when the test ends."""
    kept: list[QWidget] = []

    def show_(widget: QWidget) -> None:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitExposed(widget)
        qtbot.waitUntil(widget.isActiveWindow)

    yield show_
    kept.clear()
