"""A follow-up in a test: the real screen on a real workspace, without threads, and its parts found as a user finds them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import a_visit
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shell_parts import field, seen

from inspektor.actions import interviews
from inspektor.queries import follow_ups as sheets
from inspektor.queries import interviews as talks
from inspektor.queries import judgement
from inspektor.queries import observations as sights
from inspektor.queries import reviews as readings
from inspektor.queries.templates import template
from inspektor.shapes.enums import Consent, Role
from inspektor.shapes.template import Template
from inspektor.store.workspace import Workspace
from ui.jobs import InstantJobs
from ui.operations import Operations
from ui.screens.follow_up import FollowUpScreen

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
A_MOMENT, NOT_LONG = 5, 120


def _soon_due(timer: QTimer) -> bool:
    return timer.isActive() and timer.isSingleShot() and timer.interval() <= NOT_LONG


@dataclass
class Visit:
    """The screen, what lies under it, and short ways to ask both."""

    workspace: Workspace
    operations: Operations
    screen: FollowUpScreen
    id: str
    template: Template
    qtbot: QtBot

    @property
    def page(self) -> QWidget:
        """The page in sight."""
        return next(page for page in self.screen.pages() if page.isVisible())

    def go(self, place: str, detail: str = "") -> QWidget:
        """Go to a page as the outline does, and let it read."""
        self.screen.go_to(place, detail)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Let what waits a moment happen: refreshing gathers changes for some milliseconds."""
        self.qtbot.wait(A_MOMENT)
        while any(map(_soon_due, self.screen.findChildren(QTimer))):
            self.qtbot.wait(A_MOMENT)
        self.qtbot.wait(A_MOMENT)  # what came of it is laid out

    def text(self, label: str) -> QPlainTextEdit:
        """The text of several lines with that label."""
        return seen(field(self.page, label), QPlainTextEdit)[0]

    def write(self, into: QWidget, text: str) -> None:
        """Go to a field as Tab does, and type."""
        into.setFocus()
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            typed = "\r" if letter == "\n" else letter
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(into, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, typed))

    # What is stored

    def sheet(self):
        """The follow-up."""
        return sheets.sheet(self.workspace, self.id)

    def notes(self, interview: str | None = None):
        """The notes."""
        return talks.notes(self.workspace, self.id, interview)

    def observations(self):
        """The observations."""
        return sights.observations(self.workspace, self.id)

    def reviews(self):
        """The documents read."""
        return readings.document_reviews(self.workspace, self.id)

    def judged(self, code: str):
        """The judgement of a requirement."""
        return judgement.judgement(self.workspace, self.id, code)

    def interview(self, role: Role = Role.STAFF, label: str = "Personal B") -> str:
        """A running interview."""
        made = interviews.start(self.workspace, self.id, role, label, consent=Consent.GIVEN)
        return made.created("interview")

    def codes(self, *roles: Role) -> list[str]:
        """The requirements that have a question to each of the roles."""
        return [
            r.code for r in self.template.requirements if all(r.questions_for(role.value) for role in roles)
        ]


@pytest.fixture
def visit(
    tmp_path: Path, qapp: QApplication, show, qtbot: QtBot, frozen_clock, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """A follow-up of a unit, begun this morning, opened at the module's PLACE: no other page is made until one goes there."""
    workspace, follow_up = a_visit(tmp_path / "arbetsyta")
    frozen_clock.advance(minutes=10)
    made = opened(workspace, follow_up, show, qtbot, place=getattr(request.module, "PLACE", ""))
    yield made
    made.operations.close()
    workspace.close()


def opened(
    workspace: Workspace,
    follow_up: str,
    show: Callable[[QWidget], None],
    qtbot: QtBot,
    operations: Operations | None = None,
    *,
    place: str = "",
) -> Visit:
    """The screen on a follow-up, shown; without operations of its own, at once and without threads."""
    operations = operations or Operations(InstantJobs(), workspace)
    screen = FollowUpScreen(operations, follow_up_id=follow_up, place=place)
    screen.resize(1440, 900)
    show(screen)
    used = template(workspace, sheets.sheet(workspace, follow_up).template_version_id)
    return Visit(workspace, operations, screen, follow_up, used, qtbot)
