"""When the day's backup is made: once something was written, and nobody has written for a minute."""

from PySide6.QtCore import QObject, QTimer

from inspektor.changes import ChangeSet
from ui.jobs import Job
from ui.operations import Operations

IDLE_MS = 60 * 1000
"""Without a change for so long, and so long after the start."""
LATEST_MS = 30 * 60 * 1000
"""For one who never pauses."""


class BackupRounds(QObject):
    """What went wrong with one is noted by the store, and today's page says it."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._job: Job | None = None
        self._idle = _once(self, IDLE_MS)
        self._latest = _once(self, LATEST_MS)
        operations.changed.connect(self._changed)

    def start(self) -> None:
        """Yesterday's work may have no backup yet."""
        self._idle.start()
        self._latest.start()

    def stop(self) -> None:
        """Begin none any more, and end the one under way: it is made the next time."""
        self._idle.stop()
        self._latest.stop()
        if self._job is not None:
            self._job.cancel()

    def _changed(self, changes: ChangeSet) -> None:
        self._idle.start()
        if not self._latest.isActive():
            self._latest.start()

    def make(self) -> None:
        """Make the day's backup, if one is due."""
        if self._job is None:
            self._idle.stop()
            self._latest.stop()
            self._job = self._operations.work(
                "actions.backups.make_due",
                owner=self,
                done=self._end,
                failed=self._end,
                progress=self._pass,
            )

    def _pass(self, done: int, total: int) -> None:
        """Nobody watches."""

    def _end(self, _: object) -> None:
        self._job = None


def _once(rounds: BackupRounds, after: int) -> QTimer:
    timer = QTimer(rounds)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(rounds.make)
    return timer
