"""A window that types eight keys a second without pause until it is killed, telling its parent of each key it has sent.

`main` runs in a process of its own. The real editor, the real lanes, the real workspace; only the fingers are a timer.
"""

import os
from multiprocessing.connection import Connection
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from inspektor.actions import interviews
from inspektor.actions.first_start import open_workspace
from tests.builders import PASSPHRASE
from ui.jobs import Jobs
from ui.operations import Operations
from ui.widgets.autosave_text import AutosaveText

KEYS = "Två på plats till 22.00, därefter en. Den som jobbar natt sover i jourrummet. "
MILLISECONDS = 125


class Typist(QObject):
    """Holds the editor and strikes the keys."""

    def __init__(self, folder: Path, note: str, parent: Connection) -> None:
        super().__init__()
        self._parent = parent
        self._operations = Operations(Jobs(), open_workspace(folder, PASSPHRASE))
        self._note = note
        self._sent = 0
        self._editor = AutosaveText("Anteckning")
        self._editor.settled.connect(self._save)
        self._editor.show()
        self._editor.setFocus()
        self._timer = QTimer(self, interval=MILLISECONDS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._strike)
        self._timer.start()

    def _strike(self) -> None:
        key = KEYS[self._sent % len(KEYS)]
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self._editor, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, key))
        self._sent += 1
        self._parent.send(self._sent)

    def _save(self, text: str, still_typing: bool) -> None:
        self._operations.change(interviews.set_note_text, self._note, text, owner=self, amend=still_typing)


def main(folder: Path, note: str, parent: Connection) -> None:
    """Type until killed."""
    application = QApplication([])
    typist = Typist(folder, note, parent)
    application.exec()
    del typist
