"""Keeps a screen fresh: reads again when something it shows has changed, once, and only while it is seen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from inspektor.changes import ChangeSet

_GATHER_MS = 30


class Refresher(QObject):
    """Calls `reload` when the screen is first shown and after each burst of changes to the tables it names."""

    def __init__(
        self,
        screen: QWidget,
        changed: SignalInstance,
        tables: Sequence[str],
        reload: Callable[[], object],
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._tables = tuple(tables)
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GATHER_MS)
        self._timer.timeout.connect(self._due)
        self._timer.timeout.connect(reload)
        changed.connect(self._heard)
        screen.installEventFilter(self)

    def now(self) -> None:
        """Read again as soon as the screen is seen."""
        self._stale = True
        if self._screen.isVisible():
            self._timer.start(0)

    def _heard(self, changes: ChangeSet) -> None:
        if any(changes.touches(table) for table in self._tables):
            self._stale = True
            if self._screen.isVisible() and not self._timer.isActive():
                self._timer.start(_GATHER_MS)

    def _due(self) -> None:
        self._stale = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and watched is self._screen and self._stale:
            self._timer.start(0)
        return False
