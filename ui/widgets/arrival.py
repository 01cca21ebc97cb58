"""Coming to a screen whose content is still being read: it may take the keyboard later, but not out of the user's hand."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Arrival:
    """Remembers where the keyboard was when one had come."""

    def __init__(self) -> None:
        self._waiting, self._settled = False, False
        self._was: QWidget | None = None

    def begin(self) -> None:
        """One is coming, and there is nothing yet to give the keyboard to."""
        self._waiting, self._settled = True, False
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        """The windows have changed, and Qt has put the keyboard somewhere."""
        self._was, self._settled = QApplication.focusWidget(), True

    def end(self) -> bool:
        """Whether to take the keyboard now: once, and only if the user has not gone elsewhere with it meanwhile."""
        waiting, self._waiting = self._waiting, False
        was, self._was = self._was, None
        return waiting and (not self._settled or QApplication.focusWidget() is was)
