"""The real program in a real folder, and somebody in front of it. What is in sight when a journey fails is kept."""

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import eyes
import pytest
from person import Person
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from inspektor.settings import Settings
from tests.builders import QUICK, quick_signing_keys
from ui.app import Program

WINDOW = (1366, 768)


@pytest.fixture(scope="session", autouse=True)
def _garbage_on_this_thread_alone() -> Iterator[None]:
    """As in the program: a widget in a cycle must not be destroyed on a worker thread."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _somebody_listens(qapp: QApplication) -> None:
    """As with a screen reader running: only then does Qt keep what it tells of lists up to date."""
    QAccessible.setActive(True)


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Passphrases that take milliseconds to check, signing keys that are soon made; everything else is as it ships."""
    defaults = {"cost": QUICK, "progress": None}
    monkeypatch.setattr("inspektor.actions.first_start.set_up.__kwdefaults__", defaults)
    with quick_signing_keys():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let fixtures know whether the journey failed."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report


_FAILED = pytest.StashKey[bool]()


class _Desktop(QObject):
    """The platform without a screen has none: when a dialog goes, the window below it gets the keys.

    It also sees windows that flash up: a part shown before it has a place, which takes the keys from its window.
    """

    def __init__(self) -> None:
        super().__init__()
        self.flashed: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and watched.isWindow():
            if event.type() == QEvent.Type.Show and not isinstance(watched, QMainWindow | QDialog):
                if watched.windowType() is Qt.WindowType.Window:
                    self.flashed.append(f"{watched.metaObject().className()} {watched.accessibleName()!r}")
            elif event.type() == QEvent.Type.Hide and isinstance(watched, QDialog):
                QTimer.singleShot(0, _activate_the_top)
        return False


def _activate_the_top() -> None:
    shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    top = QApplication.activeModalWidget() or next((w for w in shown if isinstance(w, QMainWindow)), None)
    if top is not None and QApplication.activeWindow() is None:
        top.activateWindow()


@pytest.fixture(autouse=True)
def _window_manager(qapp: QApplication) -> Iterator[None]:
    """Fail if a part of a window shows itself as a window of its own."""
    desktop = _Desktop()
    qapp.installEventFilter(desktop)
    yield
    qapp.removeEventFilter(desktop)
    assert desktop.flashed == []


class Desk:
    """Where somebody sits down before the program. Calling it starts the program on a folder."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self._app, self._qtbot = app, qtbot
        self._running: list[Program] = []

    def __call__(self, folder: Path, *, beside: bool = False) -> Person:
        """What ran before is closed first, unless it is to run beside it."""
        if not beside:
            self.leave()
        program = Program(self._app, Settings(), folder)
        program.notices.install_hooks()
        self._running.append(program)
        program.start()
        program.window.resize(*WINDOW)  # the platform without a screen offers less than any laptop has
        self._qtbot.waitExposed(program.window)
        program.window.activateWindow()
        self._qtbot.waitUntil(program.window.isActiveWindow)
        return Person(self._qtbot)

    def leave(self) -> None:
        """Close every window and wait until what is behind it has gone."""
        while self._running:
            program = self._running.pop()
            program.window.close()
            self._qtbot.waitUntil(program.window.isHidden, timeout=30_000)  # it may sync first
            program.window.deleteLater()
            program.deleteLater()
            del program
            _collect()


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A desk that is left tidy."""
    _collect()
    gc.freeze()  # what others left is not looked through again each time a window closes
    desk = Desk(qapp, qtbot)
    yield desk
    if request.node.stash.get(_FAILED, False):
        _keep_sight(tmp_path)
    desk.leave()


def _collect() -> None:
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


def _keep_sight(folder: Path) -> None:
    """A picture of each window, and what a screen reader would tell."""
    for number, window in enumerate(w for w in QApplication.topLevelWidgets() if w.isVisible()):
        window.grab().save(str(folder / f"in-sight-{number}.png"))
    (folder / "in-sight.txt").write_text(eyes.told(), encoding="utf-8")
