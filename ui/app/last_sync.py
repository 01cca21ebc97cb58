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
        rounds.finished.connect(self._end)
        rounds.failed.connect(self._end)
        self.screen.hurried.connect(self._end)
        QTimer.singleShot(PATIENCE_MS, self, self._end)

    def begin(self) -> None:
        """Begin, or wait for the pass that is under way."""
        self._rounds.sync()

    def _end(self, *_: object) -> None:
        if not self._over:
            self._over = True
            self.over.emit()
