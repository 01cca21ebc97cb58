"""Words to the user: beside what they concern, and never what somebody wrote."""

import sys
import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from inspektor.errors import InspektorError
from ui.notices import Notices, crash_report
from ui.widgets.banner import BannerArea
from ui.widgets.crash_dialog import CrashDialog


class FolderMissing(InspektorError):
    def text(self) -> str:
        return "Mappen finns inte."

    def advice(self) -> str:
        return "Anslut nätverket."


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.area, self.page = BannerArea(), QWidget()
        self.page.area, self.page.part = BannerArea(), QPushButton()
        inner = QVBoxLayout(self.page)
        inner.addWidget(self.page.area)
        inner.addWidget(self.page.part)
        column = QVBoxLayout(self)
        column.addWidget(self.area)
        column.addWidget(self.page)
        self.other = QPushButton()
        column.addWidget(self.other)


@pytest.fixture
def window(show):
    made = Window()
    show(made)
    return made


@pytest.fixture
def notices(window):
    made = Notices(window)
    made.set_area(window.area)
    made.set_toast_place(window, 40)
    return made


def dialogs(window) -> list[CrashDialog]:
    return [dialog for dialog in window.findChildren(CrashDialog) if dialog.isVisible()]


def close(dialog, qtbot) -> None:
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_trouble_is_told_in_the_page_it_concerns(notices, window):
    banner = notices.trouble(FolderMissing(), window.page.part)
    assert window.page.area.banners() == [banner]
    assert (banner.fact(), banner.meaning()) == ("Mappen finns inte.", "Anslut nätverket.")
    notices.trouble(FolderMissing(), window.page.part)
    assert len(window.page.area.banners()) == 1


def test_trouble_without_a_page_is_told_in_the_window(notices, window):
    notices.trouble(FolderMissing())
    assert len(window.area.banners()) == 1
    notices.trouble(FolderMissing(), window.other)
    assert len(window.area.banners()) == 1
    assert window.page.area.banners() == []


def test_a_banner_closes_when_told_to(notices, window, qtbot):
    banner = notices.trouble(FolderMissing())
    assert window.area.isVisible()
    close_button = banner.findChild(QPushButton)
    assert close_button.accessibleName() == "Stäng meddelandet"
    close_button.click()
    assert window.area.banners() == []
    assert not window.area.isVisible()


def test_without_a_place_trouble_is_no_crash(qapp):
    assert Notices().trouble(FolderMissing()) is None


def test_done_things_can_be_undone(notices, window, qtbot):
    asked = []
    notices.undo_asked.connect(lambda: asked.append(1))
    notices.done("Bristen är borttagen")
    button = next(b for b in window.findChildren(QPushButton) if b.text() == "Ångra")
    button.click()
    assert asked == [1]


def look_up(name: str) -> None:
    """Fails as code does: one error because of another, both with somebody's words in them."""
    try:
        {}[name]
    except KeyError as error:
        raise ValueError(f"Anna {name} bor på Storgatan") from error


def failing(name: str) -> BaseException:
    try:
        look_up(name)
    except ValueError as error:
        return error
    raise AssertionError


def test_the_report_names_kinds_and_places_and_no_words(qapp):
    report = crash_report(failing("Svensson"))
    assert "ValueError" in report
    assert "KeyError" in report
    assert "test_notices.py" in report
    for secret in ("Svensson", "Anna", "Storgatan", "/home", "/root", "/work"):
        assert secret not in report


def test_a_bug_shows_what_is_saved_and_the_report(notices, window, qtbot, frozen_clock):
    notices.note_saved(frozen_clock.moment)
    notices.report_bug(failing("Svensson"))
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    dialog = dialogs(window)[0]
    said = " ".join(label.text() for label in dialog.findChildren(QWidget) if hasattr(label, "text"))
    assert "Allt till och med 09.26 är sparat." in said
    copy = next(b for b in dialog.findChildren(QPushButton) if "Kopiera" in b.text())
    copy.click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    close(dialog, qtbot)


def test_one_dialog_at_a_time_and_each_fault_once(notices, window, qtbot):
    error = failing("x")
    for _ in range(5):
        notices.report_bug(error)
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    close(dialogs(window)[0], qtbot)
    notices.report_bug(error)
    qtbot.wait(20)
    assert dialogs(window) == []
    notices.report_bug(RuntimeError())
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    close(dialogs(window)[0], qtbot)


def test_quitting_from_the_dialog_is_asked_for(notices, window, qtbot):
    asked = []
    notices.quit_asked.connect(lambda: asked.append(1))
    notices.report_bug(RuntimeError())
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    dialog = dialogs(window)[0]
    with qtbot.waitSignal(dialog.destroyed):
        next(b for b in dialog.findChildren(QPushButton) if b.text() == "Avsluta").click()
    assert asked == [1]


@pytest.fixture
def hooks(notices, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    notices.install_hooks()


@pytest.mark.usefixtures("hooks")
def test_errors_of_other_threads_end_in_the_same_dialog(window, qtbot):
    def work() -> None:
        raise LookupError("hemligt")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    close(dialogs(window)[0], qtbot)


@pytest.mark.usefixtures("hooks")
def test_errors_of_slots_end_there_too(window, qtbot):
    def work() -> None:
        raise LookupError("hemligt")

    with qtbot.captureExceptions():
        QTimer.singleShot(0, work)
        qtbot.wait(20)
    sys.excepthook(LookupError, LookupError("hemligt"), None)
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    close(dialogs(window)[0], qtbot)
