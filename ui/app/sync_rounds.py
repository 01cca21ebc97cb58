"""When to sync: at the start, every five minutes, when asked, at a signature, before the program goes; and how it stands."""

from PySide6.QtCore import QObject, QTimer, Signal

from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.shapes.membership import PassResult, SyncState, SyncStatus
from ui.jobs import Job
from ui.operations import Operations

EVERY_MS = 5 * 60 * 1000
_AT_ONCE = ("document", "signature")
"""What is sealed or signed is sent at once."""
_LOOK_MS = 1500  # after a change, before the figures are counted anew


class SyncRounds(QObject):
    """`status_changed(SyncStatus)`; `running(bool)`; `progressed(done, total)`; one of `finished`, `failed` ends a pass."""

    status_changed = Signal(object)
    running = Signal(bool)
    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._job: Job | None = None
        self.under_way = False
        """Whether a pass is."""
        self._owed = False
        self.status: SyncStatus | None = None
        self._every = QTimer(self)
        self._every.setInterval(EVERY_MS)
        self._every.timeout.connect(self.sync)
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        operations.changed.connect(self._changed)

    def start(self) -> None:
        """Look how it stands, sync once, and go on doing so."""
        self._every.start()
        self._operations.ask("sync.engine.status", owner=self, done=self._begin)

    def stop(self) -> None:
        """Begin no more passes and end the one under way."""
        self._every.stop()
        self._look.stop()
        self.cancel()

    @property
    def in_group(self) -> bool:
        """Whether there is somebody to sync with."""
        return self.status is not None and self.status.state is not SyncState.NO_GROUP

    def sync(self) -> None:
        """Begin a pass, unless one is under way or there is no group."""
        if self.under_way or not self.in_group:
            return
        self.under_way = True
        self.running.emit(True)
        job = self._operations.work(
            "sync.engine.sync_once",
            owner=self,
            done=self._done,
            failed=self._failed,
            progress=self.progressed.emit,
        )
        if self.under_way:
            self._job = job

    def sync_too(self) -> None:
        """Begin a pass, after the one under way if there is one: what was written last goes with it."""
        self._owed = self.under_way
        self.sync()

    def cancel(self) -> None:
        """End the pass under way; what it did until then stays done."""
        self._owed = False
        if self._job is not None:
            self._job.cancel()
            self._end()

    def look(self) -> None:
        """Ask how it stands."""
        self._operations.ask("sync.engine.status", owner=self, done=self._tell)

    def _begin(self, status: SyncStatus) -> None:
        self._tell(status)
        self.sync()

    def _tell(self, status: SyncStatus) -> None:
        self.status = status
        self.status_changed.emit(status)

    def _changed(self, changes: ChangeSet) -> None:
        if changes.origin == "sync":
            return
        if any(changes.touches(table) for table in _AT_ONCE):
            QTimer.singleShot(0, self, self.sync_too)
        if not self._look.isActive():
            self._look.start()

    def _done(self, result: PassResult) -> None:
        self._end()
        self.finished.emit(result)

    def _failed(self, error: InspektorError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._job = None
        self.under_way = False
        self.running.emit(False)
        if self._owed:
            self._owed = False
            self.sync()
        self.look()
