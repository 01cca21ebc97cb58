"""When nobody is at the computer, and when it has slept: told by two clocks, a beat a second and the hands on the keys."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow

from inspektor import clock
from inspektor.settings import Settings

COVER_KEYS = "Ctrl+L"
_BEAT_MS = 1000
_SLEPT_S = 30  # no program that runs misses so many beats; a clock that is set goes as sleep too
_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)


class Hands(QObject):
    """`touched()` at each key, pointer and finger on any window of the program, and `cover_asked` by its key in a dialog.

    It listens to the windows, not to the application: those hear input alone, an application every event there is.
    """

    cover_asked = Signal()

    def __init__(self, touched: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._touched = touched
        self._keys = QKeySequence(COVER_KEYS)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._attend)
        self._attend(QGuiApplication.focusWindow())

    def _attend(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._touched()
            # A shortcut of the window has taken the key where it can; behind an open dialog it cannot.
            if isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == self._keys:
                self.cover_asked.emit()
                return True
        return False


class Watch(QObject):
    """`idle` when the window is to be covered, `forgotten` when it has been covered too long, `slept` after the computer slept.

    While an interview runs the cover waits: `waiting(moment)` says until when, `waiting(None)` that it waits no longer.
    """

    idle = Signal()
    forgotten = Signal()
    slept = Signal()
    waiting = Signal(object)

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._steady, self._wall = steady, wall
        self._beat_at, self._touched_at = (steady(), wall()), steady()
        self._covered_at: float | None = None
        self._interview = self._waits = False
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def use(self, settings: Settings) -> None:
        """Go by these times."""
        self._settings = settings

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_at = self._steady()
        self._wait(None)

    def set_interview(self, runs: bool) -> None:
        """Whether an interview runs."""
        self._interview = runs

    def set_covered(self, covered: bool) -> None:
        """Whether the window is covered."""
        self._covered_at = self._steady() if covered else None
        self.touch()

    def locks_at(self) -> datetime:
        """When a window covered now is locked."""
        return clock.now() + timedelta(minutes=self._settings.lock_minutes)

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def beat(self) -> None:
        """Look at the clocks."""
        steady, wall = self._steady(), self._wall()
        passed = steady - self._beat_at[0]
        jumped = wall - self._beat_at[1]
        self._beat_at = steady, wall
        # Asleep, the steady clock stands still on some systems and runs on on others; the beats are missed on all.
        if passed > _SLEPT_S or jumped > _SLEPT_S:
            self.slept.emit()
        elif self._covered_at is not None:
            if steady - self._covered_at >= 60 * self._settings.lock_minutes:
                self.forgotten.emit()
        else:
            self._look(steady)

    def _look(self, steady: float) -> None:
        still = steady - self._touched_at
        usual = 60 * self._settings.cover_minutes
        longest = max(usual, 60 * self._settings.interview_minutes) if self._interview else usual
        if still >= longest:
            self._wait(None)
            self.idle.emit()
        elif still >= usual:
            self._wait(clock.now() + timedelta(seconds=longest - still))

    def _wait(self, until: datetime | None) -> None:
        if self._waits != (until is not None):
            self._waits = until is not None
            self.waiting.emit(until)
