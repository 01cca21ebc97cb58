"""When what waits for a timestamp is tried again: at the start, and every five minutes. Silent: the settings show what waits."""

from PySide6.QtCore import QObject, QTimer

from ui.operations import Operations

EVERY_MS = 5 * 60 * 1000


class StampRounds(QObject):
    """Without a server in the settings a round asks nobody."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._under_way = False
        self._every = QTimer(self)
        self._every.setInterval(EVERY_MS)
        self._every.timeout.connect(self._round)

    def start(self) -> None:
        """Try once, and go on doing so."""
        self._every.start()
        self._round()

    def stop(self) -> None:
        """Begin no more rounds."""
        self._every.stop()

    def _round(self) -> None:
        if not self._under_way:
            self._under_way = True
            # Work, not a question: it can be cancelled, so that nobody who leaves waits for a server.
            self._operations.work(
                "actions.stamping.stamp_waiting",
                owner=self,
                done=self._end,
                failed=self._end,
                progress=self._pass,
                mine=True,
            )

    def _pass(self, done: int, total: int) -> None:
        """Nobody watches."""

    def _end(self, _: object) -> None:
        self._under_way = False
