"""The pass before the program goes: with an end in sight, whatever the folder does."""

from PySide6.QtCore import QObject, QTimer, Signal

from ui.app.sync_rounds import SyncRounds
from ui.screens.closing import ClosingScreen

PATIENCE_MS = 20_000


class LastSync(QObject):
    """`over` once: when the pass has ended, failed, taken too long, or the user would not wait."""

    over = Signal()

    def __init__(self, rounds: SyncRounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.screen = ClosingScreen()
        self._over = False
        self._rounds = rounds
        rounds.progressed.connect(self.screen.show_progress)
        rounds.finished.connect(self._ended)
        rounds.failed.connect(self._ended)
        self.screen.hurried.connect(self._end)
        QTimer.singleShot(PATIENCE_MS, self, self._end)

    def begin(self) -> None:
        """Begin, after the pass that is under way if there is one."""
        self._rounds.sync_too()

    def _ended(self, _: object) -> None:
        if not self._rounds.under_way:  # else it was the one before
            self._end()

    def _end(self) -> None:
        if not self._over:
            self._over = True
            self.over.emit()
