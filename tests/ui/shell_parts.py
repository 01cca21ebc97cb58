"""The whole program in a test: real window, real workspace, no threads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from builders import PASSPHRASE, lay_down
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from inspektor.i18n import tr
from inspektor.settings import Settings
from inspektor.store.workspace import Workspace
from ui.app import Program
from ui.jobs import InstantJobs
from ui.main_window.inside import Inside
from ui.widgets.banner import Banner
from ui.widgets.field import Field
from ui.widgets.text import Label

W = TypeVar("W", bound=QWidget)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def seen(root: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a kind that can be seen."""
    return [each for each in root.findChildren(kind) if each.isVisible()]


def button(root: QWidget, words: str) -> QAbstractButton:
    """The button that says this, in the language of the window."""
    wanted = tr(words)
    found = [each for each in seen(root, QAbstractButton) if wanted in (each.text(), each.accessibleName())]
    assert len(found) == 1, [each.text() or each.accessibleName() for each in seen(root, QAbstractButton)]
    return found[0]


def field(root: QWidget, label: str) -> Field:
    """The field of that label."""
    wanted = tr(label)
    found = [
        each for each in seen(root, Field) if wanted in [part.text() for part in each.findChildren(Label)]
    ]
    assert len(found) == 1, (wanted, len(found))
    return found[0]


def line(root: QWidget, label: str) -> QLineEdit:
    """The line to write in of that label."""
    return seen(field(root, label), QLineEdit)[0]


def words(root: QWidget) -> str:
    """Everything that labels say."""
    return "\n".join(each.text() for each in seen(root, QLabel))


def told(root: QWidget) -> list[str]:
    """What the banners say."""
    return [each.fact() for each in seen(root, Banner)]


@dataclass
class Shell:
    """A program under test."""

    program: Program
    folder: Path

    @property
    def window(self) -> QWidget:
        """Its window."""
        return self.program.window

    @property
    def inside(self) -> Inside:
        """What is behind the door."""
        assert self.program.session is not None
        return self.program.session.widget

    @property
    def workspace(self) -> Workspace:
        """What is open."""
        assert self.program.session is not None
        return self.program.session.operations.workspace

    def page(self) -> QWidget:
        """The screen of the place one is at."""
        page = self.inside.places.pages.currentWidget()
        assert page is not None
        return page

    def go(self, place: str) -> QWidget:
        """Go to a place and give its screen."""
        self.inside.go(place)
        return self.page()

    def dialog(self) -> QWidget:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        assert found is not None
        return found


Begin = Callable[..., Shell]


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot) -> Iterator[Begin]:
    """Starts the program on a folder; closes it when the test ends."""
    programs: list[Program] = []

    def begin_(folder: Path, chosen: Settings | None = None) -> Shell:
        program = Program(qapp, chosen or Settings(scheme="light"), folder, InstantJobs)
        programs.append(program)
        program.window.resize(1440, 900)
        program.start()
        program.window.activateWindow()
        qtbot.waitExposed(program.window)
        qtbot.waitUntil(program.window.isActiveWindow)
        return Shell(program, folder)

    yield begin_
    for program in programs:
        if program.window.isVisible():
            program.window.close()
            qtbot.waitUntil(lambda window=program.window: not window.isVisible())
        program.window.deleteLater()
        program.deleteLater()


@pytest.fixture
def shell(begin: Begin, tmp_path: Path, qtbot: QtBot, type_text: Callable[[QWidget, str], None]) -> Shell:
    """The program with an empty workspace unlocked."""
    lay_down(tmp_path / "arbetsyta å")
    started = begin(tmp_path / "arbetsyta å")
    unlock(started, type_text)
    qtbot.waitUntil(lambda: started.program.session is not None)
    return started


def unlock(shell: Shell, type_text: Callable[[QWidget, str], None], passphrase: str = PASSPHRASE) -> None:
    """Write the passphrase at the lock and press Enter."""
    written = line(shell.window, "Passphrase")
    type_text(written, passphrase + "\n")
